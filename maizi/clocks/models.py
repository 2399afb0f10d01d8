"""Tables of the working calendar, of opening hours and of clocks."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maizi.accounts.models import OrgUnit, User, id_field
from maizi.kernel.privacy import DataClass

from .terms import BreachAction, ClockState, ClockStep, Counting, DayKind

OPEN = Q(state__in=[ClockState.RUNNING.value, ClockState.PAUSED.value])
IS_PAUSED = Q(state=ClockState.PAUSED.value)


class CalendarDay(models.Model):
    """One date that differs from the plain week: a holiday, a day in lieu, a make-up day (0.4)."""

    data_class_default = DataClass.PUBLIC

    id = id_field()
    date = models.DateField(_("日期"), unique=True)
    kind = models.CharField(_("类型"), max_length=10, choices=DayKind.choices())
    name = models.CharField(_("节日名"), max_length=40, blank=True)
    source = models.CharField(_("来源"), max_length=80, blank=True)
    changed_at = models.DateTimeField(_("更新时间"), db_index=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = _("工作日历")
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date:%Y-%m-%d} {DayKind(self.kind).chinese}"


class ServiceCalendar(models.Model):
    """The opening hours of the company, of a unit and those under it, or of one service (0.4)."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    code = models.SlugField(_("代码"), max_length=40, unique=True)
    name = models.CharField(_("名称"), max_length=60, unique=True)
    unit = models.OneToOneField(
        OrgUnit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("部门")
    )
    week = models.JSONField(_("服务时间"))  # Monday to Sunday: [["08:30", "17:30"], …]
    is_every_day = models.BooleanField(_("节假日照常"), default=False)
    is_active = models.BooleanField(_("启用"), default=True)

    class Meta:
        verbose_name = verbose_name_plural = _("服务时间")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class Clock(models.Model):
    """One deadline of one record: when it began, when it is due, what has been told (0.6).

    `kind` is the model label of the record and `object_id` its key, as in the history.
    """

    data_class_default = DataClass.INTERNAL

    id = id_field()
    code = models.CharField(_("时限"), max_length=60)
    kind = models.CharField(_("对象类型"), max_length=60)
    object_id = models.BigIntegerField(_("对象编号"))
    state = models.CharField(
        _("状态"), max_length=10, choices=ClockState.choices(), default=ClockState.RUNNING
    )
    calendar = models.ForeignKey(
        ServiceCalendar, models.PROTECT, null=True, related_name="+", verbose_name=_("服务时间")
    )
    counting = models.CharField(_("计时方式"), max_length=14, choices=Counting.choices())
    minutes = models.PositiveIntegerField(_("时长（分钟）"), default=0)
    days = models.PositiveIntegerField(_("时长（天）"), default=0)
    is_rolling = models.BooleanField(_("遇休息日顺延"), default=False)
    on_breach = models.CharField(_("超时后"), max_length=10, choices=BreachAction.choices())
    started_at = models.DateTimeField(_("开始时间"))
    due_at = models.DateTimeField(_("到期时间"))
    warnings = models.JSONField(_("预警"), default=list)  # [[percent, moment], …], rising
    warned = models.PositiveSmallIntegerField(_("已预警次数"), default=0)
    next_at = models.DateTimeField(_("下次推进"), null=True)
    paused_at = models.DateTimeField(_("暂停时间"), null=True)
    paused = models.DurationField(_("累计暂停"))
    extensions = models.PositiveSmallIntegerField(_("延期次数"), default=0)
    breached_at = models.DateTimeField(_("超时时间"), null=True)
    ended_at = models.DateTimeField(_("结束时间"), null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("时限"), _("时限")
        ordering = ["due_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id", "code"], condition=OPEN, name="clock_open_once"
            ),
            models.CheckConstraint(
                condition=(IS_PAUSED & Q(paused_at__isnull=False))
                | (~IS_PAUSED & Q(paused_at__isnull=True)),
                name="clock_paused_since",
            ),
            models.CheckConstraint(
                condition=Q(state=ClockState.RUNNING.value) | Q(next_at__isnull=True),
                name="clock_tells_while_running",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_at", "id"], condition=Q(next_at__isnull=False), name="clock_next"
            ),
            models.Index(fields=["kind", "object_id"], name="clock_of_record"),
            models.Index(fields=["state", "due_at", "id"], name="clock_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.kind} {self.object_id}"


class ClockEvent(models.Model):
    """One thing that happened to a clock; never changed, never deleted.

    `at` is when it happened or was due, `recorded_at` when the system noted it.
    """

    data_class_default = DataClass.INTERNAL

    id = id_field()
    clock = models.ForeignKey(Clock, models.PROTECT, related_name="events", verbose_name=_("时限"))
    step = models.CharField(_("事件"), max_length=10, choices=ClockStep.choices())
    at = models.DateTimeField(_("时间"))
    recorded_at = models.DateTimeField(_("登记时间"))
    due_at = models.DateTimeField(_("此后的期限"))
    percent = models.PositiveSmallIntegerField(_("已用比例"), null=True)
    minutes = models.PositiveIntegerField(_("延长（分钟）"), null=True)
    latest_at = models.DateTimeField(_("最晚不超过"), null=True)
    reason = models.CharField(_("原因"), max_length=200, blank=True)
    by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("操作人")
    )

    class Meta:
        verbose_name, verbose_name_plural = _("时限事件"), _("时限事件")
        ordering = ["id"]
        constraints = [
            # Told once: a second worker with the same share or the same breach is refused.
            models.UniqueConstraint(
                fields=["clock", "percent"], condition=Q(step=ClockStep.WARNED.value),
                name="clock_warned_once",
            ),
            models.UniqueConstraint(
                fields=["clock"], condition=Q(step=ClockStep.BREACHED.value),
                name="clock_breached_once",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{ClockStep(self.step).chinese} {self.at:%Y-%m-%d %H:%M}"
