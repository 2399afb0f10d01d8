"""The pools (公海): who may claim from them, what they hide, what falls into them and when."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import OrgUnit, Role, User, id_field
from maizi.kernel.privacy import DataClass

CUSTOMER = "customers.Customer"


def limit(label: str) -> models.PositiveIntegerField:
    """A number of a pool's own; empty where the company's parameter holds."""
    return models.PositiveIntegerField(label, null=True, blank=True)


class Pool(models.Model):
    """One 公海: customers without an owner that its members may claim.

    hidden         names of the fields nobody reads before he has claimed
    last_receiver  who got the last customer when they were dealt out in turn
    """

    data_class_default = DataClass.INTERNAL

    id = id_field()
    name = models.CharField(_("名称"), max_length=40, unique=True)
    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="+", verbose_name=_("所属部门"))
    note = models.CharField(_("说明"), max_length=200, blank=True)
    claims_a_day = limit(_("每人每天最多领取"))
    claim_limit = limit(_("每人每期最多领取"))
    new_claims_a_day = limit(_("每人每天最多领取新资料"))
    cool_off_days = limit(_("原负责人几天后才能再领"))
    warning_days = limit(_("收回前几天提醒"))
    hidden = models.JSONField(_("领取前隐藏的字段"), default=list, blank=True, editable=False)
    last_receiver = models.ForeignKey(
        User, models.SET_NULL, null=True, editable=False, related_name="+",
        verbose_name=_("上次轮到"),
    )  # fmt: skip

    class Meta:
        verbose_name, verbose_name_plural = _("公海"), ngettext_lazy("公海", "公海", 2)
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("customers:pool", args=[self.pk])


class PoolMember(models.Model):
    """One person, unit (with those below) or role that a pool is open to; without any, its unit."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    pool = models.ForeignKey(Pool, models.CASCADE, related_name="members", verbose_name=_("公海"))
    user = models.ForeignKey(
        User, models.CASCADE, null=True, related_name="+", verbose_name=_("人员")
    )
    unit = models.ForeignKey(
        OrgUnit, models.CASCADE, null=True, related_name="+", verbose_name=_("部门")
    )
    role = models.ForeignKey(
        Role, models.CASCADE, null=True, related_name="+", verbose_name=_("角色")
    )
    is_administrator = models.BooleanField(_("管理这个公海"), default=False)

    class Meta:
        verbose_name, verbose_name_plural = _("公海成员"), ngettext_lazy("公海成员", "公海成员", 2)
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, unit=None, role=None)
                | Q(user=None, unit__isnull=False, role=None)
                | Q(user=None, unit=None, role__isnull=False),
                name="pool_member_is_one_thing",
            ),
            models.UniqueConstraint(fields=["pool", "user"], name="pool_person_once"),
            models.UniqueConstraint(fields=["pool", "unit"], name="pool_unit_once"),
            models.UniqueConstraint(fields=["pool", "role"], name="pool_role_once"),
        ]

    def __str__(self) -> str:
        return str(self.user or self.unit or self.role)


class RecyclingRule(models.Model):
    """When customers fall into a pool: a group of conditions that all hold, or another group.

    groups  [[{"fact": "idle", "operator": "at_least", "values": ["15"]}, …], …]
    """

    data_class_default = DataClass.INTERNAL

    id = id_field()
    pool = models.ForeignKey(Pool, models.CASCADE, related_name="rules", verbose_name=_("公海"))
    name = models.CharField(_("名称"), max_length=40)
    groups = models.JSONField(_("条件"), default=list)
    is_active = models.BooleanField(_("启用"), default=True)

    class Meta:
        verbose_name, verbose_name_plural = _("收回规则"), ngettext_lazy("收回规则", "收回规则", 2)
        ordering = ["pool", "id"]
        constraints = [
            models.UniqueConstraint(fields=["pool", "name"], name="recycling_name_of_pool")
        ]

    def __str__(self) -> str:
        return self.name


class RecycleWarning(models.Model):
    """One customer about to fall into a pool; gone when somebody looks after it in time."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    customer = models.OneToOneField(
        CUSTOMER, models.CASCADE, related_name="warning", verbose_name=_("客户")
    )
    rule = models.ForeignKey(
        RecyclingRule, models.CASCADE, related_name="warnings", verbose_name=_("收回规则")
    )
    owner = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name=_("负责人"))
    falls_on = models.DateField(_("掉入公海的日期"))
    warned_at = models.DateTimeField(_("发现时间"))
    told_at = models.DateTimeField(_("提醒时间"), null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("掉海提醒"), ngettext_lazy("掉海提醒", "掉海提醒", 2)
        ordering = ["falls_on", "id"]
        indexes = [
            models.Index(fields=["owner", "falls_on"], name="warnings_of_owner"),
            models.Index(fields=["rule", "falls_on"], name="warnings_of_rule"),
        ]

    def __str__(self) -> str:
        return f"{self.customer} → {self.falls_on}"


class Protection(models.Model):
    """One customer that no rule takes from its owner, for good or until a day."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    customer = models.OneToOneField(
        CUSTOMER, models.CASCADE, related_name="protection", verbose_name=_("客户")
    )
    until = models.DateField(_("截止日期"), null=True, blank=True)
    reason = models.CharField(_("原因"), max_length=200)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("操作人"))
    at = models.DateTimeField(_("时间"), auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("收回保护"), ngettext_lazy("收回保护", "收回保护", 2)

    def __str__(self) -> str:
        return self.reason


class Capacity(models.Model):
    """How many customers one person, or each holder of a role, may own at most."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    user = models.OneToOneField(
        User, models.CASCADE, null=True, related_name="capacity", verbose_name=_("人员")
    )
    role = models.OneToOneField(
        Role, models.CASCADE, null=True, related_name="+", verbose_name=_("角色")
    )
    most = models.PositiveIntegerField(_("最多负责几个客户"))
    counts_traded = models.BooleanField(_("已成交的也计入"), default=False)

    class Meta:
        verbose_name, verbose_name_plural = _("客户上限"), ngettext_lazy("客户上限", "客户上限", 2)
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, role=None) | Q(user=None, role__isnull=False),
                name="capacity_of_person_or_role",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user or self.role}: {self.most}"


class ReleaseReason(models.Model):
    """One reason to put a customer into a pool, as people choose it."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    name = models.CharField(_("原因"), max_length=40, unique=True)
    is_active = models.BooleanField(_("启用"), default=True)

    class Meta:
        verbose_name, verbose_name_plural = _("退回原因"), ngettext_lazy("退回原因", "退回原因", 2)
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name
