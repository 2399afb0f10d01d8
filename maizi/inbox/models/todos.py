"""To-dos (0.6 任务/提醒)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.kernel.privacy import DataClass, classed

from ..terms import TodoState


class Todo(models.Model):
    """One thing that one person has promised to do.

    source       code of the rule that asked for it; "own" for one written by hand
    kind         model label of the record it is about, object_id its id; "" and 0 for none
    due_at       overdue from this moment on; with due_on it is 24:00 of that day
    position_at  what the inbox is ordered by: due_at, or far away without one
    remind_at    when it will be brought to mind next; empty when it has been
    start_at     the first time of a series, on the clock of the company
    made         how many to-dos of the series there are, this one included
    """

    data_class_default = DataClass.INTERNAL

    id = id_field()
    owner = models.ForeignKey(User, models.PROTECT, related_name="todos", verbose_name=_("负责人"))
    title = classed(models.CharField(_("事项"), max_length=200), DataClass.PERSONAL, mask=None)
    source = models.CharField(_("来源"), max_length=60, default="own", editable=False)
    kind = models.CharField(_("关联对象类型"), max_length=60, blank=True, editable=False)
    object_id = models.BigIntegerField(_("关联对象编号"), default=0, editable=False)
    url = models.CharField(_("链接"), max_length=300, blank=True, editable=False)
    due_at = models.DateTimeField(_("到期时间"), null=True, blank=True)
    due_on = models.DateField(_("到期日"), null=True, blank=True)
    position_at = models.DateTimeField(_("排序"), editable=False)
    state = models.CharField(
        _("状态"), max_length=10, choices=TodoState.choices(), default=TodoState.OPEN
    )
    snoozed_until = models.DateTimeField(_("稍后提醒"), null=True, blank=True)
    remind_at = models.DateTimeField(_("下次提醒"), null=True, editable=False)
    recurrence = models.CharField(_("重复规则"), max_length=200, blank=True)
    start_at = models.DateTimeField(_("首次时间"), null=True, editable=False)
    made = models.PositiveIntegerField(_("第几次"), default=1, editable=False)
    previous = models.OneToOneField(
        "self", models.SET_NULL, null=True, editable=False, related_name="following",
        verbose_name=_("上一次"),
    )  # fmt: skip
    asked_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("提出人")
    )
    created_at = models.DateTimeField(_("创建时间"))
    changed_at = models.DateTimeField(_("更新时间"))
    closed_at = models.DateTimeField(_("结束时间"), null=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("待办"), ngettext_lazy("待办", "待办", 2)
        ordering = ["position_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "source", "kind", "object_id"],
                condition=Q(state=TodoState.OPEN.value) & ~Q(source="own"),
                name="todo_asked_once",
            ),
            models.CheckConstraint(
                condition=Q(state=TodoState.OPEN.value, closed_at=None)
                | ~Q(state=TodoState.OPEN.value) & Q(closed_at__isnull=False),
                name="todo_closed_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(due_on=None) | Q(due_at__isnull=False), name="todo_day_has_moment"
            ),
        ]
        # SQLite compares a condition with what a query says, not with what its values are: so
        # open is told by an empty field.
        indexes = [
            models.Index(
                fields=["owner", "position_at", "id", "snoozed_until"],
                condition=Q(closed_at=None),
                name="todos_open",
            ),
            models.Index(
                fields=["owner", "snoozed_until", "id", "position_at"],
                condition=Q(closed_at=None, snoozed_until__isnull=False),
                name="todos_snoozed",
            ),
            models.Index(
                fields=["owner", "-closed_at", "-id"],
                condition=Q(closed_at__isnull=False),
                name="todos_closed",
            ),
            models.Index(
                fields=["remind_at"],
                condition=Q(remind_at__isnull=False),
                name="todos_to_remind",
            ),
            models.Index(fields=["kind", "object_id"], name="todos_about"),
        ]

    def __str__(self) -> str:
        return self.title
