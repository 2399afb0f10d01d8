"""The parts of a key-account plan, first contacts, agreements."""

from decimal import Decimal

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maizi.accounts.access import visible_people
from maizi.customers.access import visible_contacts
from maizi.kit.forms import MoneyField

from ..models.deals import MOST_YUAN
from ..rules.comparing import Criterion
from ..rules.worth import Estimate
from ..terms.accounts import Advantage, Factor, FirstWay, Method, Risk, Side

LINES = 8


def _yuan(label, **options) -> MoneyField:
    return MoneyField(
        label=label, min_value=Decimal(0), max_value=MOST_YUAN, decimal_places=2, **options
    )


def _percent(label, **options) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, min_value=0, max_value=100, max_digits=6, decimal_places=2, **options
    )


class PartForm(forms.Form):
    """One section of a plan."""

    text = forms.CharField(label=_("内容"), max_length=4000, required=False, widget=forms.Textarea)
    is_done = forms.BooleanField(label=_("已完成"), required=False)
    owner = forms.ModelChoiceField(None, label=_("负责人"), required=False)

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        self.fields["owner"].queryset = visible_people(user).filter(is_active=True)


class FactorsForm(forms.Form):
    """How much a purchase hangs on each factor."""

    def __init__(self, *args, rows, **options):
        super().__init__(*args, **options)
        known = {row.code: row for row in rows}
        for factor in Factor:
            row = known.get(factor.value)
            self.fields[f"weight-{factor}"] = forms.IntegerField(
                label=factor.label, min_value=0, max_value=5, required=False,
                initial=row.weight if row else 0,
            )  # fmt: skip
            self.fields[f"evidence-{factor}"] = forms.CharField(
                label=_("依据"), max_length=200, required=False,
                initial=row.evidence if row else "",
            )  # fmt: skip

    def lines(self):
        """Each factor with its two fields."""
        return [(f, self[f"weight-{f}"], self[f"evidence-{f}"]) for f in Factor]

    def weights(self) -> dict:
        """Factor -> (weight, evidence)."""
        given = self.cleaned_data
        return {f: (given[f"weight-{f}"] or 0, given[f"evidence-{f}"]) for f in Factor}


class CompareForm(forms.Form):
    """The matrix: names of competitors, and lines of criterion, weight, our score, theirs."""

    competitors = forms.CharField(
        label=_("竞争对手"), max_length=200, help_text=_("用顿号或逗号隔开，最多 6 个。")
    )

    def __init__(self, *args, rows=(), names=(), **options):
        super().__init__(*args, initial={"competitors": "、".join(names)}, **options)
        rows = [*rows, *[None] * LINES][: max(LINES, len(rows) + 2)]
        self.count = len(rows)
        for number, row in enumerate(rows):
            theirs = [str(row.theirs.get(name, "")) for name in names] if row else []
            for name, label, most, value in (
                ("name", _("比较项"), 40, row.name if row else ""),
                ("weight", _("权重（%）"), 6, f"{(row.weight * 100).normalize():f}" if row else ""),
                ("ours", _("我方"), 1, row.ours if row else ""),
                ("theirs", _("对手（按顺序，用顿号隔开）"), 40, "、".join(theirs)),
            ):
                self.fields[f"{name}-{number}"] = forms.CharField(
                    label=label, max_length=most, initial=value, required=False
                )

    def lines(self):
        """Each line with its four fields."""
        names = ("name", "weight", "ours", "theirs")
        return [[self[f"{name}-{n}"] for name in names] for n in range(self.count)]

    def criteria(self, names: list[str]) -> list[Criterion]:
        """The lines that are filled in; a score that is no number becomes an error here."""
        found = []
        for n in range(self.count):
            name, weight, ours, theirs = (
                self.cleaned_data[f"{part}-{n}"].strip()
                for part in ("name", "weight", "ours", "theirs")
            )
            if not name:
                continue
            scores = theirs.replace(",", "、").replace("，", "、").split("、")
            if len(scores) != len(names):
                self.add_error(f"theirs-{n}", _("要给每个竞争对手一个分数。"))
                continue
            try:
                found.append(Criterion(
                    name, Decimal(weight) / 100, int(ours),
                    dict(zip(names, map(int, scores), strict=True)),
                ))  # fmt: skip
            except (ArithmeticError, ValueError):
                self.add_error(f"weight-{n}", _("权重和评分要填数字。"))
        return found


class WorthForm(forms.Form):
    """What an account should bring and cost (B-24)."""

    sales_yuan = _yuan(_("预计销售额"))
    margin = _percent(_("毛利率（%）"))
    risk_sort = forms.ChoiceField(label=_("风险"), choices=Risk.choices())
    labour_yuan = _yuan(_("人工成本"), required=False)
    travel_yuan = _yuan(_("差旅"), required=False)
    selling_yuan = _yuan(_("销售费用"), required=False)
    stock_yuan = _yuan(_("平均备货"), required=False)
    annual_rate = _percent(_("年利率（%）"), required=False)
    months = forms.IntegerField(label=_("月数"), min_value=1, max_value=120, initial=12)
    managing_yuan = _yuan(_("开发管理费用"), required=False)

    def estimate(self) -> tuple[Estimate, Risk]:
        """The numbers as the rule takes them, and the risk of the scorecard."""
        given = {name: value or Decimal(0) for name, value in self.cleaned_data.items()}
        risk = Risk(given.pop("risk_sort"))
        for name in ("margin", "annual_rate"):
            given[name] = given[name] / 100
        return Estimate(**given, risk=Decimal(0)), risk


class ClaimForm(forms.Form):
    """One of the six advantages."""

    sort = forms.ChoiceField(label=_("优势"), choices=Advantage.choices())
    statement = forms.CharField(label=_("说法"), max_length=300)
    claim = forms.CharField(label=_("量化"), max_length=120, required=False)
    evidence = forms.CharField(label=_("依据"), max_length=200, required=False)
    reader = forms.CharField(label=_("说给谁听"), max_length=60, required=False)


class TradeForm(forms.Form):
    """What the customer bought in a month."""

    month = forms.DateField(label=_("月份"), help_text=_("写这个月的任何一天。"))
    product = forms.CharField(label=_("产品"), max_length=60, required=False)
    ours_yuan = _yuan(_("向我方采购"))
    all_yuan = _yuan(_("总采购"), required=False, help_text=_("不知道就留空。"))


class MethodForm(forms.Form):
    """The method meeting (B-26)."""

    method = forms.ChoiceField(label=_("开发方法"), choices=Method.choices())
    at = forms.DateTimeField(label=_("时间"), initial=timezone.now)
    people = forms.ModelMultipleChoiceField(None, label=_("参加人"))
    notes = forms.CharField(label=_("会议记录"), max_length=4000, widget=forms.Textarea)

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        self.fields["people"].queryset = visible_people(user).filter(is_active=True)


class LetterForm(forms.Form):
    """One first contact (B-27)."""

    contact = forms.ModelChoiceField(None, label=_("联系人"))
    way = forms.ChoiceField(label=_("方式"), choices=FirstWay.choices())
    is_marketing = forms.BooleanField(label=_("营销内容（须有本人同意）"), required=False)
    subject = forms.CharField(label=_("主题"), max_length=120, required=False)
    text = forms.CharField(label=_("正文"), max_length=4000, widget=forms.Textarea)

    def __init__(self, *args, user, customer, **options):
        super().__init__(*args, **options)
        self.fields["contact"].queryset = visible_contacts(user).filter(customer=customer)


class TurnForm(forms.Form):
    """Why, and on which day."""

    on = forms.DateField(label=_("日期"), required=False)
    reason = forms.CharField(label=_("原因"), max_length=200, required=False)


class ObligationForm(forms.Form):
    """What a side owes."""

    side = forms.ChoiceField(label=_("谁的义务"), choices=Side.choices())
    text = forms.CharField(label=_("义务"), max_length=200)
    due_on = forms.DateField(label=_("期限"))
