"""What arrived, what inspection said, what goes back: a head and one row for each line."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from maizi.kit.forms import MoneyField
from maizi.stock.access import visible_warehouses

from ..actions import Arrival, Going, Inspected
from ..terms import RejectReason, ReturnWay

MOST = Decimal(10**9)
ZERO = Decimal(0)


def _pieces(label) -> MoneyField:
    return MoneyField(
        label=label, min_value=ZERO, max_value=MOST, max_digits=14, decimal_places=4,
        required=False,
    )  # fmt: skip


def serials_in(text: str) -> tuple[str, ...]:
    """Serial numbers as they were scanned or pasted, one a line or with commas."""
    for mark in ("\n", "\t", "，", "、", ";", "；"):
        text = text.replace(mark, ",")
    return tuple(part.strip() for part in text.split(",") if part.strip())


class _Verdicts(forms.Form):
    """The fields of inspection for each line, named by the line's id."""

    def add_line(self, id_: int, delivered: Decimal, *, tracking: str) -> None:
        """Fields for one line; what came is thought good."""
        self.fields[f"accepted-{id_}"] = _pieces(_("合格"))
        self.fields[f"rejected-{id_}"] = _pieces(_("拒收"))
        self.fields[f"reason-{id_}"] = forms.ChoiceField(
            label=_("拒收原因"), choices=[("", "—"), *RejectReason.choices()], required=False
        )
        self.fields[f"note-{id_}"] = forms.CharField(
            label=_("说明"), max_length=200, required=False
        )
        self.initial[f"accepted-{id_}"] = f"{delivered.normalize():f}"
        if tracking == "batch":
            self.fields[f"batch-{id_}"] = forms.CharField(
                label=_("批号"), max_length=40, required=False
            )
        if tracking == "serial":
            self.fields[f"serials-{id_}"] = forms.CharField(
                label=_("序列号"), max_length=20_000, required=False, widget=forms.Textarea,
                help_text=_("扫码或粘贴，一行一个。"),
            )  # fmt: skip

    def verdict(self, id_: int) -> Inspected:
        """What was said of one line; with only a rejected number, the rest is good."""
        given = self.cleaned_data
        reason = given.get(f"reason-{id_}")
        return Inspected(
            given.get(f"accepted-{id_}") or ZERO, given.get(f"rejected-{id_}") or ZERO,
            RejectReason(reason) if reason else None, given.get(f"note-{id_}", ""),
            batch=given.get(f"batch-{id_}", ""),
            serials=serials_in(given.get(f"serials-{id_}", "")),
        )  # fmt: skip


class ReceiveForm(_Verdicts):
    """A delivery: with inspection at once, or to be inspected later."""

    warehouse = forms.ModelChoiceField(None, label=_("仓库"))
    on = forms.DateField(label=_("到货日期"))
    delivery_no = forms.CharField(label=_("送货单号"), max_length=40, required=False)
    note = forms.CharField(label=_("备注"), max_length=200, required=False)
    once = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    later = forms.BooleanField(label=_("先登记到货，稍后检验"), required=False)

    def __init__(self, *args, user, lines, **options):
        super().__init__(*args, **options)
        places = visible_warehouses(user).filter(is_active=True)
        self.fields["warehouse"].queryset = places
        self.initial.setdefault("warehouse", places.first())
        self.lines = lines
        for line in lines:
            self.fields[f"delivered-{line.pk}"] = _pieces(_("到货"))
            self.initial[f"delivered-{line.pk}"] = f"{line.facts.open.normalize():f}"
            self.add_line(line.pk, line.facts.open, tracking=line.product.tracking)

    def clean(self) -> dict:
        """Where only the delivered quantity was changed, the accepted one follows."""
        given = super().clean()
        for line in self.lines:
            came, bad = (given.get(f"{n}-{line.pk}") or ZERO for n in ("delivered", "rejected"))
            if given.get(f"accepted-{line.pk}") in (None, line.facts.open):
                given[f"accepted-{line.pk}"] = max(ZERO, came - bad)
        return given

    def arrival(self) -> Arrival:
        """What came, as the actions take it."""
        given = self.cleaned_data
        pieces = {n.pk: given.get(f"delivered-{n.pk}") or ZERO for n in self.lines}
        return Arrival(
            given["warehouse"], given["on"], pieces, delivery_no=given["delivery_no"],
            note=given["note"], once=given["once"],
        )  # fmt: skip

    def verdicts(self) -> dict[int, Inspected]:
        """Order line id -> what inspection said."""
        return {line.pk: self.verdict(line.pk) for line in self.lines}


class InspectForm(_Verdicts):
    """Inspection of what was registered."""

    def __init__(self, *args, lines, **options):
        super().__init__(*args, **options)
        self.lines = lines
        for line in lines:
            self.add_line(line.pk, line.delivered, tracking=line.product.tracking)

    def verdicts(self) -> dict[int, Inspected]:
        """Receipt line id -> what inspection said."""
        return {line.pk: self.verdict(line.pk) for line in self.lines}


class ReturnForm(forms.Form):
    """What goes back to the supplier, and what he owes for it."""

    way = forms.ChoiceField(label=_("处理方式"), choices=ReturnWay.choices())
    on = forms.DateField(label=_("退货日期"))
    reason = forms.CharField(label=_("退货原因"), max_length=200)
    once = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, lines, **options):
        super().__init__(*args, **options)
        self.lines = lines
        for line in lines:
            self.fields[f"quantity-{line.pk}"] = _pieces(_("退货数量"))
            if line.product.tracking == "serial":
                self.fields[f"serials-{line.pk}"] = forms.CharField(
                    label=_("序列号"), max_length=20_000, required=False, widget=forms.Textarea
                )

    def going(self) -> Going:
        """What goes back, as the actions take it."""
        given = self.cleaned_data
        pieces = {n.pk: given.get(f"quantity-{n.pk}") or ZERO for n in self.lines}
        serials = {n.pk: serials_in(given.get(f"serials-{n.pk}", "")) for n in self.lines}
        return Going(
            pieces, ReturnWay(given["way"]), given["reason"], given["on"], serials=serials,
            once=given["once"],
        )  # fmt: skip
