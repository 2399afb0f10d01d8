"""Steps of documents that need more than a press of a button."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from maizi.credit.terms import PayWay
from maizi.kit.forms import MoneyField
from maizi.stock.access import visible_warehouses

from ..access import Issued
from ..terms import InvoiceKind, ReturnReason, ReturnSort


class AnswerForm(forms.Form):
    """A customer's words with his yes or no."""

    words = forms.CharField(
        label=_("留言"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class PiecesForm(forms.Form):
    """So many of each line; `pieces` holds those above zero."""

    def __init__(self, *args, lines, left: dict[int, Decimal], **options):
        super().__init__(*args, **options)
        self.lines = [line for line in lines if left.get(line.pk, 0) > 0]
        for line in self.lines:
            self.fields[f"line-{line.pk}"] = MoneyField(
                label=line.name, min_value=Decimal(0), max_digits=14, decimal_places=4,
                required=False, initial=left[line.pk].normalize(),
            )  # fmt: skip
        self.left = left

    @property
    def rows(self) -> list[tuple]:
        """(line, what is left, its box)."""
        return [(line, self.left[line.pk], self[f"line-{line.pk}"]) for line in self.lines]

    @property
    def pieces(self) -> dict[int, Decimal]:
        """Line id -> quantity of a valid form."""
        given = {line.pk: self.cleaned_data.get(f"line-{line.pk}") for line in self.lines}
        return {id_: count for id_, count in given.items() if count}


class BillForm(PiecesForm):
    """How much is invoiced, to whom."""

    BUYER = ("kind", "title", "tax_no", "registered_at", "bank_account", "remark")

    kind = forms.ChoiceField(label=_("发票种类"), choices=InvoiceKind.choices())
    title = forms.CharField(label=_("发票抬头"), max_length=120)
    tax_no = forms.CharField(label=_("纳税人识别号"), max_length=20, required=False)
    registered_at = forms.CharField(label=_("地址、电话"), max_length=200, required=False)
    bank_account = forms.CharField(label=_("开户行及账号"), max_length=120, required=False)
    remark = forms.CharField(label=_("票面备注"), max_length=200, required=False)

    @property
    def buyer(self) -> dict:
        """What was typed of the buyer."""
        return {name: self.cleaned_data[name] for name in self.BUYER}


class ReturnForm(PiecesForm):
    """What comes back, and why."""

    sort = forms.ChoiceField(label=_("退或换"), choices=ReturnSort.choices())
    reason = forms.ChoiceField(label=_("原因"), choices=ReturnReason.choices())
    told = forms.CharField(label=_("情况说明"), max_length=300)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for line in self.lines:
            self.fields[f"line-{line.pk}"].initial = None


class IssueForm(forms.Form):
    """The number that stands on an issued invoice."""

    number = forms.CharField(label=_("发票号码"), max_length=24)
    code = forms.CharField(
        label=_("发票代码"), max_length=14, required=False, help_text=_("纸质发票才有。")
    )
    on = forms.DateField(label=_("开票日期"))

    @property
    def issued(self) -> Issued:
        """What was typed, as a platform would answer it."""
        given = self.cleaned_data
        return Issued(given["number"], given["on"], given["code"])


class RedForm(forms.Form):
    """Why an invoice is taken back."""

    reason = forms.CharField(label=_("红冲原因"), max_length=200)


class SettleForm(forms.Form):
    """Numbers of the red invoices, and what becomes of the money."""

    refund_by = forms.ChoiceField(
        label=_("退款方式"), required=False,
        choices=[("", _("不退款，冲减应收或转为预收")), *PayWay.choices()],
    )  # fmt: skip
    on = forms.DateField(label=_("红字发票日期"))

    def __init__(self, *args, plan: dict, **options):
        super().__init__(*args, **options)
        self.plan = plan
        for invoice in plan:
            label = _("冲红 {no} 的红字发票号码").format(no=invoice.number or invoice.no)
            self.fields[f"red-{invoice.pk}"] = forms.CharField(label=label, max_length=24)
            if not InvoiceKind(invoice.kind).is_digital:
                self.fields[f"code-{invoice.pk}"] = forms.CharField(
                    label=_("红字发票代码"), max_length=14
                )

    @property
    def reds(self) -> list[Issued]:
        """One for each invoice of the plan."""
        given, on = self.cleaned_data, self.cleaned_data["on"]
        return [
            Issued(given[f"red-{row.pk}"], on, given.get(f"code-{row.pk}", "")) for row in self.plan
        ]


class ManyForm(forms.Form):
    """The name of a batch of quotes."""

    batch = forms.CharField(label=_("这批报价的名字"), max_length=60)


def warehouse_choice(user) -> forms.ModelChoiceField:
    """One of the warehouses the person sees."""
    rows = visible_warehouses(user).filter(is_active=True)
    return forms.ModelChoiceField(rows, label=_("仓库"), required=False)
