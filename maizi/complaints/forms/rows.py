"""Forms with several lines: shares of responsibility, remedies (E-6, E-7)."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from maizi.accounts.access import visible_units
from maizi.kit.forms import MoneyField

from .. import access
from ..rules.shares import Planned, Share
from ..terms import RemedySort
from .verbs import VerbForm, long

LINES = 4


class FixForm(VerbForm):
    """Up to four shares."""

    has_recourse = forms.BooleanField(label=_("向厂家或供应商追偿"), required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        people = access.visible_staff(self.user)
        stored = list(self.row.shares.all())
        self.initial.setdefault("has_recourse", self.row.has_recourse)
        for at in range(LINES):
            one = stored[at] if at < len(stored) else None
            self.fields |= {
                f"unit_{at}": forms.ModelChoiceField(
                    label=_("责任部门"),
                    queryset=visible_units(self.user).order_by("path"),
                    required=False,
                    initial=one and one.unit_id,
                ),
                f"person_{at}": forms.ModelChoiceField(
                    label=_("责任人"),
                    queryset=people,
                    required=False,
                    initial=one and one.person_id,
                ),
                f"percent_{at}": forms.IntegerField(
                    label=_("比例（%）"),
                    required=False,
                    min_value=0,
                    max_value=100,
                    initial=one.percent if one else (100 if at == 0 and not stored else None),
                ),
                f"cause_{at}": forms.ModelChoiceField(
                    label=_("原因"),
                    queryset=access.visible_causes(self.user).filter(is_active=True),
                    required=False,
                    initial=one and one.cause_id,
                ),
                f"whys_{at}": forms.CharField(
                    label=_("追问为什么"),
                    required=False,
                    max_length=1000,
                    initial=one.whys if one else "",
                ),
            }

    @property
    def lines(self) -> list[list]:
        names = ("unit", "person", "percent", "cause", "whys")
        return [[self[f"{name}_{at}"] for name in names] for at in range(LINES)]

    def clean(self) -> dict:
        given = super().clean()
        for at in range(LINES):
            if given.get(f"unit_{at}") and not given.get(f"cause_{at}"):
                self.add_error(f"cause_{at}", _("请选原因。"))
        return given

    def shares(self) -> list[Share]:
        """The lines that name a department."""
        given = self.cleaned_data
        return [
            Share(
                given[f"unit_{at}"].pk, given[f"percent_{at}"] or 0, given[f"cause_{at}"].pk,
                given[f"person_{at}"].pk if given[f"person_{at}"] else None, given[f"whys_{at}"],
            )
            for at in range(LINES) if given.get(f"unit_{at}") and given.get(f"cause_{at}")
        ]  # fmt: skip


class ProposeForm(VerbForm):
    """A plan with up to four remedies."""

    plan = long(_("处理方案"), most=2000)
    basis = forms.CharField(
        label=_("处理依据"), max_length=400,
        help_text=_("三包规定第几条、合同第几条，或额度以内的善意补偿。"),
    )  # fmt: skip
    promised_on = forms.DateField(
        label=_("承诺完成日"), widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        stored = list(self.row.remedies.all())
        for name in ("plan", "basis", "promised_on"):
            self.initial.setdefault(name, getattr(self.row, name))
        for at in range(LINES):
            one = stored[at] if at < len(stored) else None
            self.fields |= {
                f"sort_{at}": forms.ChoiceField(
                    label=_("方式"),
                    choices=[("", "—"), *RemedySort.choices()],
                    required=False,
                    initial=one.sort if one else "",
                ),
                f"amount_{at}": MoneyField(
                    label=_("金额"),
                    required=False,
                    max_digits=14,
                    decimal_places=2,
                    initial=one.amount_yuan if one and one.amount_yuan else None,
                ),
                f"text_{at}": forms.CharField(
                    label=_("说明"),
                    required=False,
                    max_length=200,
                    initial=one.text if one else "",
                ),
            }

    @property
    def lines(self) -> list[list]:
        return [[self[f"{n}_{at}"] for n in ("sort", "amount", "text")] for at in range(LINES)]

    def remedies(self) -> list[Planned]:
        """The lines that name a remedy."""
        given = self.cleaned_data
        return [
            Planned(
                RemedySort(given[f"sort_{at}"]), given[f"amount_{at}"] or Decimal(0),
                given[f"text_{at}"],
            )
            for at in range(LINES) if given.get(f"sort_{at}")
        ]  # fmt: skip
