"""Forms of what a company lays down: the matrix, skills, duties."""

from django import forms
from django.utils.translation import gettext_lazy as _

from maizi.accounts.access import visible_units
from maizi.catalog.access import visible_categories

from ..models import Duty, Skill
from ..rules.matrix import BANDS, Matrix
from ..terms import DutyKind, Severity
from .intake import moment

SKILL_LINES = 6
MOST_MINUTES, MOST_KM = 43_200, 2_000


def _whole(label, most: int) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=most)


class MatrixForm(forms.Form):
    """The promises as a table: severities down, distances across (F-4)."""

    reason = forms.CharField(
        label=_("修改原因"), max_length=200, help_text=_("记入变更记录，别人据此知道为什么改。")
    )

    def __init__(self, *args, matrix: Matrix, **options):
        super().__init__(*args, **options)
        for at, km in enumerate(matrix.radii_km):
            self._add(f"radius_{at}", BANDS[at].label, km, MOST_KM)
        for at, severity in enumerate(Severity):
            always = forms.BooleanField(label=_("全天候"), required=False)
            always.initial = matrix.round_the_clock[at]
            self.fields[f"always_{at}"] = always
            self._add(f"response_{at}", severity.label, matrix.response_minutes[at], MOST_MINUTES)
        for at, minutes in enumerate(matrix.arrive_minutes):
            self._add(f"arrive_{at}", _("到场"), minutes, MOST_MINUTES)
        for at, minutes in enumerate(matrix.restore_minutes):
            self._add(f"restore_{at}", _("修复"), minutes, MOST_MINUTES)

    def _add(self, name: str, label, value: int, most: int) -> None:
        self.fields[name] = _whole(label, most)
        self.fields[name].initial = value

    @property
    def radii(self) -> list:
        return [self[f"radius_{at}"] for at in range(len(BANDS))]

    @property
    def lines(self) -> list[dict]:
        """The rows of the table: severity, its tick, and its cells."""
        width = len(BANDS)
        return [
            {
                "severity": severity, "always": self[f"always_{at}"],
                "response": self[f"response_{at}"],
                "arrivals": [self[f"arrive_{at * width + band}"] for band in range(width)],
                "restore": self[f"restore_{at}"] if f"restore_{at}" in self.fields else None,
            }
            for at, severity in enumerate(Severity)
        ]  # fmt: skip

    def matrix(self) -> Matrix:
        """The promises as they were typed."""
        given = self.cleaned_data

        def all_of(name: str) -> tuple:
            return tuple(value for key, value in given.items() if key.startswith(f"{name}_"))

        return Matrix(
            radii_km=all_of("radius"), response_minutes=all_of("response"),
            arrive_minutes=all_of("arrive"), restore_minutes=all_of("restore"),
            round_the_clock=all_of("always"),
        )  # fmt: skip


class UnitForm(forms.Form):
    """For which unit the promises are looked at."""

    unit = forms.ModelChoiceField(queryset=None, required=False)

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        self.fields["unit"].queryset = visible_units(user).order_by("path")


class SkillsForm(forms.Form):
    """What an engineer can mend, each with its certificate (F-52)."""

    def __init__(self, *args, row, user, **options):
        super().__init__(*args, **options)
        self.row, stored = row, list(row.skills.all())
        families = visible_categories(user)
        for at in range(max(SKILL_LINES, len(stored) + 2)):
            one = stored[at] if at < len(stored) else None
            self.fields |= {
                f"family_{at}": forms.ModelChoiceField(
                    label=_("产品类别"), queryset=families, required=False,
                    initial=one and one.category_id,
                ),
                f"certificate_{at}": forms.CharField(
                    label=_("证书编号"), max_length=40, required=False,
                    initial=one.certificate if one else "",
                ),
                f"until_{at}": forms.DateField(
                    label=_("有效期至"), required=False, initial=one and one.valid_until,
                    widget=forms.DateInput(attrs={"type": "date"}),
                ),
            }  # fmt: skip

    @property
    def _count(self) -> int:
        return sum(name.startswith("family_") for name in self.fields)

    @property
    def lines(self) -> list[list]:
        names = ("family", "certificate", "until")
        return [[self[f"{name}_{at}"] for name in names] for at in range(self._count)]

    def skills(self) -> list[Skill]:
        """The lines that name a family."""
        given = self.cleaned_data
        return [
            Skill(category=given[f"family_{at}"], certificate=given[f"certificate_{at}"],
                  valid_until=given[f"until_{at}"])
            for at in range(self._count) if given[f"family_{at}"]
        ]  # fmt: skip


class DutyForm(forms.Form):
    kind = forms.ChoiceField(label=_("种类"), choices=DutyKind.choices())
    since = moment(_("开始"))
    until = moment(_("结束"))
    note = forms.CharField(label=_("说明"), max_length=100, required=False)

    def duty(self, engineer) -> Duty:
        """The hours as they were typed, unsaved."""
        return Duty(engineer=engineer, **self.cleaned_data)
