"""What a leaver looked at and took out in his last weeks, from the history (C-70)."""

from datetime import datetime, timedelta

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from maizi.accounts.models import User
from maizi.fields.queries import parameter
from maizi.history.models import HistoryEntry
from maizi.history.terms import Verb
from maizi.inbox.access import hidden

LOOKS = (Verb.VIEW, Verb.REVEAL, Verb.EXPORT, Verb.PRINT)


def looks_of(person: User, *, now: datetime) -> QuerySet[HistoryEntry]:
    """Views, revealed numbers, exports and prints of the last days, newest first."""
    since = now - timedelta(days=int(parameter("handover.report_days")))
    return HistoryEntry.objects.filter(actor_id=person.pk, verb__in=LOOKS, at__gte=since)


def told_looks(user, rows: QuerySet[HistoryEntry], *, most: int) -> dict:
    """The newest of them in words and counts of each kind. Two queries, one for each kind."""
    entries = list(rows[:most])
    lost = hidden(user, [e for e in entries if e.object_id])
    counts = dict(rows.order_by().values_list("verb").annotate(Count("pk")))
    return {
        "counts": [(Verb(code), counts.get(code, 0)) for code in LOOKS],
        "lines": [
            (e.at, Verb(e.verb).label, _title(e, lost), e.reason, _rows_of(e)) for e in entries
        ],
    }  # fmt: skip


def _title(entry: HistoryEntry, lost: set) -> str:
    return _("（不可见）") if (entry.kind, entry.object_id) in lost else entry.title


def _rows_of(entry: HistoryEntry) -> str:
    """How many rows an export took out."""
    found = entry.changes.get("行数")
    return str(found[1]) if found else ""
