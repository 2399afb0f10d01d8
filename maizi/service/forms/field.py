"""Forms on the engineer's telephone."""

from datetime import UTC, datetime
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from maizi.catalog.access import visible_products
from maizi.catalog.terms import ProductSort
from maizi.warranty.terms import Delay

from .. import access
from ..actions import Result, Spot
from ..terms import ArticleState, Conduct, TicketType
from .verbs import SCORES, VerbForm, long

WAITS = [(one.value, one.label) for one in (Delay.PARTS, Delay.REPAIRER)]
LATEST_MS = 4_102_444_800_000  # the year 2100


class StepForm(forms.Form):
    """One step, with the moment and the place that the telephone gives."""

    text = forms.CharField(max_length=400, required=False)
    at_ms = forms.IntegerField(min_value=0, max_value=LATEST_MS, required=False)
    latitude = forms.DecimalField(max_digits=9, decimal_places=6, required=False)
    longitude = forms.DecimalField(max_digits=9, decimal_places=6, required=False)
    delay = forms.ChoiceField(choices=WAITS, required=False)

    @property
    def at(self) -> datetime | None:
        """When it happened, by the telephone's clock."""
        ms = self.cleaned_data.get("at_ms")
        return datetime.fromtimestamp(ms / 1000, UTC) if ms else None

    @property
    def why(self) -> Delay:
        """Whose reason it is that a part is not there."""
        return Delay(self.cleaned_data.get("delay") or Delay.PARTS)

    @property
    def spot(self) -> Spot | None:
        given = self.cleaned_data
        north, east = given.get("latitude"), given.get("longitude")
        if north is None or east is None:
            return None
        return Spot(round(north, 5), round(east, 5))


class PartForm(VerbForm):
    product = forms.ModelChoiceField(label=_("备件"), queryset=None)
    quantity = forms.DecimalField(
        label=_("数量"), max_digits=12, decimal_places=4, min_value=Decimal(0), initial=1
    )
    serial = forms.CharField(label=_("备件序列号"), max_length=60, required=False)
    token = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        rows = visible_products(self.user).filter(is_active=True)
        self.fields["product"].queryset = rows.filter(sort=ProductSort.PART).order_by("name")


class ResultForm(VerbForm):
    fault_code = forms.CharField(
        label=_("故障名称"), max_length=40, required=False,
        help_text=_("同一种故障写同一个名称，如：不制冷。"),
    )  # fmt: skip
    text = long(_("查到什么、做了什么"))
    article = forms.ModelChoiceField(label=_("用到的知识文章"), queryset=None, required=False)
    no_article = forms.CharField(
        label=_("没有合适文章的原因"), max_length=200, required=False,
        help_text=_("咨询要附文章；没有的，据此补写。"),
    )  # fmt: skip

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        rows = access.visible_articles(self.user).filter(state=ArticleState.PUBLISHED)
        self.fields["article"].queryset = rows
        if self.row.type != TicketType.CONSULT:
            del self.fields["no_article"]

    def result(self) -> Result:
        """What was found and done."""
        given = self.cleaned_data
        return Result(
            text=given["text"], fault_code=given["fault_code"], article=given["article"],
            no_article=given.get("no_article", ""),
        )  # fmt: skip


def conduct_form(given, *, row) -> forms.Form:
    """A tick and a rating for each point of conduct (F-14)."""
    marks = {one.point: one for one in row.conduct.all()}
    fields = {}
    for point in Conduct:
        mark = marks.get(point)
        fields[f"kept_{point}"] = forms.BooleanField(
            label=point.label, required=False, initial=bool(mark and mark.is_kept)
        )
        fields[f"score_{point}"] = forms.TypedChoiceField(
            label=_("客户评分"), choices=SCORES, coerce=int, empty_value=None, required=False,
            initial=mark.score if mark else None,
        )  # fmt: skip
    form = type("ConductForm", (forms.Form,), fields)(given)
    form.lines = [(form[f"kept_{point}"], form[f"score_{point}"]) for point in Conduct]
    return form
