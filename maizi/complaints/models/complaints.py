"""The complaint itself (E-2)."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import OrgUnit, User, id_field
from maizi.catalog.models import Product
from maizi.customers.models import Customer
from maizi.kernel.privacy import DataClass, FieldGroup, classed

from ..terms import Answer, Category, Channel, Emotion, Harm, Nature, Priority, State, Validity
from .causes import Cause, Improvement
from .doors import Door

PERSONAL, CONTACT = DataClass.PERSONAL, FieldGroup.CONTACT
# What was said and found stays readable for whoever sees the complaint; who said it need not.
PLAIN = {"data_class": PERSONAL, "mask": None}


def _person(label, **options) -> models.ForeignKey:
    return models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=label, **options
    )


class Complaint(models.Model):
    """One matter somebody complains about, from the first word to the lesson."""

    data_class_default = DataClass.INTERNAL
    writes_by_verb = True
    sort_keys = {"received_at": "received_at"}
    sortable = ("no", "priority", "received_at", "owner")
    never_listed = ("token_hash",)
    label_field = "title"

    id = id_field()
    no = models.CharField(_("投诉编号"), max_length=32, unique=True, editable=False)
    received_at = models.DateTimeField(_("收到时间"))
    channel = models.CharField(
        _("投诉渠道"), max_length=10, choices=Channel.choices(), default=Channel.PHONE
    )
    door = models.ForeignKey(
        Door, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("入口"),
        editable=False,
    )  # fmt: skip
    customer = models.ForeignKey(
        Customer, models.PROTECT, null=True, blank=True, related_name="complaints",
        verbose_name=_("客户"),
    )  # fmt: skip
    complainant = classed(
        models.CharField(_("投诉人"), max_length=60, blank=True), PERSONAL, mask="name"
    )
    phone = classed(
        models.CharField(_("联系电话"), max_length=40, blank=True), PERSONAL, group=CONTACT,
        mask="phone",
    )  # fmt: skip
    reach = classed(
        models.CharField(_("其他联系方式"), max_length=80, blank=True), PERSONAL, group=CONTACT
    )
    is_confidential = models.BooleanField(_("要求保密"), default=False)
    product = models.ForeignKey(
        Product, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("商品")
    )
    serial = models.CharField(_("序列号"), max_length=60, blank=True)
    order_no = models.CharField(_("合同或送货单号"), max_length=60, blank=True)
    purchased_on = models.DateField(_("购买日期"), null=True, blank=True)
    shipped_on = models.DateField(_("发货日期"), null=True, blank=True)
    category = models.CharField(_("投诉类别"), max_length=14, choices=Category.choices())
    title = classed(models.CharField(_("投诉事项"), max_length=80), **PLAIN)
    words = classed(models.TextField(_("客户原话"), max_length=4000), **PLAIN)
    facts = classed(models.TextField(_("事实经过"), max_length=4000, blank=True), **PLAIN)
    demand = classed(models.CharField(_("客户要求"), max_length=400, blank=True), **PLAIN)
    harm = models.CharField(
        _("影响程度"), max_length=14, choices=Harm.choices(), default=Harm.INCONVENIENCE
    )
    is_exposed = models.BooleanField(_("已公开曝光"), default=False)
    emotion = models.CharField(
        _("客户情绪"), max_length=10, choices=Emotion.choices(), default=Emotion.UPSET
    )
    nth_contact = models.PositiveSmallIntegerField(_("同一联系人第几次"), default=1)
    nth_unit = models.PositiveSmallIntegerField(_("同一台第几次"), default=1)
    nth_fault = models.PositiveSmallIntegerField(_("同类问题第几次"), default=1)
    recorder = _person(_("登记人"), editable=False)
    about_person = _person(_("被投诉人"))
    province = models.CharField(_("省份"), max_length=20, blank=True)

    state = models.CharField(
        _("状态"), max_length=14, choices=State.choices(), default=State.RECEIVED
    )
    priority = models.CharField(_("优先级"), max_length=2, choices=Priority.choices())
    score = models.DecimalField(_("优先级得分"), max_digits=5, decimal_places=2)
    owner = models.ForeignKey(
        User, models.PROTECT, related_name="complaints_owned", verbose_name=_("处理人")
    )
    org_unit = models.ForeignKey(
        OrgUnit, models.PROTECT, related_name="+", verbose_name=_("处理部门"), editable=False
    )
    validity = models.CharField(
        _("是否成立"), max_length=8, choices=Validity.choices(), default=Validity.PENDING
    )
    nature = models.CharField(
        _("性质"), max_length=10, choices=Nature.choices(), default=Nature.WELL_MEANT
    )
    appraisal = classed(models.TextField(_("鉴定意见"), max_length=2000, blank=True), **PLAIN)
    findings = classed(models.TextField(_("调查结果"), max_length=4000, blank=True), **PLAIN)
    needs_field = models.BooleanField(_("需要现场支援"), default=False)
    main_unit = models.ForeignKey(
        OrgUnit, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("主要责任部门"),
    )  # fmt: skip
    main_cause = models.ForeignKey(
        Cause, models.PROTECT, null=True, blank=True, related_name="complaints",
        verbose_name=_("主要原因"),
    )  # fmt: skip
    has_recourse = models.BooleanField(_("向厂家或供应商追偿"), default=False)
    basis = models.CharField(_("处理依据"), max_length=400, blank=True)
    plan = classed(models.TextField(_("处理方案"), max_length=2000, blank=True), **PLAIN)
    promised_on = models.DateField(_("承诺完成日"), null=True, blank=True)
    is_agreed = models.BooleanField(_("客户同意方案"), null=True, blank=True)
    agreed_text = classed(models.CharField(_("客户意见"), max_length=400, blank=True), **PLAIN)
    result = classed(models.TextField(_("处理结果"), max_length=2000, blank=True), **PLAIN)
    cost_yuan = models.DecimalField(_("处理费用"), max_digits=14, decimal_places=2, default=0)
    satisfied = models.CharField(_("是否满意"), max_length=12, choices=Answer.choices(), blank=True)
    has_chance = models.BooleanField(_("发现商机"), null=True, blank=True)
    chance = models.CharField(_("商机说明"), max_length=200, blank=True)
    is_regained = models.BooleanField(_("客户已挽回"), null=True, blank=True)
    improvement = models.ForeignKey(
        Improvement, models.SET_NULL, null=True, blank=True, related_name="complaints",
        verbose_name=_("改进措施"),
    )  # fmt: skip
    reopened = models.PositiveSmallIntegerField(_("重开次数"), default=0)
    answered_at = models.DateTimeField(_("首次人工答复"), null=True, blank=True)
    told_at = models.DateTimeField(_("方案告知客户"), null=True, blank=True)
    executed_at = models.DateTimeField(_("执行完成"), null=True, blank=True)
    ended_at = models.DateTimeField(_("办结时间"), null=True, blank=True)
    token_hash = models.CharField(max_length=64, blank=True, editable=False, db_index=True)

    class Meta:
        verbose_name, verbose_name_plural = _("投诉"), ngettext_lazy("投诉", "投诉", 2)
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["state", "priority", "received_at"], name="complaint_queue"),
            models.Index(fields=["owner", "state"], name="complaint_by_owner"),
            models.Index(fields=["received_at", "id"], name="complaint_by_time"),
            models.Index(fields=["priority", "id"], name="complaint_by_priority"),
            models.Index(fields=["phone"], name="complaint_phone"),
            models.Index(fields=["serial"], name="complaint_serial"),
        ]

    def __str__(self) -> str:
        return f"{self.no} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("complaints:complaint", args=[self.pk])

    @property
    def nth(self) -> int:
        """The how-manieth complaint it is, by whichever count is highest (E-4)."""
        return max(self.nth_contact, self.nth_unit, self.nth_fault)
