"""May we reach somebody: facts from the ledger, the decision from the rule (N-1, N-3)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from maizi.fields.queries import parameter

from ..access import person_kind
from ..models import BlockedNumber, Consent, ContactBlock, Purpose
from ..rules import Aim, Block, Leave, Ruling, ask_again_at, decide_contact, declines
from ..terms import PUSH, Answer, Way
from .keys import prints_of


@dataclass
class Facts:
    """What is known of one person about being reached."""

    leaves: list[Leave] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)


def may_contact(subject, way: Way, purpose: str, *, now: datetime) -> Ruling:
    """Whether this person may be reached in this way for this purpose now. Five queries.

    subject  a record of a declared kind of person
    purpose  code of a purpose of the register
    """
    kind = subject._meta.label_lower
    return contact_rulings(kind, ids=[subject.pk], way=way, purpose=purpose, now=now)[subject.pk]


def contact_rulings(
    kind: str, *, ids: Iterable[int], way: Way, purpose: str, now: datetime
) -> dict[int, Ruling]:
    """The same of many people at once: id -> ruling. Five queries, however many."""
    ids = list(ids)
    row = Purpose.objects.filter(code=purpose).first()
    aim = Aim(row.code, row.needs_consent, row.is_active) if row else None
    facts = facts_of(kind, ids, purpose=row)
    return {
        id_: decide_contact(
            aim, way=way, leaves=facts[id_].leaves, blocks=facts[id_].blocks, now=now
        )
        for id_ in ids
    }  # fmt: skip


def declining(kind: str, ids: Iterable[int], purpose: str, *, now: datetime) -> set[int]:
    """Who of these said no to a purpose; whoever kept silent is not among them. Five queries."""
    ids = list(ids)
    row = Purpose.objects.filter(code=purpose).first()
    facts = facts_of(kind, ids, purpose=row)
    return {
        id_ for id_ in ids
        if declines(purpose, leaves=facts[id_].leaves, blocks=facts[id_].blocks, now=now)
    }  # fmt: skip


def push_to_refuse(subject, *, now: datetime) -> Purpose | None:
    """The purpose of personal offers, while the person has not said no to it (PIPL 24)."""
    purpose = Purpose.objects.filter(code=PUSH, is_active=True).first()
    if purpose is None or declining(subject._meta.label_lower, [subject.pk], PUSH, now=now):
        return None
    return purpose


def ask_again_moment(subject, purpose: Purpose) -> datetime | None:
    """When the person may be asked again about a purpose; None: at once. Five queries."""
    facts = facts_of(subject._meta.label_lower, [subject.pk], purpose=purpose)[subject.pk]
    about = [b for b in facts.blocks if b.purpose in ("", purpose.code)]
    return ask_again_at(
        leaves=facts.leaves, blocks=about, quiet_days=int(parameter("privacy.quiet_days"))
    )


def facts_of(kind: str, ids: list[int], *, purpose: Purpose | None) -> Mapping[int, Facts]:
    """Answers for a purpose and wishes in force, also those kept by number alone."""
    found: dict[int, Facts] = defaultdict(Facts)
    consents = Consent.objects.filter(kind=kind, object_id__in=ids, purpose=purpose)
    for row in consents:
        found[row.object_id].leaves.append(
            Leave(row.given_at, row.answer == Answer.GIVEN, row.withdrawn_at, frozenset(row.ways))
        )
    standing = ContactBlock.objects.filter(lifted_at=None).select_related("purpose")
    for row in standing.filter(kind=kind, object_id__in=ids):
        found[row.object_id].blocks.append(_block(row))
    for id_, block in _by_number(kind, ids):
        found[id_].blocks.append(block)
    return found


def _by_number(kind: str, ids: list[int]) -> Iterable[tuple[int, Block]]:
    """Wishes of whoever had one of these numbers before: merged, deleted or imported again."""
    pairs = [
        (id_, way, number)
        for id_, numbers in person_kind(kind).numbers(ids).items() for way, number in numbers
    ]  # fmt: skip
    prints = prints_of([number for _id, _way, number in pairs])
    if not prints:
        return
    rows = BlockedNumber.objects.filter(print__in=set(prints), block__lifted_at=None)
    by_print = defaultdict(list)
    for row in rows.select_related("block__purpose"):
        by_print[row.print].append(row.block)
    for (id_, _way, _number), print_ in zip(pairs, prints, strict=True):
        for block in by_print.get(print_, ()):
            yield id_, _block(block)


def _block(row: ContactBlock) -> Block:
    return Block(row.since, row.way, row.purpose.code if row.purpose else "", row.is_total)
