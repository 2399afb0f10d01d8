"""What the page of a count shows."""

from django.db.models import Count, F, Q

from maizi.approvals.queries import open_case

from ..models import CountLine, StockCount

MOST_SHOWN = 500


def count_lines(row: StockCount, *, only: str = "") -> list[CountLine]:
    """Lines in the order of the shelves, or only those not counted, or those that differ.

    One query.
    """
    rows = row.lines.select_related("product", "bin", "batch")
    if only == "left":
        rows = rows.filter(found=None)
    if only == "different":
        rows = rows.exclude(found=None).exclude(found=F("book"))
    return list(rows.order_by("bin__code", "product__sort_name", "batch__no", "id")[:MOST_SHOWN])


def count_totals(row: StockCount) -> dict[str, int]:
    """How many lines there are, are left, differ. One query."""
    return row.lines.aggregate(
        every=Count("pk"), left=Count("pk", filter=Q(found=None)),
        different=Count("pk", filter=Q(found__isnull=False) & ~Q(found=F("book"))),
    )  # fmt: skip


def is_asked(row: StockCount) -> bool:
    """Whether somebody still decides about its differences. One query."""
    return open_case(row._meta.label_lower, row.pk, subject="stock.count") is not None
