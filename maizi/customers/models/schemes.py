"""Schemes of classification, their classes, who is in which, and movement between them (A-15)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.kernel.privacy import DataClass

from ..terms.sorting import SchemeDirection, SchemeMethod


class ClassScheme(models.Model):
    """One way to sort customers: horizontal or vertical, by rule or by hand.

    code       of a scheme that every company begins with; empty for its own
    computed_version  up to which version the memberships have been worked out
    """

    data_class_default = DataClass.INTERNAL

    id = id_field()
    code = models.CharField(max_length=20, blank=True, editable=False)
    name = models.CharField(_("名称"), max_length=20, unique=True)
    direction = models.CharField(
        _("方向"), max_length=10, choices=SchemeDirection.choices(),
        default=SchemeDirection.HORIZONTAL,
    )  # fmt: skip
    method = models.CharField(
        _("方法"), max_length=10, choices=SchemeMethod.choices(), default=SchemeMethod.RULE
    )
    position = models.PositiveSmallIntegerField(_("顺序"), default=50)
    starts_on = models.DateField(_("生效日期"), null=True, blank=True)
    ends_on = models.DateField(_("截止日期"), null=True, blank=True)
    segment_criteria = models.TextField(_("按什么标准细分？"), max_length=1000, blank=True)
    further_analysis = models.TextField(_("对每一类怎样进一步分析？"), max_length=1000, blank=True)
    group_management = models.TextField(_("每一类怎样管理？"), max_length=1000, blank=True)
    resource_allocation = models.TextField(_("资源怎样分配？"), max_length=1000, blank=True)
    version = models.PositiveIntegerField(_("版本"), default=0, editable=False)
    computed_version = models.PositiveIntegerField(default=0, editable=False)
    computed_at = models.DateTimeField(_("计算时间"), null=True, editable=False)
    changed_at = models.DateTimeField(_("修改时间"), auto_now=True)

    class Meta:
        verbose_name, verbose_name_plural = _("分类方案"), ngettext_lazy("分类方案", "分类方案", 2)
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=~Q(code=""), name="scheme_seeded_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("customers:scheme", args=[self.pk])


class CustomerClass(models.Model):
    """One class of a scheme; the first of the scheme whose rule fits takes the customer.

    rule   nested groups of conditions of the customer list; None takes everybody who is left
    title  scheme and class in one, as lists show it
    """

    data_class_default = DataClass.INTERNAL
    label_field = "title"

    id = id_field()
    scheme = models.ForeignKey(
        ClassScheme, models.CASCADE, related_name="classes", verbose_name=_("方案")
    )
    name = models.CharField(_("类别"), max_length=20)
    title = models.CharField(_("分类"), max_length=44, editable=False)
    position = models.PositiveSmallIntegerField(_("顺序"), default=0)
    rule = models.JSONField(_("规则"), null=True, blank=True)
    note = models.CharField(_("怎样管理"), max_length=200, blank=True)
    retired_at = models.DateTimeField(_("停用时间"), null=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("客户类别"), ngettext_lazy("客户类别", "客户类别", 2)
        ordering = ["scheme", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "name"], condition=Q(retired_at=None), name="class_in_scheme"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ClassMembership(models.Model):
    """One customer in one class of one scheme, by rule (nobody) or by hand."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    scheme = models.ForeignKey(ClassScheme, models.CASCADE, related_name="+", db_index=False)
    customer = models.ForeignKey(
        "customers.Customer", models.CASCADE, related_name="class_memberships", db_index=False
    )
    cls = models.ForeignKey(
        CustomerClass, models.CASCADE, related_name="memberships", db_index=False
    )
    since = models.DateField(_("起"))
    by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("指定人")
    )

    class Meta:
        verbose_name = verbose_name_plural = _("分类结果")
        constraints = [
            models.UniqueConstraint(fields=["customer", "scheme"], name="one_class_in_scheme"),
        ]
        indexes = [models.Index(fields=["cls", "customer"], name="members_of_class")]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.cls_id}"


class SchemeVersion(models.Model):
    """The classes of a scheme as they were decided at one time, and by whom."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    scheme = models.ForeignKey(
        ClassScheme, models.CASCADE, related_name="versions", verbose_name=_("方案")
    )
    number = models.PositiveIntegerField(_("版本"))
    classes = models.JSONField(_("类别与规则"), default=list)
    reason = models.CharField(_("修改原因"), max_length=200, blank=True)
    by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("修改人")
    )
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("方案版本")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "number"], name="version_of_scheme"),
        ]

    def __str__(self) -> str:
        return f"{self.scheme_id} v{self.number}"


class ClassMovement(models.Model):
    """How many customers went from one class to another on a day, with or without a new version.

    version  the version in force; `is_new` when its coming was the cause
    """

    data_class_default = DataClass.INTERNAL

    id = id_field()
    scheme = models.ForeignKey(ClassScheme, models.CASCADE, related_name="movements")
    version = models.PositiveIntegerField()
    is_new = models.BooleanField()
    on = models.DateField()
    origin = models.ForeignKey(CustomerClass, models.CASCADE, null=True, related_name="+")
    target = models.ForeignKey(CustomerClass, models.CASCADE, null=True, related_name="+")
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("类别流动")
        ordering = ["id"]
        indexes = [models.Index(fields=["scheme", "version"], name="movements_of_version")]

    def __str__(self) -> str:
        return f"{self.origin_id} → {self.target_id}: {self.count}"
