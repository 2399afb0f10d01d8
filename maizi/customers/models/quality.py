"""How good each record is, values known bad, proposals to clear out, and the daily picture."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import OrgUnit, User, id_field
from maizi.kernel.privacy import DataClass, FieldGroup, classed

from ..terms.quality import Candidacy, ClearingState, Fault


def _moment(label):
    return models.DateTimeField(label, null=True)


def _ratio(label):
    return models.DecimalField(label, max_digits=5, decimal_places=4, null=True)


class CustomerQuality(models.Model):
    """The quality of one record, with the moments its facts were last known to be right (A-40).

    missing  codes of fields that are empty, the weightiest first
    """

    data_class_default = DataClass.INTERNAL

    customer = models.OneToOneField(
        "customers.Customer", models.CASCADE, primary_key=True, related_name="quality"
    )
    contact_at = _moment(_("联系方式核实时间"))
    address_at = _moment(_("地址核实时间"))
    business_at = _moment(_("业务状况核实时间"))
    profile_at = _moment(_("基本资料核实时间"))
    completeness = _ratio(_("全面性"))
    freshness = _ratio(_("及时性"))
    validity = _ratio(_("有效性"))
    missing = models.JSONField(_("还缺"), default=list)

    class Meta:
        verbose_name = verbose_name_plural = _("资料质量")

    def __str__(self) -> str:
        return f"{self.customer_id}"


class BadValue(models.Model):
    """One value known to be bad; it counts as long as the record still holds it."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    customer = models.ForeignKey(
        "customers.Customer", models.CASCADE, related_name="bad_values", verbose_name=_("客户")
    )
    field = models.CharField(_("字段"), max_length=40)
    value = classed(
        models.CharField(_("内容"), max_length=200),
        DataClass.PERSONAL,
        group=FieldGroup.CONTACT,
    )
    fault = models.CharField(_("问题"), max_length=14, choices=Fault.choices())
    by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("标记人")
    )
    at = models.DateTimeField(_("标记时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("失效内容")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["customer", "field"], name="bad_value_once"),
        ]

    def __str__(self) -> str:
        return f"{self.field}"


class ClearingCandidate(models.Model):
    """One record that is proposed for clearing out; a steward decides (A-40)."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    customer = models.ForeignKey(
        "customers.Customer", models.SET_NULL, null=True, related_name="+", verbose_name=_("客户")
    )
    name = classed(models.CharField(_("客户名称"), max_length=120), DataClass.PERSONAL, mask=None)
    no = models.CharField(_("客户编号"), max_length=20)
    why = models.CharField(_("原因"), max_length=14, choices=Candidacy.choices())
    found_on = models.DateField(_("列入日期"))
    state = models.CharField(
        _("状态"), max_length=10, choices=ClearingState.choices(), default=ClearingState.WAITING
    )
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("处理人")
    )
    decided_at = models.DateTimeField(_("处理时间"), null=True)
    reason = models.CharField(_("说明"), max_length=200, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("清理候选"), ngettext_lazy("清理候选", "清理候选", 2)
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["customer"], condition=Q(state__in=["waiting", "archived"]),
                name="candidate_once",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["state", "-id"], name="candidates_by_state")]

    def __str__(self) -> str:
        return self.name


class QualityDay(models.Model):
    """The numbers of the quality board on one day: of the company, of the last day by unit too."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    on = models.DateField(_("日期"))
    unit = models.ForeignKey(
        OrgUnit, models.CASCADE, null=True, related_name="+", verbose_name=_("部门")
    )
    numbers = models.JSONField(_("数字"), default=dict)

    class Meta:
        verbose_name = verbose_name_plural = _("每日数据质量")
        ordering = ["on"]
        constraints = [models.UniqueConstraint(fields=["on", "unit"], name="quality_day_once")]

    def __str__(self) -> str:
        return f"{self.on}"
