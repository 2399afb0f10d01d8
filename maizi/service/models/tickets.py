"""The ticket: what a customer needs, from the first word to his confirmation (F-2)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import OrgUnit, User, id_field
from maizi.catalog.models import Category, Product
from maizi.customers.models import Customer
from maizi.kernel.privacy import DataClass, FieldGroup, classed
from maizi.warranty.models import Unit

from ..terms import Band, Channel, EntryKind, Mode, Severity, State, TicketType
from .knowledge import Article
from .places import ServicePoint, degrees

PERSONAL, CONTACT = DataClass.PERSONAL, FieldGroup.CONTACT
# What was said and done stays readable for whoever sees the ticket; who said it need not.
PLAIN = {"data_class": PERSONAL, "mask": None}


def _moment(label) -> models.DateTimeField:
    return models.DateTimeField(label, null=True, editable=False)


class Ticket(models.Model):
    """One request for service: a question, a fault, a delivery, an inspection.

    owner        who looks after it at the desk; engineer, whom it was given to
    km           way from the nearest service point by road; a map's distance may be typed
    is_km_typed  the distance is a map's, not a calculation
    agreed_at    the time agreed with a customer beyond the radii: the target of arrival (F-4 b)
    source_kind, source_id  a record of a higher app that asked for it, or a preventive plan
    """

    data_class_default = DataClass.INTERNAL
    writes_by_verb = True
    sort_keys = {"received_at": "received_at"}
    sortable = ("no", "severity", "received_at", "state", "owner")
    never_listed = ("source_kind", "source_id", "signs", "script", "latitude", "longitude")
    label_field = "title"

    id = id_field()
    no = models.CharField(_("工单号"), max_length=32, unique=True, editable=False)
    type = models.CharField(
        _("服务类型"), max_length=10, choices=TicketType.choices(), default=TicketType.REPAIR
    )
    channel = models.CharField(
        _("来源"), max_length=8, choices=Channel.choices(), default=Channel.PHONE
    )
    received_at = models.DateTimeField(_("报修时间"))
    customer = models.ForeignKey(
        Customer, models.PROTECT, null=True, blank=True, related_name="tickets",
        verbose_name=_("客户"),
    )  # fmt: skip
    contact_name = classed(
        models.CharField(_("联系人"), max_length=40, blank=True), PERSONAL, CONTACT, mask="name"
    )
    phone = classed(
        models.CharField(_("联系电话"), max_length=30, blank=True), PERSONAL, CONTACT, mask="phone"
    )
    place = classed(
        models.CharField(_("服务地点"), max_length=200, blank=True), PERSONAL, CONTACT, mask="text"
    )
    latitude = classed(
        degrees(_("纬度"), 90, null=True, blank=True), PERSONAL, CONTACT, mask="text"
    )
    longitude = classed(
        degrees(_("经度"), 180, null=True, blank=True), PERSONAL, CONTACT, mask="text"
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="tickets", verbose_name=_("设备")
    )
    product = models.ForeignKey(
        Product, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("商品")
    )
    family = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("产品类别"),
    )  # fmt: skip
    title = classed(models.CharField(_("什么事"), max_length=80), **PLAIN)
    symptom = classed(models.TextField(_("客户描述"), max_length=4000), **PLAIN)
    severity = models.CharField(
        _("严重程度"), max_length=8, choices=Severity.choices(), default=Severity.GENERAL
    )
    state = models.CharField(
        _("状态"), max_length=14, choices=State.choices(), default=State.NEW, editable=False
    )
    owner = models.ForeignKey(
        User, models.PROTECT, related_name="tickets_owned", verbose_name=_("受理人")
    )
    org_unit = models.ForeignKey(
        OrgUnit, models.PROTECT, related_name="+", verbose_name=_("受理部门"), editable=False
    )
    recorder = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("登记人"), editable=False
    )
    point = models.ForeignKey(
        ServicePoint, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("服务网点"),
    )  # fmt: skip
    km = models.DecimalField(
        _("距网点（公里）"), max_digits=7, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(20000)],
    )  # fmt: skip
    is_km_typed = models.BooleanField(_("按地图的距离"), default=False, editable=False)
    band = models.CharField(
        _("距离档"), max_length=8, choices=Band.choices(), blank=True, editable=False
    )
    mode = models.CharField(
        _("服务方式"), max_length=8, choices=Mode.choices(), blank=True, editable=False
    )
    signs = models.JSONField(_("征兆"), default=list, editable=False)
    script = models.JSONField(_("分诊步骤"), default=list, editable=False)
    triage_note = classed(
        models.CharField(_("分诊意见"), max_length=400, blank=True, editable=False), **PLAIN
    )
    agreed_at = _moment(_("约定到场时间"))
    engineer = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="tickets_given", verbose_name=_("工程师"),
        editable=False,
    )  # fmt: skip
    planned_at = _moment(_("计划上门"))
    answered_at = _moment(_("首次答复"))
    triaged_at = _moment(_("分诊时间"))
    arrived_at = _moment(_("到场时间"))
    restored_at = _moment(_("修复时间"))
    ended_at = _moment(_("结束时间"))
    result = classed(
        models.TextField(_("处理结果"), max_length=2000, blank=True, editable=False), **PLAIN
    )
    fault_code = models.CharField(_("故障名称"), max_length=40, blank=True, editable=False)
    article = models.ForeignKey(
        Article, models.PROTECT, null=True, related_name="tickets", verbose_name=_("知识文章"),
        editable=False,
    )  # fmt: skip
    no_article = models.CharField(_("没有文章的原因"), max_length=200, blank=True, editable=False)
    confirmed_by = classed(
        models.CharField(_("确认人"), max_length=40, blank=True, editable=False), PERSONAL,
        CONTACT, mask="name",
    )  # fmt: skip
    score = models.PositiveSmallIntegerField(_("客户评分"), null=True, editable=False)
    reopened = models.PositiveSmallIntegerField(_("重开次数"), default=0, editable=False)
    complaint_no = models.CharField(_("转成的投诉"), max_length=32, blank=True, editable=False)
    source_kind = models.CharField(max_length=60, blank=True, editable=False)
    source_id = models.BigIntegerField(null=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("服务工单"), ngettext_lazy("服务工单", "服务工单", 2)
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__range=(1, 5)), name="ticket_score_1_to_5"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "severity", "received_at"], name="ticket_queue"),
            models.Index(fields=["owner", "state"], name="ticket_by_owner"),
            models.Index(fields=["received_at", "id"], name="ticket_by_time"),
            models.Index(fields=["severity", "id"], name="ticket_by_severity"),
            models.Index(fields=["customer", "-id"], name="tickets_of_customer"),
            models.Index(fields=["engineer", "planned_at"], name="tickets_of_engineer"),
            models.Index(fields=["arrived_at"], name="tickets_by_arrival"),
            models.Index(fields=["phone"], name="ticket_phone"),
            models.Index(fields=["source_kind", "source_id"], name="ticket_source"),
        ]

    def __str__(self) -> str:
        return f"{self.no} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("service:ticket", args=[self.pk])


class TicketEntry(models.Model):
    """One thing said or done about a ticket: who, when, what; never changed.

    at  when it happened; written_at, when the system heard of it (a phone may have been offline)
    """

    data_class_default = DataClass.INTERNAL

    id = id_field()
    ticket = models.ForeignKey(
        Ticket, models.CASCADE, related_name="entries", verbose_name=_("服务工单")
    )
    kind = models.CharField(_("种类"), max_length=8, choices=EntryKind.choices())
    at = models.DateTimeField(_("时间"))
    written_at = models.DateTimeField(_("记录时间"), auto_now_add=True)
    by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("操作人")
    )
    before = models.CharField(_("之前"), max_length=14, choices=State.choices(), blank=True)
    state = models.CharField(_("之后"), max_length=14, choices=State.choices(), blank=True)
    text = classed(models.TextField(_("内容"), max_length=4000, blank=True), **PLAIN)
    is_reached = models.BooleanField(_("联系上了"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("工单过程")
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["ticket", "at"], name="entries_of_ticket")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d %H:%M}"
