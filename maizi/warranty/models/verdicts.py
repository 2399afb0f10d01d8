"""What was judged of a fault, what the customer chose, and what came of it."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.catalog.models import Product
from maizi.kernel.privacy import DataClass
from maizi.sales.models import Return

from ..terms import AskedBy, Right
from .catalogue import CatalogueRow
from .repairs import Repair
from .units import Unit, money_field


class Verdict(models.Model):
    """One question about one fault: the facts as they were, all rights, the one chosen.

    facts    what was judged, by name; with the version of the rule it can be judged again
    options  every right with rule, article, money and reason
    rows     every row of the decision table: whether it holds, and why
    gaps     what was not known, and what would follow if it were
    """

    data_class_default = DataClass.INTERNAL
    sort_keys = {"created_at": "id"}
    sortable = ("no", "reported_on", "created_at")
    never_listed = ("facts", "options", "rows", "gaps")
    label_field = "no"

    id = id_field()
    no = models.CharField(_("判定号"), max_length=32, unique=True, editable=False)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="verdicts", verbose_name=_("设备")
    )
    product = models.ForeignKey(
        Product, models.PROTECT, null=True, related_name="+", verbose_name=_("商品")
    )
    rule = models.ForeignKey(
        CatalogueRow, models.PROTECT, null=True, related_name="verdicts",
        verbose_name=_("所用三包目录"),
    )  # fmt: skip
    fault = models.CharField(_("故障现象"), max_length=200)
    reported_on = models.DateField(_("报修日期"))
    facts = models.JSONField(_("事实"), default=dict)
    options = models.JSONField(_("权利"), default=list)
    rows = models.JSONField(_("逐条理由"), default=list)
    gaps = models.JSONField(_("还缺的事实"), default=list)
    asked_by = models.CharField(_("查询人"), max_length=8, choices=AskedBy.choices())
    chosen = models.CharField(
        _("客户的选择"), max_length=12, choices=Right.choices(), blank=True, editable=False
    )
    chosen_by = models.CharField(_("谁选的"), max_length=40, blank=True, editable=False)
    chosen_at = models.DateTimeField(_("选择时间"), null=True, editable=False)
    recorded_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("记录人"),
        editable=False,
    )  # fmt: skip
    basis = models.CharField(_("依据"), max_length=200, blank=True, editable=False)
    refund_yuan = money_field(_("应退金额"), null=True, editable=False)
    depreciation_yuan = money_field(_("折旧费"), null=True, editable=False)
    sales_return = models.OneToOneField(
        Return, models.PROTECT, null=True, related_name="verdict_of", editable=False,
        verbose_name=_("退换货单"),
    )  # fmt: skip
    repair = models.ForeignKey(
        Repair, models.PROTECT, null=True, related_name="verdicts", editable=False,
        verbose_name=_("维修记录"),
    )  # fmt: skip
    created_at = models.DateTimeField(_("判定时间"), auto_now_add=True)
    created_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("判定人"),
        editable=False,
    )  # fmt: skip

    class Meta:
        verbose_name, verbose_name_plural = _("三包判定"), ngettext_lazy("三包判定", "三包判定", 2)
        ordering = ["-id"]
        indexes = [models.Index(fields=["unit", "-id"], name="verdict_of_unit")]

    def __str__(self) -> str:
        return self.no

    def get_absolute_url(self) -> str:
        return reverse("warranty:verdict", args=[self.pk])
