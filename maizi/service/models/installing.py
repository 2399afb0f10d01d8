"""Appointments, follow-ups after acceptance, quality incidents (F-12 … F-18)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.kernel.privacy import DataClass, classed

from ..terms import AppointmentState, IncidentKind
from .tickets import PLAIN, Ticket


class Appointment(models.Model):
    """One slot promised to a customer, with the final deadline (F-12); how it ended (F-13).

    notice  what the customer was told, with the apology
    """

    data_class_default = DataClass.INTERNAL

    id = id_field()
    ticket = models.ForeignKey(
        Ticket, models.CASCADE, related_name="appointments", verbose_name=_("服务工单")
    )
    since = models.DateTimeField(_("时间段开始"))
    until = models.DateTimeField(_("时间段结束"))
    deadline = models.DateTimeField(_("最后期限"))
    state = models.CharField(
        _("状态"), max_length=10, choices=AppointmentState.choices(),
        default=AppointmentState.AGREED,
    )  # fmt: skip
    is_broken = models.BooleanField(_("失约"), default=False)
    reason = classed(models.CharField(_("改期原因"), max_length=200, blank=True), **PLAIN)
    notice = classed(models.CharField(_("给客户的通知"), max_length=400, blank=True), **PLAIN)
    told_at = models.DateTimeField(_("通知时间"), null=True)
    made_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("约定人")
    )
    made_at = models.DateTimeField(_("约定时间"))

    class Meta:
        verbose_name, verbose_name_plural = _("预约"), ngettext_lazy("预约", "预约", 2)
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="slot_has_a_length"),
            models.UniqueConstraint(
                fields=["ticket"], condition=Q(state=AppointmentState.AGREED.value),
                name="one_agreed_slot",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.since:%Y-%m-%d %H:%M}"


class FollowUp(models.Model):
    """One call after acceptance: how does it run? (F-18)"""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    ticket = models.ForeignKey(
        Ticket, models.CASCADE, related_name="follow_ups", verbose_name=_("服务工单")
    )
    due_on = models.DateField(_("回访日"))
    done_at = models.DateTimeField(_("回访时间"), null=True)
    done_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("回访人")
    )
    is_fine = models.BooleanField(_("运行正常"), null=True)
    text = classed(models.CharField(_("客户怎么说"), max_length=400, blank=True), **PLAIN)

    class Meta:
        verbose_name, verbose_name_plural = _("安装回访"), ngettext_lazy("安装回访", "安装回访", 2)
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["ticket", "due_on"], name="follow_up_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.due_on}"


class Incident(models.Model):
    """A serious violation of the quality of work, by which rule, and what followed (F-15)."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    ticket = models.ForeignKey(
        Ticket, models.PROTECT, related_name="incidents", verbose_name=_("服务工单")
    )
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("责任人"))
    kind = models.CharField(_("违规"), max_length=14, choices=IncidentKind.choices())
    text = classed(models.CharField(_("经过"), max_length=1000), **PLAIN)
    rule = models.CharField(_("违反的规定"), max_length=120)
    penalty = models.CharField(_("处理决定"), max_length=300, blank=True)
    raised_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("提出人")
    )  # fmt: skip
    raised_at = models.DateTimeField(_("提出时间"))
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("决定人")
    )
    decided_at = models.DateTimeField(_("决定时间"), null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("质量事故"), ngettext_lazy("质量事故", "质量事故", 2)
        ordering = ["-id"]

    def __str__(self) -> str:
        return str(self.get_kind_display())
