"""What people fill in about the relation with a customer."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from maizi.kernel.texts import retold

from .. import access
from ..actions import Given
from ..terms import Indicator

YES_NO = (("yes", _("同意")), ("no", _("不同意，退回重写")))
YEAR = timedelta(days=364)


def day_field(label) -> forms.DateField:
    """A day with the browser's calendar."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}))


def long(label, *, most: int = 2000, required: bool = True) -> forms.CharField:
    """A text of several lines."""
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs={"rows": 4}), max_length=most, required=required
    )


class BeginForm(forms.Form):
    """Which period; the twelve months up to yesterday unless somebody says otherwise."""

    starts_on = day_field(_("评估期开始"))
    ends_on = day_field(_("评估期结束"))

    def __init__(self, *args, row=None, user=None, **options):
        super().__init__(*args, **options)
        last = timezone.localdate() - timedelta(days=1)
        self.fields["ends_on"].initial, self.fields["starts_on"].initial = last, last - YEAR


class FillForm(forms.Form):
    """The indicators a person sees, each with its reason; problems and strategy."""

    problems = long(_("存在的问题"))
    strategy = long(_("对策"))

    def __init__(self, *args, row, user, **options):
        super().__init__(*args, **options)
        self.fields["problems"].initial = row.problems
        self.fields["strategy"].initial = row.strategy
        marks = {mark.indicator: mark for mark in row.marks.all()}
        self.pairs = []
        for one in Indicator:
            if one in marks and access.sees_mark(user, one):
                self._add(one, marks[one])
                self.pairs.append((self[f"mark_{one.value}"], self[f"mark_{one.value}_reason"]))

    def _add(self, one: Indicator, mark) -> None:
        source = _now("；").join(retold(mark.told, _now))
        proposed = _now("不知道") if mark.proposed is None else f"{mark.proposed:.2f}"
        self.fields[f"mark_{one.value}"] = forms.DecimalField(
            label=one.label, min_value=0, max_value=100, max_digits=5, decimal_places=2,
            required=False, initial=mark.value,
            help_text=_now("系统建议 %(value)s：%(source)s")
            % {"value": proposed, "source": source},
        )  # fmt: skip
        self.fields[f"mark_{one.value}_reason"] = forms.CharField(
            label=_now("%s：改动理由") % one.label, max_length=200, required=False,
            initial=mark.reason,
        )  # fmt: skip

    def given(self) -> dict[Indicator, Given]:
        """What was typed, by indicator."""
        typed = self.cleaned_data
        return {
            one: Given(typed[f"mark_{one.value}"], typed[f"mark_{one.value}_reason"])
            for one in Indicator if f"mark_{one.value}" in typed
        }  # fmt: skip


class ReviewForm(forms.Form):
    """Yes or no, with the opinion."""

    answer = forms.ChoiceField(label=_("意见"), choices=YES_NO)
    opinion = long(_("复核意见"), most=400)

    def __init__(self, *args, row=None, user=None, **options):
        super().__init__(*args, **options)


class SureForm(forms.Form):
    """Nothing to fill in; the button is the answer."""

    def __init__(self, *args, row=None, user=None, **options):
        super().__init__(*args, **options)
