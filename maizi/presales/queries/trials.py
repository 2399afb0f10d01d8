"""What the page of a trial shows, and how many trials sell (F-1)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils import timezone

from maizi.customers.access import visible_customers
from maizi.development.access import visible_opportunities
from maizi.sales.access import may as may_order
from maizi.sales.access import visible_orders
from maizi.stock.access import visible_documents

from .. import access
from ..models import Trial
from ..rules.trials import MOVES, Tally
from ..terms import ENDED, RUNNING, TrialState

MOST_SHOWN = 100
ORDER = ("hand", "buy", "return", "hear", "extend", "lose", "cancel")


@dataclass(frozen=True, slots=True)
class Rate:
    """How the trials of one product, or of one colleague, came out."""

    id: int
    name: str
    tally: Tally


def trial_shown(user, row: Trial) -> dict:
    """A trial with its course; orders and documents where the person may open them. Six queries."""
    today = timezone.localdate()
    documents = (row.out_document_id, row.back_document_id)
    return {
        "row": row, "today": today, "is_out": row.state == TrialState.OUT,
        "is_late": row.state == TrialState.OUT and row.due_on < today,
        "verbs": [verb for verb in ORDER if verb in MOVES and access.may_trial(user, verb, row)],
        "entries": list(row.entries.select_related("by")[:MOST_SHOWN]),
        "documents": list(visible_documents(user).filter(pk__in=documents).order_by("id")),
        "sees_order": visible_orders(user).filter(pk=row.order_id).exists(),
        "sees_deal": visible_opportunities(user).filter(pk=row.opportunity_id).exists(),
        "may_order": may_order(user, "add"),
        "sees_customer": visible_customers(user).filter(pk=row.customer_id).exists(),
    }  # fmt: skip


def rates(user, since: date, until: date) -> tuple[list[Rate], list[Rate], Tally]:
    """Trials lent in a period by product and by colleague, most first; all together. Two queries.

    Cancelled ones are left out. A trial sold when an order came of it.
    """
    rows = access.visible_trials(user).filter(lent_on__range=(since, until))
    products = _counted(rows, "product", "product__name")
    people = _counted(rows, "owner", "owner__name")
    return products[:MOST_SHOWN], people[:MOST_SHOWN], sum((r.tally for r in people), Tally())


def _counted(rows, key: str, name: str) -> list[Rate]:
    sold = Q(state__in=ENDED, order__isnull=False)
    found = rows.order_by().values_list(key, name).annotate(
        running=Count("pk", filter=Q(state__in=RUNNING)), sold=Count("pk", filter=sold),
        ended=Count("pk", filter=Q(state__in=ENDED)),
    )  # fmt: skip
    made = [
        Rate(id_, label, Tally(running, ended - sold, sold))
        for id_, label, running, sold, ended in found if running or ended
    ]  # fmt: skip
    return sorted(made, key=lambda r: (-r.tally.ended, -r.tally.running, r.name))
