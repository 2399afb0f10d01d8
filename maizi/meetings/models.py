"""Meetings, who takes part, points, decisions, actions (C-50)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import OrgUnit, User, id_field
from maizi.customers.models import Customer
from maizi.kernel.privacy import DataClass, FieldGroup, classed

from .terms import ActionState, Delivery, State


class Meeting(models.Model):
    """One meeting, from its purpose to the last action done.

    version  of the agenda and the time; whoever was sent an older one is sent it again
    """

    data_class_default = DataClass.INTERNAL
    sortable = ("starts_at", "title")
    never_listed = ("version", "customer")  # who takes part need not see the customer
    label_field = "title"

    id = id_field()
    no = models.CharField(_("会议编号"), max_length=32, unique=True, editable=False)
    title = models.CharField(_("会议名称"), max_length=80)
    purpose = models.TextField(_("会议目的"), max_length=1000, blank=True)
    needed = models.TextField(
        _("达到目的需要的资料"), max_length=2000, blank=True,
        help_text=_("数据、方案、样品、客户的原话……参加人会前就能看到。"),
    )  # fmt: skip
    customer = models.ForeignKey(
        Customer, models.PROTECT, null=True, blank=True, related_name="meetings",
        verbose_name=_("客户"),
    )  # fmt: skip
    starts_at = models.DateTimeField(_("会议时间"))
    minutes = models.PositiveSmallIntegerField(
        _("预计时长（分钟）"), default=60,
        validators=[MinValueValidator(5), MaxValueValidator(24 * 60)],
    )  # fmt: skip
    place = models.CharField(_("地点"), max_length=160, blank=True)
    host = models.ForeignKey(
        User, models.PROTECT, related_name="+", blank=True, verbose_name=_("主持人")
    )
    org_unit = models.ForeignKey(
        OrgUnit, models.PROTECT, related_name="+", editable=False, verbose_name=_("部门")
    )
    state = models.CharField(
        _("状态"), max_length=10, choices=State.choices(), default=State.PREPARING, editable=False
    )
    version = models.PositiveSmallIntegerField(default=1, editable=False)
    started_at = models.DateTimeField(_("开会时间"), null=True, editable=False)
    ended_at = models.DateTimeField(_("散会时间"), null=True, editable=False)
    conclusion = models.TextField(_("会议总结"), max_length=4000, blank=True, editable=False)
    minutes_sent_at = models.DateTimeField(_("纪要发出时间"), null=True, editable=False)
    cancel_reason = models.CharField(_("取消原因"), max_length=200, blank=True, editable=False)
    created_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", editable=False, verbose_name=_("创建人")
    )

    class Meta:
        verbose_name, verbose_name_plural = _("会议"), ngettext_lazy("会议", "会议", 2)
        ordering = ["-starts_at", "-id"]
        indexes = [
            models.Index(fields=["host", "-starts_at"], name="meetings_of_host"),
            models.Index(fields=["starts_at", "id"], name="meetings_by_time"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meetings:meeting", args=[self.pk])


class TakingPart(models.Manager):
    """Who takes part: not who was taken off and only waits to be told."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().filter(dropped_at=None)


class Participant(models.Model):
    """One person in one meeting: a colleague, or a guest with a name and an address.

    sent_version    the agenda that reached him; 0 for none
    mailed_version  the invitation that was mailed to him; 0 for none
    dropped_at      when he was taken off; the row goes once his calendar was told
    """

    objects = TakingPart()
    every = models.Manager()

    data_class_default = DataClass.INTERNAL

    id = id_field()
    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="participants", verbose_name=_("会议")
    )
    user = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("同事")
    )
    guest = classed(
        models.CharField(_("外部参加人"), max_length=60, blank=True), DataClass.PERSONAL
    )
    email = classed(
        models.EmailField(_("邮箱"), blank=True), DataClass.PERSONAL, group=FieldGroup.CONTACT,
        mask="email",
    )  # fmt: skip
    delivery = models.CharField(
        _("议程送达"), max_length=8, choices=Delivery.choices(), default=Delivery.NONE
    )
    sent_version = models.PositiveSmallIntegerField(default=0)
    mailed_version = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(_("送达时间"), null=True)
    dropped_at = models.DateTimeField(_("去掉时间"), null=True, editable=False)
    problem = models.CharField(_("没有送达的原因"), max_length=200, blank=True)
    attended = models.BooleanField(_("到会"), default=False)
    spoke = models.BooleanField(_("发言"), default=False)

    class Meta:
        verbose_name, verbose_name_plural = _("与会人"), ngettext_lazy("与会人", "与会人", 2)
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "user"],
                name="takes_part_once",
                condition=Q(user__isnull=False, dropped_at=None),
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=False, guest="") | (Q(user=None) & ~Q(guest="")),
                name="colleague_or_guest",
            ),
        ]
        indexes = [models.Index(fields=["user", "meeting"], name="meetings_of_person")]

    def __str__(self) -> str:
        return self.user.name if self.user else self.guest

    @property
    def address(self) -> str:
        """Where mail reaches him; "" for nowhere."""
        return self.user.email if self.user else self.email

    @property
    def has_been_told(self) -> bool:
        """Whether his calendar may hold the meeting: mailed, or a guest told another way."""
        return bool(self.mailed_version or (self.user_id is None and self.sent_version))


class Point(models.Model):
    """One point of an agenda, with what came of it."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="points", verbose_name=_("会议")
    )
    position = models.PositiveSmallIntegerField(_("次序"), default=0)
    title = models.CharField(_("议题"), max_length=120)
    minutes = models.PositiveSmallIntegerField(
        _("时间（分钟）"), null=True, blank=True, validators=[MaxValueValidator(24 * 60)]
    )
    summary = models.TextField(_("阶段小结"), max_length=2000, blank=True)
    questions = models.TextField(_("听到的和提出的问题"), max_length=2000, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("议题"), ngettext_lazy("议题", "议题", 2)
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.title


class Decision(models.Model):
    """One thing a meeting decided."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="decisions", verbose_name=_("会议")
    )
    text = models.CharField(_("会议决定"), max_length=300)

    class Meta:
        verbose_name, verbose_name_plural = _("会议决定"), ngettext_lazy("会议决定", "会议决定", 2)
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text


class Action(models.Model):
    """One thing that somebody does after a meeting, by a day."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="actions", verbose_name=_("会议")
    )
    text = models.CharField(_("行动"), max_length=200)
    owner = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("负责人")
    )
    due_on = models.DateField(_("期限"), null=True, blank=True)
    state = models.CharField(
        _("状态"), max_length=10, choices=ActionState.choices(), default=ActionState.OPEN
    )
    done_on = models.DateField(_("完成日期"), null=True)
    note = models.CharField(_("结果或原因"), max_length=300, blank=True)
    escalated_at = models.DateTimeField(_("上报时间"), null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("会议行动"), ngettext_lazy("会议行动", "会议行动", 2)
        ordering = [models.F("due_on").asc(nulls_last=True), "id"]  # without a day at the end
        indexes = [
            models.Index(
                fields=["owner", "due_on"], name="actions_open", condition=Q(state="open")
            ),
            models.Index(
                fields=["due_on"], name="actions_to_chase",
                condition=Q(state="open", escalated_at=None),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.text
