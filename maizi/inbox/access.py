"""Who sees which rows of inbox, who may do what with them; which kinds of events there are."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps
from django.db.models import QuerySet

from maizi.accounts import access as accounts
from maizi.kernel.texts import N_
from maizi.kit.reach import is_declared, visible_rows

from .models import AllowedHost, Channel, Delivery, Notice, Todo

CHANNELS = accounts.Entity("channels", N_("消息渠道"), {"manage": N_("管理消息渠道与投递")})


@dataclass(frozen=True, slots=True)
class EventKind:
    """A kind of event that people can hear of; declared by the app that owns it.

    code       "approvals.asked"; the same in `notify`
    label      Chinese message id
    by_mail    whether it comes by mail to those who have not chosen
    is_urgent  does not wait for the daily mail; quiet hours it keeps like any other
    """

    code: str
    label: str
    by_mail: bool = False
    is_urgent: bool = False


TODO_DUE = EventKind("inbox.todo_due", N_("待办到期"), by_mail=True)
TODO_HANDED = EventKind("inbox.todo_handed", N_("同事转交的待办"), by_mail=True)
TEST = EventKind("inbox.test", N_("测试消息"), is_urgent=True)

_events: dict[str, EventKind] = {}


def declare_event(event: EventKind) -> None:
    """Make a kind of event known; called from the ready() of the app that owns it."""
    _events[event.code] = event


def event_kinds() -> list[EventKind]:
    """Every declared kind, in the order of declaration."""
    return list(_events.values())


def event_kind(code: str) -> EventKind:
    """The kind with this code; LookupError when nobody declared it."""
    if code not in _events:
        raise LookupError(f"no app declared the event {code!r}")
    return _events[code]


_not_ticked: dict[str, str] = {}


def declare_not_ticked(source: str, refusal: str) -> None:
    """Say that what a rule asks for ends by doing it, never by a tick; with what to do instead."""
    _not_ticked[source] = refusal


def refusal_to_tick(source: str) -> str:
    """What somebody is told who ticks off such a to-do; "" for all others."""
    return _not_ticked.get(source, "")


def visible_todos(user) -> QuerySet[Todo]:
    """A person's own to-dos: nobody looks into the inbox of another."""
    return Todo.objects.filter(owner=user.pk) if user.is_active else Todo.objects.none()


def visible_notices(user) -> QuerySet[Notice]:
    """A person's own messages."""
    return Notice.objects.filter(user=user.pk) if user.is_active else Notice.objects.none()


def visible_deliveries(user) -> QuerySet[Delivery]:
    """What was sent to a person; everything for those who manage the channels."""
    if not user.is_active:
        return Delivery.objects.none()
    return Delivery.objects.all() if manages(user) else Delivery.objects.filter(user=user.pk)


def visible_channels(user) -> QuerySet[Channel]:
    """Channels, for those who manage them."""
    return Channel.objects.all() if manages(user) else Channel.objects.none()


def visible_hosts(user) -> QuerySet[AllowedHost]:
    """Allowed hosts, for those who manage the channels."""
    return AllowedHost.objects.all() if manages(user) else AllowedHost.objects.none()


def manages(user) -> bool:
    """Whether a person looks after channels and deliveries."""
    return accounts.may(user, CHANNELS.code, "manage")


def may(user, verb: str, row: Todo | Notice | Delivery | None = None) -> bool:
    """Own to-dos and messages: everything. Sending again: those who manage the channels."""
    if isinstance(row, Delivery) or verb == "retry":
        return manages(user)
    return user.is_active and (row is None or user.pk == _owner_of(row))


def hidden(user, rows: Iterable) -> set[tuple[str, int]]:
    """(kind, id) of the records that rows are about and that the person sees no longer.

    One query for each kind of record. A kind whose sight nobody declared to the kit hides
    nothing: whoever asks about such records says only what the person may know.
    """
    wanted: dict[str, set[int]] = {}
    for row in rows:
        if row.kind:
            wanted.setdefault(row.kind, set()).add(row.object_id)
    lost = set()
    for kind, ids in wanted.items():
        model = apps.get_model(kind)
        if is_declared(model):
            seen = visible_rows(model, user).filter(pk__in=ids).values_list("pk", flat=True)
            lost |= {(kind, id_) for id_ in ids - set(seen)}
    return lost


def _owner_of(row: Todo | Notice) -> int:
    return row.owner_id if isinstance(row, Todo) else row.user_id
