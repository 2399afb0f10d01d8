"""Documents as their pages show them: lines with their rights, progress, money."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from maizi.accounts.access import group_access
from maizi.approvals.access import visible_cases
from maizi.approvals.models import ApprovalCase
from maizi.kernel.privacy import FieldAccess, FieldGroup

from .. import access
from ..models import Delivery, Invoice, Milestone, Order, OrderLine, Quote, Return
from ..terms import Happening

MOST_SHOWN = 200
STEPS = (
    Happening.CONFIRMED, Happening.PICKING, Happening.SHIPPED, Happening.SIGNED,
    Happening.COMPLETED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One station of an order on its way, with when it was first reached."""

    kind: Happening
    at: object = None


def lines_of(document: Quote | Order) -> list:
    """The lines with their products. One query."""
    return list(document.lines.select_related("product", "bundle"))


def versions_of(quote: Quote) -> list[Quote]:
    """All versions of an offer, the first first. One query."""
    rows = Quote.objects.filter(pk=quote.first_id) | Quote.objects.filter(root=quote.first_id)
    return list(rows.order_by("version"))


def margin_of(user, lines: list) -> Decimal | None:
    """What remains of the price over the known cost, for whoever may see costs; else None."""
    if group_access(user, FieldGroup.COST) < FieldAccess.READ:
        return None
    if not lines or any(line.product.cost_yuan is None for line in lines):
        return None
    cost = sum((line.product.cost_yuan * line.quantity for line in lines), Decimal(0))
    return sum((line.amount_yuan for line in lines), Decimal(0)) - cost


def case_about(user, row) -> ApprovalCase | None:
    """The latest request about a document that the person sees. One query."""
    rows = visible_cases(user).filter(kind=row._meta.label_lower, object_id=row.pk)
    return rows.order_by("-id").first()


def milestones_of(order: Order, *, is_public: bool = False) -> list[Milestone]:
    """What happened, the latest first; for the customer only what concerns him. One query."""
    rows = order.milestones.select_related("by").order_by("-at", "-id")
    return list((rows.filter(is_public=True) if is_public else rows)[:MOST_SHOWN])


def steps_of(milestones: list[Milestone]) -> list[Step]:
    """The stations of an order and when each was first reached."""
    first: dict[str, object] = {}
    for one in reversed(milestones):
        first.setdefault(one.kind, one.at)
    return [Step(kind, first.get(str(kind))) for kind in STEPS]


def deliveries_of(order: Order) -> QuerySet[Delivery]:
    """Deliveries of a visible order with what is in them."""
    rows = order.deliveries.select_related("warehouse").prefetch_related("lines__line")
    return rows.order_by("id")


def invoices_of(order: Order) -> QuerySet[Invoice]:
    """Invoices of a visible order."""
    return order.invoices.select_related("red_of").order_by("id")


def returns_of(order: Order) -> QuerySet[Return]:
    """Returns of a visible order."""
    return order.returns.order_by("id")


def returnable(line: OrderLine) -> Decimal:
    """Pieces the customer has of a line."""
    return line.delivered - line.returned


def written_by(user, run) -> list[tuple[str, str]]:
    """The first orders that an import brought in, as far as the person sees them. One query."""
    rows = access.visible_orders(user).filter(import_id=run.pk).order_by("id")
    return [(str(row), row.get_absolute_url()) for row in rows[:20]]
