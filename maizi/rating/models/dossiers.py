"""What is collected about a customer's credit: documents and financial statements (D-12)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.credit.models.accounts import money_field
from maizi.customers.models import Customer
from maizi.kernel.privacy import DataClass, FieldGroup, classed

from ..rules.ratios import Figures
from ..terms import PaperKind, StatementSpan

FIGURES = (
    "current_assets", "inventory", "receivables", "total_assets", "current_liabilities",
    "total_liabilities", "revenue", "cost", "net_profit", "operating_cash",
)  # fmt: skip


class Paper(models.Model):
    """One document of a customer, with its files."""

    data_class_default = DataClass.CREDIT
    label_field = "customer__name"

    id = id_field()
    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="credit_papers", verbose_name=_("客户")
    )
    kind = models.CharField(_("文件"), max_length=10, choices=PaperKind.choices())
    received_on = models.DateField(_("收到日期"))
    valid_until = models.DateField(
        _("有效期至"), null=True, blank=True, help_text=_("长期有效的留空。")
    )
    period_end = models.DateField(
        _("报表截止日"), null=True, blank=True, help_text=_("财务报表才填。")
    )
    note = models.CharField(_("备注"), max_length=200, blank=True)
    by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("登记人")
    )
    at = models.DateTimeField(_("登记时间"), auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("信用文件"), ngettext_lazy("信用文件", "信用文件", 2)
        ordering = ["kind", "-received_on", "-id"]

    def __str__(self) -> str:
        return self.get_kind_display()

    def get_absolute_url(self) -> str:
        return reverse("rating:dossier", args=[self.customer_id])


def _yuan(label, **more) -> models.DecimalField:
    field = money_field(label, null=True, blank=True, **more)
    return classed(field, DataClass.CREDIT, group=FieldGroup.CREDIT)


class FinancialStatement(models.Model):
    """One financial statement of a customer, in yuan."""

    data_class_default = DataClass.INTERNAL
    writes_by_verb = True
    label_field = "customer__name"
    sortable = ("period_end", "customer")

    id = id_field()
    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="financial_statements", verbose_name=_("客户")
    )
    period_end = models.DateField(_("截止日期"))
    span = models.CharField(
        _("期间"), max_length=2, choices=StatementSpan.choices(), default=StatementSpan.YEAR
    )
    current_assets = _yuan(_("流动资产"))
    inventory = _yuan(_("存货"))
    receivables = _yuan(_("应收账款"))
    total_assets = _yuan(_("资产总计"))
    current_liabilities = _yuan(_("流动负债"))
    total_liabilities = _yuan(_("负债合计"))
    revenue = _yuan(_("营业收入"))
    cost = _yuan(_("营业成本"))
    net_profit = _yuan(_("净利润"))
    operating_cash = _yuan(_("经营活动现金流净额"))
    is_audited = models.BooleanField(_("经审计"), default=False)
    note = models.CharField(_("备注"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("财务报表")
        verbose_name_plural = ngettext_lazy("财务报表", "财务报表", 2)
        ordering = ["-period_end", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "period_end", "span"], name="statement_once_a_period"
            ),
            models.CheckConstraint(
                condition=Q(total_assets=None) | Q(total_assets__gte=0),
                name="assets_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period_end} {self.get_span_display()}"

    def get_absolute_url(self) -> str:
        return reverse("rating:financialstatement", args=[self.pk])

    @property
    def figures(self) -> Figures:
        """The statement as the rules read it."""
        told = {name: getattr(self, name) for name in FIGURES}
        return Figures(period_end=self.period_end, months=int(self.span), **told)
