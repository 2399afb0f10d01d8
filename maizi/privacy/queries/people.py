"""What the privacy card of a person shows, and who it may be that asks."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Model
from django.utils import timezone

from maizi.clocks.models import Clock

from ..access import Sought, person_kind, person_kinds
from ..models import Consent, ContactBlock, Hold, PersonLink, PersonRequest, SensitiveValue
from .keys import prints_of

MOST_SHOWN = 50
FEW = 20
TICK = timedelta(seconds=1)


@dataclass(frozen=True)
class Candidate:
    """One record that may be the person who asks."""

    kind: str
    label: str
    row: Model


def standing_blocks(subject: Model):
    """Wishes of a person that are in force, newest first."""
    kind = subject._meta.label_lower
    rows = ContactBlock.objects.filter(kind=kind, object_id=subject.pk, lifted_at=None)
    return rows.select_related("purpose", "by")


def consents_of(subject: Model):
    """Every answer of a person, newest first."""
    rows = Consent.objects.filter(kind=subject._meta.label_lower, object_id=subject.pk)
    return rows.select_related("purpose", "notice", "entered_by", "evidence")


def card_of(subject: Model) -> dict:
    """What the card says: answers, wishes, requests under way. Three queries."""
    kind = subject._meta.label_lower
    requests = PersonRequest.objects.filter(kind=kind, object_id=subject.pk)
    return {
        "kind": kind,
        "person": subject,
        "consents": list(consents_of(subject)[:MOST_SHOWN]),
        "blocks": list(standing_blocks(subject)[:MOST_SHOWN]),
        "requests": [r for r in requests[:FEW] if r.state in ("received", "verified")],
    }


def live_link(subject: Model, *, now: datetime | None = None) -> PersonLink | None:
    """The self-service address of a person that still works."""
    rows = PersonLink.objects.filter(kind=subject._meta.label_lower, object_id=subject.pk)
    return rows.filter(revoked_at=None, expires_at__gt=now or timezone.now()).first()


def linked_person(link: PersonLink) -> Model | None:
    """Whose page a link opens; None when his record is gone."""
    return person_kind(link.kind).model._default_manager.filter(pk=link.object_id).first()


def holds_of(kind: str, object_id: int):
    """Reasons why a person's information must stay, in force today."""
    today = timezone.localdate()
    rows = Hold.objects.filter(kind=kind, object_id=object_id, lifted_at=None)
    return [hold for hold in rows if hold.until is None or hold.until >= today]


def bound_ids(kind: str, ids: Collection[int]) -> set[int]:
    """Those whose record must not simply be deleted: somebody holds it back, or consents,
    requests or sealed values hang on it. Four queries."""
    found = {id_ for id_ in ids if holds_of(kind, id_)}
    for model in (Consent, PersonRequest, SensitiveValue):
        rows = model.objects.filter(kind=kind, object_id__in=list(ids))
        found.update(rows.values_list("object_id", flat=True))
    return found


def candidates(user, sought: Sought) -> list[Candidate]:
    """Who may be meant, by exact name, number or identity number; at most a few of each kind."""
    found = []
    for person in person_kinds():
        rows = person.find(sought) & person.visible(user) if sought.name or sought.number else None
        for row in rows[:FEW] if rows is not None else ():
            found.append(Candidate(person.kind, person.label, row))
        found += _by_identity(user, person, sought, {one.row.pk for one in found})
    return found


def _by_identity(user, person, sought: Sought, known: set[int]) -> list[Candidate]:
    prints = prints_of([sought.number]) if sought.number else []
    if not prints:
        return []
    ids = SensitiveValue.objects.filter(kind=person.kind, print__in=prints)
    ids = set(ids.values_list("object_id", flat=True)) - known
    rows = person.visible(user).filter(pk__in=ids)[:FEW] if ids else ()
    return [Candidate(person.kind, person.label, row) for row in rows]


def with_deadlines(rows: list[PersonRequest]) -> list[tuple[PersonRequest, datetime | None]]:
    """Requests with the moment by which each must be answered. One query."""
    clocks = Clock.objects.filter(kind=PersonRequest._meta.label_lower,
                                  object_id__in=[row.pk for row in rows])  # fmt: skip
    due = {row: last_moment(at) for row, at in clocks.values_list("object_id", "due_at")}
    return [(row, due.get(row.pk)) for row in rows]


def last_moment(due_at: datetime) -> datetime:
    """The last moment in time: a deadline at 24:00 belongs to the day that ends."""
    return timezone.localtime(due_at) - TICK
