"""Reads for the settings screens: the tree, people with their posts, the log."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.apps import apps
from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from maizi.accounts import access
from maizi.accounts.models import Appointment, OrgUnit
from maizi.accounts.queries import in_force
from maizi.accounts.terms import Outcome
from maizi.clocks.models import Clock
from maizi.clocks.queries import ShownClock, shown_clock, working_hours
from maizi.history.models import HistoryEntry
from maizi.kernel.masking import mask
from maizi.kernel.privacy import FieldAccess, FieldGroup
from maizi.kit.listing.keyset import Order, Place, place_from
from maizi.kit.pages.changes import ReadableEntry, readable_entries
from maizi.kit.reach import visible_rows

PAGE_SIZE = 50


@dataclass(frozen=True)
class Branch:
    """One unit in the drawn tree: how deep it hangs, its active people, those below included."""

    unit: OrgUnit
    depth: int
    people: int
    people_below: int


@dataclass(frozen=True)
class Slice:
    """One page of rows and the address of the next, empty at the end."""

    rows: list
    after: str


def branches(user) -> list[Branch]:
    """The whole tree in reading order, each level by position and then age. Two queries."""
    units = list(access.visible_units(user).order_by("position", "pk"))
    counts = dict(
        access.visible_people(user).filter(is_active=True).order_by()
        .values_list("unit").annotate(Count("pk"))
    )  # fmt: skip
    below: dict[str, int] = defaultdict(int)
    for unit in units:
        for step in unit.path.strip("/").split("/"):
            below[step] += counts.get(unit.pk, 0)
    children = defaultdict(list)
    for unit in units:
        children[unit.parent_id].append(unit)
    drawn, waiting = [], [(unit, 0) for unit in reversed(children[None])]
    while waiting:
        unit, depth = waiting.pop()
        drawn.append(Branch(unit, depth, counts.get(unit.pk, 0), below[str(unit.pk)]))
        waiting += [(child, depth + 1) for child in reversed(children[unit.pk])]
    return drawn


def unit_choices(user, *, without: OrgUnit | None = None) -> list[tuple[int, str]]:
    """Open units for a chooser, indented as they hang; `without` leaves one subtree out."""
    return [
        (b.unit.pk, "\u3000" * b.depth + b.unit.name)
        for b in branches(user)
        if b.unit.is_active and not (without and b.unit.path.startswith(without.path))
    ]


def people_page(user, asked: Mapping[str, str]) -> Slice:
    """A page of people by name, with their posts; three queries, however many.

    asked  q (in name, user name or mobile), unit (with those below), state (left), after
    """
    rows = access.visible_people(user).filter(is_active=asked.get("state") != "left")
    if text := asked.get("q", "").strip()[:60]:
        named = Q(name__icontains=text) | Q(username__icontains=text)
        if access.group_access(user, FieldGroup.CONTACT) >= FieldAccess.READ:
            named |= Q(mobile__contains=text)
        rows = rows.filter(named)
    if (unit := asked.get("unit", "")).isdigit():
        rows = rows.filter(unit__path__contains=f"/{unit}/")
    today = timezone.localdate()
    posts = Appointment.objects.filter(in_force(today)).select_related("role", "unit")
    rows = rows.select_related("unit").prefetch_related(
        Prefetch("appointments", queryset=posts, to_attr="posts")
    )
    order = Order("sort_name", is_descending=False)
    found = order.page(rows, size=PAGE_SIZE, after=place_from(asked.get("after", "")), back=False)
    return _slice(found, lambda last: Place(last.sort_name, last.pk).address)


def roles_with_holders(user) -> QuerySet:
    """Roles with the number of active people who hold them today. One query."""
    held = in_force(timezone.localdate(), under="appointments__")
    posts = held & Q(appointments__user__is_active=True)
    holders = Count("appointments__user", filter=posts, distinct=True)
    return access.visible_roles(user).annotate(holders=holders).order_by("pk")


def log_page(user, asked: Mapping[str, str]) -> Slice:
    """A page of the log, newest first, in words. Queries depend on the kinds, not on the rows."""
    rows = log(user, asked)
    if (after := asked.get("after", "")).isdigit():
        rows = rows.filter(pk__lt=after)
    found = _slice(list(rows[: PAGE_SIZE + 1]), lambda last: str(last.pk))
    return Slice(in_words(found.rows, user), found.after)


def log(user, asked: Mapping[str, str]) -> QuerySet[HistoryEntry]:
    """The entries somebody asked for, as far as he may see the log.

    asked  who (name), kind (app.model), verb, since, until (dates), q (text), request
    """
    rows = access.visible_history(user)
    exact = {
        "kind": asked.get("kind"),
        "verb": asked.get("verb"),
        "request_id": asked.get("request"),
    }
    rows = rows.filter(**{name: value.strip() for name, value in exact.items() if value})
    if who := asked.get("who", "").strip()[:40]:
        rows = rows.filter(actor_name__icontains=who)
    if text := asked.get("q", "").strip()[:60]:
        found = Q(title__icontains=text) | Q(reason__icontains=text)
        reads = access.group_access(user, FieldGroup.CONTACT) >= FieldAccess.READ
        if reads and access.may(user, "customer", "read"):
            found |= Q(changes_json__icontains=text)  # nobody guesses what is masked for him
        rows = rows.filter(found)
    if since := _day(asked.get("since")):
        rows = rows.filter(at__gte=_midnight(since))
    if until := _day(asked.get("until")):
        rows = rows.filter(at__lt=_midnight(date.fromordinal(until.toordinal() + 1)))
    return rows


def in_words(entries: list[HistoryEntry], user) -> list[ReadableEntry]:
    """Entries of any kinds with labels instead of codes, in their order.

    Personal fields of records that the person does not see are masked: to look after the system
    or to audit it is no reason to read customers' numbers.
    """
    by_kind = defaultdict(list)
    for entry in entries:
        by_kind[entry.kind].append(entry)
    found = {}
    for kind, part in by_kind.items():
        seen = _seen_among(part, model_of(kind), user)
        for is_open in (True, False):
            chosen = [e for e in part if (e.object_id in seen) == is_open]
            lines = readable_entries(chosen, model=model_of(kind), user=user, unmasked=is_open)
            found |= {line.entry.pk: line for line in lines}
    return [found[entry.pk] for entry in entries]


def _seen_among(entries: list[HistoryEntry], model, user) -> set[int]:
    """Records of these entries that the person sees on their own pages."""
    if model._meta.pk.get_internal_type() not in ("BigIntegerField", "SmallIntegerField"):
        return set()
    ids = {entry.object_id for entry in entries if entry.object_id}
    return set(visible_rows(model, user).filter(pk__in=ids).values_list("pk", flat=True))


def kinds(user) -> list[tuple[str, str]]:
    """The kinds of record that occur in the log, with their labels. One query."""
    codes = access.visible_history(user).order_by("kind").values_list("kind", flat=True).distinct()
    return [(code, label_of(code)) for code in codes]


def verbs(user) -> list[str]:
    """The verbs that occur in the log. One query."""
    rows = access.visible_history(user).order_by("verb")
    return list(rows.values_list("verb", flat=True).distinct())


def model_of(kind: str):
    """The model a kind names; the history's own for one that is no more."""
    try:
        return apps.get_model(kind)
    except (LookupError, ValueError):
        return HistoryEntry


def label_of(kind: str) -> str:
    """What people call a kind of record."""
    model = model_of(kind)
    return kind if model is HistoryEntry else str(model._meta.verbose_name)


def _slice(found: list, address) -> Slice:
    rows = found[:PAGE_SIZE]
    return Slice(rows, address(rows[-1]) if len(found) > PAGE_SIZE else "")


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def sign_ins_page(user, asked: Mapping[str, str]) -> Slice:
    """A page of tries to sign in, newest first.

    asked  q (in user name or address), outcome, after
    """
    rows = access.visible_attempts(user)
    if text := asked.get("q", "").strip()[:60]:
        rows = rows.filter(Q(username__icontains=text) | Q(address__startswith=text))
    if outcome := asked.get("outcome", ""):
        rows = rows.filter(outcome=outcome)
    if (after := asked.get("after", "")).isdigit():
        rows = rows.filter(pk__lt=after)
    return _slice(list(rows[: PAGE_SIZE + 1]), lambda last: str(last.pk))


def outcomes() -> list[tuple[str, str]]:
    """How a try to sign in can end, for a chooser."""
    return Outcome.choices()


def contact_of(user, person) -> dict[str, str]:
    """A colleague's mobile and mail as far as somebody may see them (M-4)."""
    found = {}
    for name in ("mobile", "email"):
        field = person._meta.get_field(name)
        seen = access.field_access(user, type(person), field)
        text = getattr(person, name) if seen > FieldAccess.NONE else ""
        found[name] = mask(field.mask, text) if seen == FieldAccess.MASKED else text
    return found


@dataclass(frozen=True)
class ClockLine:
    """One clock in words, with the record it is for as far as the person may see that."""

    shown: ShownClock
    kind: str
    title: str


def clocks_in_words(clocks: list[Clock], user, *, now: datetime) -> list[ClockLine]:
    """Clocks with their records' names; one query per kind of record and service calendar.

    A record that the person may not see has no name here: to look after the system is no reason
    to read it.
    """
    titles: dict[tuple[str, int], str] = {}
    for kind in {clock.kind for clock in clocks}:
        ids = [clock.object_id for clock in clocks if clock.kind == kind]
        rows = visible_rows(model_of(kind), user).filter(pk__in=ids)
        titles |= {(kind, row.pk): str(row) for row in rows}
    hours: dict = {}
    found = []
    for clock in clocks:
        if clock.calendar_id not in hours:
            hours[clock.calendar_id] = working_hours(clock.calendar)
        words = shown_clock(clock, hours[clock.calendar_id], now=now)
        title = titles.get((clock.kind, clock.object_id), "")
        found.append(ClockLine(words, label_of(clock.kind), title))
    return found
