"""What somebody was told, and how he wants to be told."""

from collections.abc import Iterable, Mapping

from maizi.kit.listing.keyset import Order

from .. import access
from ..access import EventKind
from ..models import CalendarFeed, Preference, Taste
from ..terms import Way
from .paging import Slice, slice_of

MOST_COUNTED = 100
CHOOSABLE = (Way.SCREEN, Way.MAIL)


def unread_count(user) -> int:
    """How many messages a person has not read, at most 100. One query over one small index."""
    if not getattr(user, "is_active", False) or user.pk is None:
        return 0
    unread = access.visible_notices(user).filter(read_at=None).order_by()
    return len(unread.values_list("pk", flat=True)[:MOST_COUNTED])  # half the work of a count


def notices_page(user, *, is_unread: bool = False, after: str = "", before: str = "") -> Slice:
    """A page of messages, newest first, all or the unread ones. One query."""
    rows = access.visible_notices(user)
    rows = rows.filter(read_at=None) if is_unread else rows
    return slice_of(rows, Order(), after=after, before=before)


def preferences_of(users: Iterable, events: Iterable[str]) -> Mapping[tuple[int, str, str], bool]:
    """(user id, event, way) -> what that person chose. One query."""
    ids = [user.pk for user in users]
    rows = Preference.objects.filter(user__in=ids, event__in=list(events))
    return {(r.user_id, r.event, r.way): r.is_on for r in rows}


def ways_of(user, event: EventKind, chosen: Mapping[tuple[int, str, str], bool]) -> set[Way]:
    """The ways on which somebody hears of a kind of event: his choice, else its default."""
    defaults = {Way.SCREEN: True, Way.MAIL: event.by_mail}
    return {way for way in CHOOSABLE if chosen.get((user.pk, event.code, way), defaults[way])}


def taste_of(user) -> Taste:
    """When a person wants mail; always, as long as he has not said otherwise."""
    return Taste.objects.filter(user=user.pk).first() or Taste(user=user)


def feed_of(user) -> CalendarFeed | None:
    """A person's calendar address, if he has one."""
    return CalendarFeed.objects.filter(user=user.pk).first()
