"""End a to-do, take that back, hand it to a colleague."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from maizi.accounts.models import User
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kernel.texts import N_, say

from .. import access
from ..events import TodoDone
from ..models import Todo
from ..rules.recurrence import next_time, off_the_wall, on_the_wall, read_rule
from ..rules.times import UNDATED
from ..terms import TodoState
from .asking import OWN
from .notices import notify
from .todos import NOT_OPEN, first_moment, locked, schedule

DONE, CANCELLED, REOPENED, HANDED = N_("完成"), N_("取消"), N_("重新打开"), N_("转交")


@transaction.atomic
def finish(todo: Todo, *, by, now: datetime | None = None) -> Todo:
    """Tick a to-do off; a recurring one is followed by its next. Twice is once.

    Announces TodoDone. Raises Refused for what ends only by doing it.
    """
    now = now or timezone.now()
    row = locked(todo)
    if row.state != TodoState.OPEN:
        return row
    if refusal := access.refusal_to_tick(row.source):
        raise Refused(refusal)
    _close(row, state=TodoState.DONE, verb=DONE, by=by, now=now)
    _follow(row, by=by, now=now)
    publish(TodoDone(row.pk, row.owner_id, row.source, row.kind, row.object_id))
    return row


@transaction.atomic
def cancel(todo: Todo, *, by, now: datetime | None = None) -> Todo:
    """Give a to-do of one's own up; its series ends. What a rule asks for is not given up."""
    row = locked(todo)
    if row.state != TodoState.OPEN:
        return row
    if row.source != OWN:
        raise Refused(N_("这是系统按规则安排的待办，办完相应的事就会消失，不能取消。"))
    return _close(row, state=TodoState.CANCELLED, verb=CANCELLED, by=by, now=now or timezone.now())


@transaction.atomic
def reopen(todo: Todo, *, by, now: datetime | None = None) -> Todo:
    """Take an end back. The to-do that followed goes, unless it is done already."""
    now = now or timezone.now()
    row = locked(todo)
    if row.state == TodoState.OPEN:
        return row
    if row.source != OWN and _twin(row, row.owner) is not None:
        raise Refused(N_("同一件事已经有一个新的待办，不用重新打开。"))
    following = Todo.objects.select_for_update().filter(previous=row).first()
    if following and following.state != TodoState.OPEN:
        raise Refused(N_("这件事的下一次已经结束，不能重新打开。"))
    if following:
        with recorded(following, Verb.DELETE, by=by):
            following.delete()
    with recorded(row, REOPENED, by=by):
        start = row.start_at
        row.state, row.closed_at = TodoState.OPEN, None
        schedule(row, now=now)
        row.start_at = start
        row.save()
    return row


@transaction.atomic
def hand_over(todo: Todo, *, to: User, by, now: datetime | None = None) -> Todo:
    """Give a to-do to a colleague, who hears of it. Only one who sees what it is about."""
    now = now or timezone.now()
    row = locked(todo)
    if row.state != TodoState.OPEN:
        raise Refused(NOT_OPEN, title=row.title)
    if to.pk == row.owner_id:
        return row
    if not to.is_active:
        raise Refused(N_("{to} 已离职，请选择在职的同事。"), field="to", to=to)
    if access.hidden(to, [row]):
        raise Refused(N_("{to} 看不到相关的记录，请先让对方能看到它。"), field="to", to=to)
    if row.source != OWN and _twin(row, to) is not None:
        raise Refused(N_("{to} 已经有同一件待办。"), field="to", to=to)
    with recorded(row, HANDED, by=by):
        row.owner, row.asked_by, row.changed_at, row.snoozed_until = to, by, now, None
        row.save(update_fields=["owner", "asked_by", "changed_at", "snoozed_until"])
    notify(
        to=[to], event=access.TODO_HANDED.code, title=say(TOLD, by=by, title=row.title),
        url=row.url or reverse("inbox:todos"), about=(row.kind, row.object_id), by=by,
    )  # fmt: skip
    return row


TOLD = N_("{by} 把一件待办交给了您：{title}")


def _close(row: Todo, *, state: TodoState, verb: str, by, now: datetime) -> Todo:
    with recorded(row, verb, by=by):
        row.state, row.closed_at, row.changed_at = state, now, now
        row.remind_at = row.snoozed_until = None
        row.save(update_fields=["state", "closed_at", "changed_at", "remind_at", "snoozed_until"])
    return row


def _follow(row: Todo, *, by, now: datetime) -> Todo | None:
    """The next to-do of a series: after the one just done and after now; missed ones are left."""
    if not row.recurrence or Todo.objects.filter(previous=row).exists():
        return None
    zone = timezone.get_default_timezone()
    start = on_the_wall(row.start_at or first_moment(row), zone)
    last = on_the_wall(first_moment(row), zone)
    passed = on_the_wall(now, zone)
    if row.due_on:
        passed = datetime.combine(passed.date(), datetime.min.time())
    wall = next_time(read_rule(row.recurrence), start=start, after=max(last, passed), made=row.made)
    if wall is None:
        return None
    following = Todo(
        owner=row.owner, title=row.title, source=row.source, kind=row.kind, url=row.url,
        object_id=row.object_id, recurrence=row.recurrence, previous=row, made=row.made + 1,
        asked_by=row.asked_by, created_at=now, position_at=UNDATED,
    )  # fmt: skip
    following.due_on = wall.date() if row.due_on else None
    following.due_at = None if row.due_on else off_the_wall(wall, zone)
    schedule(following, now=now)
    following.start_at = off_the_wall(start, zone)
    with recorded(following, Verb.CREATE, by=by):
        following.save()
    return following


def _twin(row: Todo, owner: User) -> Todo | None:
    """The open to-do about the same thing that somebody has already."""
    return Todo.objects.filter(
        owner=owner, source=row.source, kind=row.kind, object_id=row.object_id,
        state=TodoState.OPEN,
    ).first()  # fmt: skip
