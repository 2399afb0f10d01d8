"""What is asked of a fault: about a piece with a record, or about goods without one."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maizi.catalog.access import visible_products
from maizi.kit.forms import MoneyField

from ..models import CatalogueRow, Unit
from ..queries import Question, parts_of
from ..terms import Accessory, Assembly, Exclusion, Kind, SafetyFault

CAR = ("km", "assembly", "safety", "needs_assembly")
UNLISTED = ("is_grave",)
TOLD = ("fault", "fault_code", "reported_on", "is_performance", "is_model_there", "is_fraud",
        "is_returnable", "is_consumer")  # fmt: skip
YES_NO = (("yes", _("是")), ("no", _("否")))


def yes_no(label, *, yes: bool = True, help_text: str = "") -> forms.TypedChoiceField:
    """A question that is answered by yes or no."""
    return forms.TypedChoiceField(
        label=label, choices=YES_NO, initial="yes" if yes else "no", help_text=help_text,
        coerce=lambda value: value == "yes",
    )  # fmt: skip


def day_field(label, **options) -> forms.DateField:
    """A date with the browser's own calendar."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}), **options)


class AskForm(forms.Form):
    """A fault of a piece; fields of cars and of main parts only where they matter."""

    fault = forms.CharField(label=_("故障现象"), max_length=200)
    fault_code = forms.CharField(
        label=_("故障名称"), max_length=40, required=False,
        help_text=_("与以前同一种故障写同一个名称，如：黑屏。"),
    )  # fmt: skip
    reported_on = day_field(_("报修日期"))
    is_performance = yes_no(_("不能正常使用（性能故障）"))
    part = forms.ChoiceField(label=_("故障的主要部件"), required=False)
    is_model_there = yes_no(_("有同型号同规格的新品可换"))
    is_grave = yes_no(_("严重到买它的目的落空"), yes=False)
    is_consumer = yes_no(_("为生活消费购买"), help_text=_("企业采购按合同，不适用消法。"))
    is_returnable = yes_no(_("适用无理由退货"), help_text=_("定作、鲜活、已拆封数字化商品不适用。"))
    is_fraud = yes_no(_("销售时有欺诈"), yes=False)
    current_yuan = MoneyField(
        label=_("附件现在单独购买的价格"), required=False, min_value=0, max_digits=14,
        decimal_places=2,
    )  # fmt: skip
    km = forms.IntegerField(label=_("行驶里程（公里）"), required=False, min_value=0,
                            max_value=9_999_999)  # fmt: skip
    assembly = forms.ChoiceField(label=_("故障部位"), required=False, choices=Assembly.choices())
    safety = forms.ChoiceField(label=_("安全故障"), required=False, choices=SafetyFault.choices())
    needs_assembly = yes_no(_("需要更换总成或主要零件"), yes=False)
    exclusions = forms.MultipleChoiceField(
        label=_("主张不属三包的理由"), required=False, choices=Exclusion.choices(),
        widget=forms.CheckboxSelectMultiple, help_text=_("每一项都要有证据。"),
    )  # fmt: skip
    evidence = forms.FileField(
        label=_("证据"), required=False, help_text=_("照片、检测报告，不超过 10 MB。")
    )

    def __init__(self, *args, unit: Unit | None = None, row: CatalogueRow | None = None,
                 **options):  # fmt: skip
        super().__init__(*args, **options)
        self.fields["reported_on"].initial = timezone.localdate()
        parts = parts_of(row)
        self.fields["part"].choices = [("", _("不是主要部件")), *((one, one) for one in parts)]
        if unit is not None:
            self._fit(unit, row, parts)

    def _fit(self, unit: Unit, row: CatalogueRow | None, parts: list[str]) -> None:
        """Leave out what cannot matter for this piece."""
        is_car = row is not None and row.kind == Kind.CAR
        is_bundled = unit.bundled == Accessory.BUNDLED and row and row.kind == Kind.ACCESSORY
        out = [] if is_car else list(CAR)
        out += [] if is_bundled else ["current_yuan"]
        out += [] if parts or is_car else ["part"]
        out += [] if row is None else list(UNLISTED)
        out += [] if unit.is_distance else ["is_returnable"]
        for name in out:
            del self.fields[name]
        if is_car:
            self.fields["part"] = forms.CharField(
                label=_("主要零件名称"), max_length=60, required=False
            )

    def question(self) -> Question:
        """What was typed, as the rules are asked."""
        given = self.cleaned_data
        told = {name: given[name] for name in TOLD if name in given}
        if given.get("part"):
            told["part"] = given["part"]
        for name in ("is_grave", "needs_assembly"):
            told[name] = bool(given.get(name))
        return Question(
            **told, km=given.get("km"), current_yuan=given.get("current_yuan"),
            assembly=Assembly(given.get("assembly") or Assembly.OTHER),
            safety=SafetyFault(given.get("safety") or SafetyFault.NONE),
        )  # fmt: skip

    @property
    def claims(self) -> list[Exclusion]:
        """What is held against the customer."""
        return [Exclusion(one) for one in self.cleaned_data["exclusions"]]


class FreeAskForm(AskForm):
    """The same about goods without a record: what the customer shows of it."""

    product = forms.ModelChoiceField(label=_("商品"), queryset=None)
    invoiced_on = day_field(_("发票日期"), required=False)
    delivered_on = day_field(_("交付日期"), required=False)
    produced_on = day_field(_("出厂日期"), required=False)
    price_yuan = MoneyField(
        label=_("发票价格"), required=False, min_value=0, max_digits=14, decimal_places=2
    )
    has_voucher = yes_no(_("有三包凭证"), yes=False)
    is_distance = yes_no(_("网络或电话购买"), yes=False)

    field_order = ("product", "fault", "fault_code", "reported_on", "invoiced_on", "delivered_on",
                   "price_yuan", "has_voucher", "produced_on")  # fmt: skip

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        self.fields["product"].queryset = visible_products(user)
        del self.fields["part"]

    def unit(self) -> Unit:
        """A piece made up of what was typed; never stored."""
        given = self.cleaned_data
        unit = Unit(
            product=given["product"], serial="", is_distance=given["is_distance"],
            voucher_no="*" if given["has_voucher"] else "",
        )  # fmt: skip
        for name in ("invoiced_on", "delivered_on", "produced_on", "price_yuan"):
            setattr(unit, name, given[name])
        return unit
