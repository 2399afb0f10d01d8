"""Tags, which customers carry them, and the contacts that tags demand (A-16)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import OrgUnit, User, id_field
from maizi.kernel.privacy import DataClass, classed

from ..terms.sorting import TagColour, TagLevel


class Tag(models.Model):
    """One label for customers, in a group.

    is_exclusive     a customer has at most one tag of this group; the whole group agrees
    lasts_days       falls off by itself so many days after it was put
    follow_up_days   the owner has to contact the customer within so many days (A-16)
    """

    data_class_default = DataClass.INTERNAL
    writes_by_verb = True

    id = id_field()
    group = models.CharField(_("类别"), max_length=20, blank=True)
    name = models.CharField(_("标签"), max_length=20)
    colour = models.CharField(
        _("颜色"), max_length=12, choices=TagColour.choices(), default=TagColour.WHEAT
    )
    is_exclusive = models.BooleanField(_("同类只留一个"), default=False)
    level = models.CharField(
        _("归属"), max_length=10, choices=TagLevel.choices(), default=TagLevel.SYSTEM
    )
    unit = models.ForeignKey(
        OrgUnit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("部门")
    )
    owner = models.ForeignKey(
        User, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("个人")
    )
    lasts_days = models.PositiveSmallIntegerField(_("有效天数"), null=True, blank=True)
    follow_up_days = models.PositiveSmallIntegerField(_("几天内要联系"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("标签"), ngettext_lazy("标签", "标签", 2)
        ordering = ["group", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "name"], condition=Q(owner=None), name="tag_in_group"
            ),
            models.UniqueConstraint(
                fields=["owner", "group", "name"], condition=Q(owner__isnull=False),
                name="own_tag_in_group",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class Tagging(models.Model):
    """One tag on one customer."""

    data_class_default = DataClass.INTERNAL

    id = models.BigAutoField(primary_key=True)
    customer = models.ForeignKey("customers.Customer", models.CASCADE, verbose_name=_("客户"))
    tag = models.ForeignKey(Tag, models.CASCADE, verbose_name=_("标签"))
    expires_on = models.DateField(_("到期日"), null=True, db_index=True)

    class Meta:
        db_table = "customers_customer_tags"
        verbose_name = verbose_name_plural = _("客户的标签")
        unique_together = [("customer", "tag")]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.tag_id}"


class TagEvent(models.Model):
    """One click that put tags on a customer or took them off, beside its line in the log."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    customer = models.ForeignKey("customers.Customer", models.CASCADE, related_name="+")
    put = models.JSONField(_("打上的标签"), default=list)
    taken = models.JSONField(_("取下的标签"), default=list)
    next_before = models.DateField(null=True, editable=False)
    request_id = models.CharField(max_length=40, editable=False)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("操作人"))
    at = models.DateTimeField(_("时间"))
    undone_at = models.DateTimeField(_("撤销时间"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("打标签")
        ordering = ["-id"]
        indexes = [models.Index(fields=["request_id", "by"], name="tag_events_of_request")]

    def __str__(self) -> str:
        return f"{self.customer_id}"


class TagPromise(models.Model):
    """One contact that a tag demands: who has to reach the customer by when (S002①)."""

    data_class_default = DataClass.INTERNAL
    sortable = ("due_on", "customer", "owner")
    sight_fields = ("customer_id",)

    id = id_field()
    customer = models.ForeignKey(
        "customers.Customer", models.CASCADE, related_name="tag_promises", verbose_name=_("客户")
    )
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="+", verbose_name=_("标签"))
    owner = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("负责人"))
    due_on = models.DateField(_("最迟联系"))
    made_at = models.DateTimeField(_("打上时间"))
    done_at = models.DateTimeField(_("联系时间"), null=True, blank=True)
    dropped_at = classed(
        models.DateTimeField(_("不再需要"), null=True, blank=True), DataClass.INTERNAL
    )

    class Meta:
        verbose_name, verbose_name_plural = _("该跟进"), ngettext_lazy("该跟进", "该跟进", 2)
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "tag"],
                condition=Q(done_at=None, dropped_at=None),
                name="tag_promised_once",
            ),
        ]
        indexes = [
            models.Index(fields=["due_on", "id"], name="tag_promises_by_day"),
            models.Index(fields=["owner", "due_on"], name="tag_promises_of_owner"),
        ]

    def __str__(self) -> str:
        return f"{self.tag_id} {self.due_on}"
