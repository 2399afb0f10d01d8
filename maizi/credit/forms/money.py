"""Money that comes in, goes out, is shared out, or is given up."""

from collections.abc import Iterable
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from maizi.kernel.ids import number_in
from maizi.kit.forms import MoneyField

from ..models.accounts import MOST_YUAN
from ..terms import EntryKind, PayWay

CENT = Decimal("0.01")
POSTED = [(kind.value, kind.label) for kind in (EntryKind.OPENING, EntryKind.ADJUSTMENT)]


def _amount(label, least=CENT, **options) -> MoneyField:
    """Money as people type it, with commas."""
    return MoneyField(
        label=label, min_value=least, max_value=MOST_YUAN, max_digits=16, decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}), **options,
    )  # fmt: skip


class DayForm(forms.Form):
    """A day, for what is posted today or before."""

    on = forms.DateField(label=_("日期"))


class ReceiptForm(DayForm):
    """Money from a customer."""

    amount_yuan = _amount(_("金额（元）"))
    way = forms.ChoiceField(label=_("方式"), choices=PayWay.choices())
    note = forms.CharField(label=_("摘要"), max_length=200, required=False)
    sharing = forms.ChoiceField(
        label=_("冲抵"),
        choices=[
            ("oldest", _("先冲最早到期的")),
            ("named", _("按下表填写的金额")),
            ("none", _("全部作为预收")),
        ],
    )


class RefundForm(DayForm):
    """Money back to a customer."""

    amount_yuan = _amount(_("金额（元）"))
    way = forms.ChoiceField(label=_("方式"), choices=PayWay.choices())
    note = forms.CharField(label=_("摘要"), max_length=200, required=False)


class PostingForm(DayForm):
    """An opening balance or an adjustment; below zero for what the customer has ahead."""

    kind = forms.ChoiceField(label=_("种类"), choices=POSTED)
    amount_yuan = _amount(
        _("金额（元）"), -MOST_YUAN, help_text=_("客户欠我们的填正数，我们欠客户的填负数。")
    )
    due_on = forms.DateField(label=_("到期日"), required=False)
    number = forms.CharField(label=_("单据号"), max_length=40, required=False)
    note = forms.CharField(
        label=_("摘要"), max_length=200, required=False, help_text=_("调整必须写明原因。")
    )


class ReverseForm(DayForm):
    """Post an entry back."""

    reason = forms.CharField(label=_("冲销的原因"), max_length=200)


class WriteOffForm(forms.Form):
    """Ask to give a receivable up."""

    amount_yuan = _amount(_("核销金额（元）"))
    reason = forms.CharField(
        label=_("原因"), max_length=200, help_text=_("催收经过、客户现状、有什么证明材料。")
    )


class SharesForm(forms.Form):
    """How much of a receipt goes to each open receivable; one field for each."""

    def __init__(self, *args, ids: Iterable[int], **options):
        super().__init__(*args, **options)
        for id_ in ids:
            self.fields[f"share-{id_}"] = _amount(_("本次核销"), Decimal(0), required=False)

    def shares(self) -> dict[int, Decimal]:
        """Entry id -> amount, without those left empty."""
        named = self.cleaned_data.items()
        return {number_in(n.removeprefix("share-")): part for n, part in named if part}
