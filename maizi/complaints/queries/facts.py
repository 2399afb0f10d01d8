"""Facts of one complaint that decisions ask for."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from maizi.accounts.models import User
from maizi.clocks.queries import latest_clock

from ..models import Complaint
from ..rules.closing import Record
from ..rules.moves import is_settled
from ..terms import ENDED, Answer, RemedyState, Topic

SHORTEST_NAME = 2


def open_of(person: User) -> QuerySet[Complaint]:
    """The complaints somebody has in his hands."""
    return Complaint.objects.filter(owner=person).exclude(state__in=ENDED)


def answers_of(row: Complaint) -> list[tuple[datetime, Answer]]:
    """What the customer answered since the plan was carried out, oldest first. One query."""
    rows = row.entries.filter(topic=Topic.CONFIRM).exclude(answer="")
    if row.executed_at:
        rows = rows.filter(at__gte=row.executed_at)
    return [(at, Answer(answer)) for at, answer in rows.values_list("at", "answer")]


def record_of(row: Complaint) -> Record:
    """Which parts of the record are there (E-5). Four queries."""
    return Record(
        answered=row.answered_at is not None,
        appraised=bool(row.appraisal),
        findings=bool(row.findings),
        shares=row.shares.exists(),
        plan=bool(row.plan),
        told=row.told_at is not None,
        agreed=row.is_agreed is not None,
        result=bool(row.result),
        remedies_done=not row.remedies.filter(state=RemedyState.PLANNED).exists(),
        promises_done=not row.promises.filter(done_at=None).exists(),
        asked=is_settled(answers_of(row)),
        chance=row.has_chance is not None and (not row.has_chance or bool(row.chance)),
        regained=row.is_regained is not None,
    )


def remedy_names(row: Complaint) -> str:
    """The remedies in words: 换货、补偿 200 元."""
    return _("、").join(
        f"{one} ¥{one.amount_yuan}" if one.amount_yuan else str(one)
        for one in row.remedies.exclude(state=RemedyState.DROPPED)
    )


def names_in(row: Complaint) -> list[str]:
    """Names that a lesson may not contain: of the customer and of who complained."""
    names = [row.complainant, row.phone]
    if row.customer:
        names += [row.customer.name, row.customer.short_name]
    return [name for name in names if len(name) >= SHORTEST_NAME]


def had_clock(row: Complaint, code: str) -> bool:
    """Whether a clock of this kind ever ran. One query."""
    return latest_clock(row, code) is not None
