"""Visits with discussion, checklist and record (B-30 to B-36)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import OrgUnit, User, id_field
from maizi.customers.models import Activity, Contact, Customer
from maizi.kernel.privacy import DataClass, FieldGroup, classed

from ..terms.visits import DiscussionSort, MaterialSort, MaterialState, VisitMode, VisitState
from .deals import Opportunity


class Discussion(models.Model):
    """One meeting about a customer: who took part, what was said, what was decided."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    customer = models.ForeignKey(
        Customer, models.CASCADE, related_name="discussions", verbose_name=_("客户")
    )
    sort = models.CharField(
        _("会议种类"), max_length=8, choices=DiscussionSort.choices(), default=DiscussionSort.VISIT
    )
    at = models.DateTimeField(_("时间"))
    host = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("主持人"))
    people = models.ManyToManyField(User, related_name="+", verbose_name=_("参加人"))
    notes = models.TextField(_("意见和建议"), max_length=4000)
    decision = models.CharField(_("决定"), max_length=300, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("讨论"), ngettext_lazy("讨论", "讨论", 2)
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.get_sort_display()} {self.at:%Y-%m-%d}"


class Visit(models.Model):
    """One visit to a customer: planned, prepared, made, recorded, followed up."""

    data_class_default = DataClass.INTERNAL
    sortable = ("planned_at", "ended_at", "followup_on")

    id = id_field()
    no = models.CharField(_("拜访编号"), max_length=32, unique=True, editable=False)
    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="visits", verbose_name=_("客户")
    )
    contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("拜访对象"),
    )  # fmt: skip
    opportunity = models.ForeignKey(
        Opportunity, models.SET_NULL, null=True, blank=True, related_name="visits",
        verbose_name=_("商机"),
    )  # fmt: skip
    visitor = models.ForeignKey(
        User, models.PROTECT, related_name="visits", blank=True, verbose_name=_("拜访人")
    )
    org_unit = models.ForeignKey(
        OrgUnit, models.PROTECT, related_name="+", verbose_name=_("部门"), editable=False
    )
    level_reason = models.CharField(_("级别不够的批准理由"), max_length=200, blank=True)
    planned_at = models.DateTimeField(_("计划时间"))
    minutes = models.PositiveSmallIntegerField(
        _("预计时长（分钟）"), default=60,
        validators=[MinValueValidator(5), MaxValueValidator(24 * 60)],
    )  # fmt: skip
    mode = models.CharField(
        _("方式"), max_length=8, choices=VisitMode.choices(), default=VisitMode.FACE
    )
    mode_reason = models.CharField(_("不面谈的原因"), max_length=200, blank=True)
    place = classed(
        models.CharField(_("地点"), max_length=160, blank=True), DataClass.PERSONAL,
        group=FieldGroup.CONTACT,
    )  # fmt: skip
    purpose = models.CharField(_("预期目的"), max_length=300)
    discussion = models.ForeignKey(
        Discussion, models.SET_NULL, null=True, related_name="visits", editable=False,
        verbose_name=_("拜访前讨论"),
    )  # fmt: skip
    judgement = models.TextField(_("资料的分析与判断"), max_length=4000, blank=True, editable=False)
    state = models.CharField(
        _("状态"), max_length=10, choices=VisitState.choices(), default=VisitState.PLANNED,
        editable=False,
    )  # fmt: skip
    arrived_at = models.DateTimeField(_("到达时间"), null=True, editable=False)
    latitude = models.DecimalField(
        _("纬度"), max_digits=8, decimal_places=5, null=True, editable=False
    )
    longitude = models.DecimalField(
        _("经度"), max_digits=8, decimal_places=5, null=True, editable=False
    )
    accuracy_m = models.PositiveIntegerField(_("定位误差（米）"), null=True, editable=False)
    ended_at = models.DateTimeField(_("结束时间"), null=True, editable=False)
    met = models.CharField(_("客户方参加人"), max_length=200, blank=True, editable=False)
    colleagues = models.CharField(_("我方参加人"), max_length=200, blank=True, editable=False)
    talk = classed(
        models.TextField(_("主要谈话内容"), max_length=4000, blank=True, editable=False),
        DataClass.PERSONAL,
    )
    opinions = models.TextField(_("客户的意见"), max_length=2000, blank=True, editable=False)
    suggestions = models.TextField(
        _("进一步开发的建议"), max_length=2000, blank=True, editable=False
    )
    next_step = models.CharField(_("下一步"), max_length=200, blank=True, editable=False)
    recorded_at = models.DateTimeField(_("记录时间"), null=True, editable=False)
    followup_on = models.DateField(_("听取意见的期限"), null=True, editable=False)
    followup = models.ForeignKey(
        Activity, models.SET_NULL, null=True, related_name="+", editable=False,
        verbose_name=_("再次联系"),
    )  # fmt: skip
    cancel_reason = models.CharField(_("取消原因"), max_length=200, blank=True, editable=False)
    created_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", editable=False, verbose_name=_("创建人")
    )

    class Meta:
        verbose_name, verbose_name_plural = _("拜访"), ngettext_lazy("拜访", "拜访", 2)
        ordering = ["-planned_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="done") | Q(ended_at__isnull=False), name="done_has_ended"
            ),
        ]
        indexes = [
            models.Index(fields=["visitor", "planned_at"], name="visits_of_person"),
            models.Index(fields=["customer", "-planned_at"], name="visits_of_customer"),
            models.Index(
                fields=["visitor", "followup_on"], name="visits_to_follow_up",
                condition=Q(followup=None, followup_on__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.no} {self.purpose[:40]}"

    def get_absolute_url(self) -> str:
        return reverse("development:visit", args=[self.pk])


class Material(models.Model):
    """One item of the checklist of a visit: at hand, or not needed and why."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    visit = models.ForeignKey(
        Visit, models.CASCADE, related_name="materials", verbose_name=_("拜访")
    )
    code = models.CharField(_("材料"), max_length=12, choices=MaterialSort.choices())
    state = models.CharField(
        _("状态"), max_length=4, choices=MaterialState.choices(), default=MaterialState.OPEN
    )
    reason = models.CharField(_("不适用的原因"), max_length=100, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("拜访材料"), ngettext_lazy("拜访材料", "拜访材料", 2)
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "code"], name="material_once"),
        ]

    def __str__(self) -> str:
        return str(self.get_code_display())
