"""Tables of the background work: jobs, schedules, and who holds which office."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maizi.accounts.models import id_field
from maizi.kernel.privacy import DataClass

from .terms import JobState


class Schedule(models.Model):
    """One piece of work that comes again and again, by a cron expression in local time."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    name = models.CharField(_("名称"), max_length=60, unique=True)
    cron = models.CharField(_("时间表"), max_length=60)
    kind = models.CharField(_("任务类型"), max_length=60)
    payload = models.JSONField(_("参数"), default=dict)
    catches_up = models.BooleanField(_("补做错过的"), default=False)
    is_active = models.BooleanField(_("启用"), default=True)
    next_at = models.DateTimeField(_("下次时间"))
    last_at = models.DateTimeField(_("上次时间"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("定时任务")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Job(models.Model):
    """One piece of work, written in the transaction that wants it done."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    kind = models.CharField(_("任务类型"), max_length=60)
    payload = models.JSONField(_("参数"), default=dict)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name=_("发起人"),
    )  # fmt: skip
    state = models.CharField(
        _("状态"), max_length=12, choices=JobState.choices(), default=JobState.WAITING
    )
    asked = models.CharField(_("已要求"), max_length=12, blank=True)  # a JobVerb, while it runs
    due_at = models.DateTimeField(_("最早时间"), null=True)  # none: at once, whatever the clock
    priority = models.SmallIntegerField(_("优先级"), default=0)
    attempts = models.IntegerField(_("已试次数"), default=0)  # since it last got any further
    max_attempts = models.IntegerField(_("最多次数"), default=5)
    key = models.CharField(_("唯一键"), max_length=120, blank=True)
    schedule = models.ForeignKey(
        Schedule, models.SET_NULL, null=True, related_name="jobs", verbose_name=_("定时任务")
    )
    planned_at = models.DateTimeField(_("计划时间"), null=True)

    claims = models.BigIntegerField(_("领取次数"), default=0)  # each claim locks out the one before
    worker = models.CharField(_("工作进程"), max_length=100, blank=True)
    lease_until = models.DateTimeField(_("租约到期"), null=True)
    heartbeat_at = models.DateTimeField(_("最近心跳"), null=True)
    checkpoint = models.JSONField(_("断点"), default=dict)

    progress_done = models.BigIntegerField(_("已完成数"), default=0)
    progress_total = models.BigIntegerField(_("总数"), null=True)
    progress_text = models.CharField(_("进展"), max_length=200, blank=True)
    result = models.JSONField(_("结果"), null=True)
    error = models.CharField(_("原因"), max_length=500, blank=True)
    trace = models.TextField(_("技术细节"), blank=True)

    created_at = models.DateTimeField(_("创建时间"))
    started_at = models.DateTimeField(_("开始时间"), null=True)
    ended_at = models.DateTimeField(_("结束时间"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("后台任务")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=~Q(key=""), name="job_key_once"),
            models.UniqueConstraint(fields=["schedule", "planned_at"], name="job_planned_once"),
        ]
        indexes = [
            models.Index(
                fields=["lease_until"],
                name="jobs_running",
                condition=Q(state=JobState.RUNNING.value),
            ),
            models.Index(fields=["owner", "-id"], name="jobs_of_owner"),
            models.Index(fields=["state", "-priority", "id"], name="jobs_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Office(models.Model):
    """One duty that only one worker may have at a time, and who has it until when."""

    data_class_default = DataClass.INTERNAL

    name = models.CharField(_("名称"), max_length=40, primary_key=True)
    holder = models.CharField(_("工作进程"), max_length=100, blank=True)
    until = models.DateTimeField(_("到期"))

    class Meta:
        verbose_name = verbose_name_plural = _("值守")

    def __str__(self) -> str:
        return f"{self.name} {self.holder}"
