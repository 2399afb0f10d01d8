"""Events for customers and invitations to them (C-40)."""

import secrets

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import OrgUnit, User, id_field
from maizi.customers.models import Activity, Contact, Customer
from maizi.kernel.privacy import DataClass

from .terms import Answer, EventSort, Sending, State

MONEY = [MinValueValidator(0), MaxValueValidator(10**9)]


def new_ticket() -> str:
    """What the QR code of an invitation says to who stands at the door."""
    return secrets.token_hex(10)


class Event(models.Model):
    """One event for customers, from the plan to its cost and result."""

    data_class_default = DataClass.INTERNAL
    sortable = ("starts_at", "name", "budget_yuan")
    label_field = "name"

    id = id_field()
    no = models.CharField(_("活动编号"), max_length=32, unique=True, editable=False)
    name = models.CharField(_("活动名称"), max_length=80)
    sort = models.CharField(_("活动类型"), max_length=14, choices=EventSort.choices())
    goal = models.TextField(_("活动目标"), max_length=1000, blank=True)
    starts_at = models.DateTimeField(_("活动时间"))
    minutes = models.PositiveSmallIntegerField(
        _("时长（分钟）"), default=120, validators=[MinValueValidator(10), MaxValueValidator(4320)]
    )
    place = models.CharField(_("地点"), max_length=160)
    words = models.TextField(
        _("邀请的话"), max_length=2000, blank=True, help_text=_("客户在邀请信和答复页面上看到。")
    )
    places = models.PositiveSmallIntegerField(
        _("名额"), null=True, blank=True, validators=[MinValueValidator(1)],
        help_text=_("连同行的人一起算；留空不限。"),
    )  # fmt: skip
    answer_until = models.DateTimeField(_("答复截止"), null=True, blank=True)
    budget_yuan = models.DecimalField(
        _("预算（元）"), max_digits=12, decimal_places=2, default=0, validators=MONEY
    )
    owner = models.ForeignKey(
        User, models.PROTECT, related_name="+", blank=True, verbose_name=_("负责人")
    )
    org_unit = models.ForeignKey(
        OrgUnit, models.PROTECT, related_name="+", editable=False, verbose_name=_("部门")
    )
    state = models.CharField(
        _("状态"), max_length=10, choices=State.choices(), default=State.PLANNED, editable=False
    )
    cost_yuan = models.DecimalField(
        _("实际费用（元）"), max_digits=12, decimal_places=2, null=True, editable=False,
        validators=MONEY,
    )  # fmt: skip
    opinions = models.TextField(_("客户意见"), max_length=4000, blank=True, editable=False)
    result = models.TextField(_("活动结果"), max_length=4000, blank=True, editable=False)
    cancel_reason = models.CharField(_("取消原因"), max_length=200, blank=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("客户活动"), ngettext_lazy("客户活动", "客户活动", 2)
        ordering = ["-starts_at", "-id"]
        indexes = [models.Index(fields=["starts_at", "id"], name="events_by_time")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("events:event", args=[self.pk])


class Invitation(models.Model):
    """One customer, or one person at it, invited to one event.

    token_hash  of the secret address on which he answers; the secret itself is not kept
    ticket      what his QR code says; of use only to a colleague who is signed in
    trying_since  when a job took his letter to send it; None when nobody is at it
    off_told_at when he was told that the event is off
    """

    data_class_default = DataClass.INTERNAL
    never_listed = ("token_hash", "ticket", "trying_since")

    id = id_field()
    event = models.ForeignKey(
        Event, models.CASCADE, related_name="invitations", verbose_name=_("客户活动")
    )
    customer = models.ForeignKey(
        Customer, models.CASCADE, related_name="event_invitations", verbose_name=_("客户")
    )
    contact = models.ForeignKey(
        Contact, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("联系人")
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("邀请人"))
    at = models.DateTimeField(_("邀请时间"), auto_now_add=True)
    sending = models.CharField(
        _("发送"), max_length=8, choices=Sending.choices(), default=Sending.NONE
    )
    problem = models.CharField(_("没有送达的原因"), max_length=200, blank=True)
    trying_since = models.DateTimeField(null=True, editable=False)
    off_told_at = models.DateTimeField(_("告知取消的时间"), null=True, editable=False)
    token_hash = models.CharField(max_length=64, null=True, unique=True, editable=False)
    ticket = models.CharField(max_length=20, unique=True, default=new_ticket, editable=False)
    answer = models.CharField(
        _("答复"), max_length=4, choices=Answer.choices(), default=Answer.NONE
    )
    companions = models.PositiveSmallIntegerField(_("同行人数"), default=0)
    note = models.CharField(_("留言"), max_length=200, blank=True)
    answered_at = models.DateTimeField(_("答复时间"), null=True)
    attended_at = models.DateTimeField(_("签到时间"), null=True)
    checked_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("签到人")
    )
    activity = models.ForeignKey(
        Activity, models.SET_NULL, null=True, related_name="+", verbose_name=_("跟进")
    )

    class Meta:
        verbose_name, verbose_name_plural = _("活动邀请"), ngettext_lazy("活动邀请", "活动邀请", 2)
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "customer"], condition=Q(contact=None), name="invited_once"
            ),
            models.UniqueConstraint(
                fields=["event", "contact"], condition=Q(contact__isnull=False),
                name="contact_invited_once",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.contact.name if self.contact else self.customer.name

    def get_absolute_url(self) -> str:
        return self.event.get_absolute_url()

    @property
    def address(self) -> str:
        """Where mail reaches him; "" for nowhere."""
        return self.contact.email if self.contact else self.customer.email
