"""Which definition applies, and who would decide."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone

from maizi.accounts.models import Appointment, Role, User
from maizi.accounts.queries import in_force, stand_in_of, superiors_of

from ..access import Subject, subject_of
from ..models import ApprovalCase, ApprovalDefinition, Seat
from ..rules import Definition, Known, Missing, Places, Step, fits, read_definition, seated
from ..terms import OPEN_STATES, ApproverSort, CaseState, GrantState, SeatState

MOST_CANDIDATES = 200


@dataclass(frozen=True)
class Found:
    """A stored definition that applies, read."""

    row: ApprovalDefinition
    definition: Definition


def definition_for(subject: Subject, facts: Mapping[str, object]) -> Found | None:
    """The first active definition whose conditions hold. One query."""
    rows = ApprovalDefinition.objects.filter(subject=subject.code, is_active=True)
    for row in rows.order_by("position", "id"):
        definition = read_definition(row.conditions, row.steps)
        if fits(definition.conditions, facts):
            return Found(row, definition)
    return None


def open_case(kind: str, object_id: int, *, subject: str = "") -> ApprovalCase | None:
    """The case about a record that is still on its way."""
    rows = ApprovalCase.objects.filter(kind=kind, object_id=object_id, state__in=OPEN_STATES)
    return (rows.filter(subject=subject) if subject else rows).first()


def steps_of(case: ApprovalCase) -> tuple[Step, ...]:
    """The steps the case was submitted with."""
    return read_definition([], case.steps).steps


def asked_in(step_id: int) -> list[User]:
    """The people whose turn it is in a step. One query."""
    seats = Seat.objects.filter(step=step_id, state=SeatState.OPEN).select_related("person")
    return [seat.person for seat in seats]


def stand_ins_of(people: Iterable[User]) -> list[User]:
    """Who stands in today for any of these people (M-6); one query each."""
    today = timezone.localdate()
    found = (stand_in_of(person, today=today) for person in people)
    return [person for person in found if person is not None]


def open_cases_of(row) -> dict:
    """The condition for the cases about a record that are on their way or wait to take effect."""
    return {
        "kind": row._meta.label_lower, "object_id": row.pk,
        "state__in": (*OPEN_STATES, CaseState.APPROVED), "applied_at": None,
        "grant__in": (GrantState.NONE, GrantState.OPEN),
    }  # fmt: skip


def places_for(
    applicant: User, steps: Iterable[Step], chosen: Mapping[int, list[int]],
    barred: frozenset[int] = frozenset(),
) -> Places:  # fmt: skip
    """Where everybody stands whom these steps may name; two queries and one per superior."""
    approvers = [approver for step in steps for approver in step.approvers]
    roles = {approver.role for approver in approvers if approver.role}
    named = {approver.person_id for approver in approvers if approver.person_id}
    named |= {id_ for ids in chosen.values() for id_ in ids}
    today, holders = timezone.localdate(), {}
    posts = Appointment.objects.filter(
        in_force(today), role__code__in=roles, user__is_active=True
    ).order_by("user__sort_name", "user_id")
    for role, person, path in posts.values_list("role__code", "user_id", "unit__path"):
        holders.setdefault(role, []).append((person, path))
    active = User.objects.filter(pk__in=named, is_active=True)
    return Places(
        applicant.pk,
        applicant.unit.path,
        tuple(above.pk for above in superiors_of(applicant) if above.is_active),
        {role: tuple(posts) for role, posts in holders.items()},
        frozenset(active.values_list("pk", flat=True)),
        barred,
    )


def dry_run(
    definition: Definition, applicant: User, *, chosen: Mapping[int, list[int]] | None = None
) -> list[tuple[Step, list[User] | Missing]]:
    """Who would be asked at each step if this person asked; nothing is written."""
    chosen = chosen or {}
    places = places_for(applicant, definition.steps, chosen)
    found = [
        (step, seated(step, places, chosen.get(number, ())))
        for number, step in enumerate(definition.steps, start=1)
    ]
    ids = {id_ for _, people in found if not isinstance(people, Missing) for id_ in people}
    people = User.objects.select_related("unit").in_bulk(ids)
    return [
        (step, seats if isinstance(seats, Missing) else [people[id_] for id_ in seats])
        for step, seats in found
    ]


def known_for(subject_code: str) -> Known:
    """What a definition of this kind of request may refer to. Two queries."""
    posts = Appointment.objects.filter(in_force(timezone.localdate()), user__is_active=True)
    holders = Counter(role for role, _ in posts.values_list("role__code", "user_id").distinct())
    people = User.objects.filter(is_active=True).values_list("pk", flat=True)
    fields = {field.code: field for field in subject_of(subject_code).fields}
    return Known(fields, holders, frozenset(people))


def role_choices() -> list[tuple[str, str]]:
    """Code and name of every role. One query."""
    return list(Role.objects.values_list("code", "name"))


def choices_for(subject_code: str, row, payload: dict) -> dict[int, tuple[str, list[User]]]:
    """Step number -> its name and the people the applicant may choose from, where he chooses."""
    subject, choices = subject_of(subject_code), {}
    found = definition_for(subject, subject.facts(row, payload))
    for number, step in enumerate(found.definition.steps if found else (), start=1):
        for approver in step.approvers:
            if approver.sort == ApproverSort.CHOICE:
                choices[number] = step.name, list(_candidates(approver.role)[:MOST_CANDIDATES])
    return choices


def _candidates(role: str):
    people = User.objects.filter(is_active=True)
    if not role:
        return people
    posts = Appointment.objects.filter(in_force(timezone.localdate()), role__code=role)
    return people.filter(pk__in=posts.values("user"))
