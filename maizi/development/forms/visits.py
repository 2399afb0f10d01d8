"""A discussion, the checklist, where one is, the record of a visit."""

from decimal import Decimal

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maizi.accounts.access import visible_people

from ..actions import Report, Spot, Talked
from ..terms.visits import MaterialSort, MaterialState


def _long(label: str, most: int, *, required: bool = False, **options) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, required=required, widget=forms.Textarea, **options
    )


class DiscussForm(forms.Form):
    """Who talked about the visit, and what they said (B-32)."""

    at = forms.DateTimeField(label=_("时间"), initial=timezone.now)
    people = forms.ModelMultipleChoiceField(None, label=_("参加的同事"))
    notes = _long(_("意见和建议"), 4000)
    decision = forms.CharField(label=_("决定"), max_length=300, required=False)

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        self.fields["people"].queryset = visible_people(user).filter(is_active=True)

    def talked(self) -> Talked:
        """What was written down."""
        given = self.cleaned_data
        return Talked(given["at"], given["people"], given["notes"], given["decision"])


class MaterialsForm(forms.Form):
    """Every item of the checklist, and the judgement of what was collected (B-33)."""

    judgement = _long(_("资料的分类、分析与判断"), 4000)

    def __init__(self, *args, rows, **options):
        super().__init__(*args, **options)
        self.codes = []
        for row in rows:
            self.codes.append(MaterialSort(row.code))
            self.fields[f"state-{row.code}"] = forms.ChoiceField(
                choices=MaterialState.choices(), initial=row.state, required=False
            )
            self.fields[f"reason-{row.code}"] = forms.CharField(
                max_length=100, initial=row.reason, required=False
            )

    def marks(self) -> dict:
        """Item -> (state, reason)."""
        given = self.cleaned_data
        return {
            code: (MaterialState(given[f"state-{code}"] or "open"), given[f"reason-{code}"])
            for code in self.codes
        }


class SpotForm(forms.Form):
    """Where the phone says one is; nothing when it does not know."""

    latitude = forms.DecimalField(required=False, max_digits=12, decimal_places=8)
    longitude = forms.DecimalField(required=False, max_digits=12, decimal_places=8)
    accuracy_m = forms.DecimalField(required=False, min_value=0, max_value=10**8)

    def spot(self) -> Spot | None:
        """The place, to five places: about a metre."""
        given = self.cleaned_data
        if given["latitude"] is None or given["longitude"] is None:
            return None
        fine = Decimal("0.00001")
        meters = given["accuracy_m"]
        return Spot(
            given["latitude"].quantize(fine), given["longitude"].quantize(fine),
            None if meters is None else int(meters),
        )  # fmt: skip


class ReportForm(forms.Form):
    """《目标客户拜访记录表》 (B-35)."""

    ended_at = forms.DateTimeField(label=_("结束时间"))
    met = forms.CharField(label=_("客户方参加人"), max_length=200, required=False)
    colleagues = forms.CharField(label=_("我方参加人"), max_length=200, required=False)
    talk = _long(_("主要谈话内容"), 4000)
    opinions = _long(_("客户的意见"), 2000)
    suggestions = _long(_("进一步开发的建议"), 2000)
    next_step = forms.CharField(label=_("下一步"), max_length=200, required=False)

    def report(self) -> Report:
        """What was written down."""
        return Report(**self.cleaned_data)


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("原因"), max_length=200, required=False)
