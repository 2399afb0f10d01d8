"""The row of the catalogue for a kind of goods, in the version of a day (F-31)."""

from datetime import date

from django.db.models import Q

from maizi.fields.queries import parameter

from ..models import CatalogueRow, Unit
from ..rules.catalogue import in_force, parts_in
from ..rules.facts import Rule
from ..terms import Kind


def rows_named(text: str) -> list[CatalogueRow]:
    """Every version of the kind of goods with this code or name. One query."""
    wanted = text.strip()
    if not wanted:
        return []
    return list(CatalogueRow.objects.filter(Q(code=wanted) | Q(name=wanted)))


def row_for(text: str, on: date) -> CatalogueRow | None:
    """The version in force on a day; None for goods outside the catalogue. One query.

    A version that is not active yet leaves the one before it in force.
    """
    rows = {row.since_on: row for row in rows_named(text) if row.is_active}
    day = in_force(rows, on)
    return rows[day] if day else None


def is_pending(text: str, on: date) -> bool:
    """Whether the catalogue names goods whose row the company has not completed yet. One query."""
    rows = rows_named(text)
    return any(row.since_on <= on for row in rows) and not any(row.is_active for row in rows)


def named_of(unit: Unit) -> str:
    """Which kind of goods a piece is: its own word, or that of its product."""
    return unit.catalogue or unit.product.sanbao_catalogue


def rule_of(row: CatalogueRow) -> Rule:
    """A stored row as the rules know it."""
    return Rule(
        row.code, row.name, Kind(row.kind), row.months or 0, row.part_months,
        row.rate_percent or 0, row.source, row.km, row.care_months, row.care_km, row.parts,
    )  # fmt: skip


def parts_of(row: CatalogueRow | None) -> list[str]:
    """The main parts of a row, one by one."""
    return parts_in(row.parts) if row else []


def is_confirmed() -> bool:
    """Whether the company had the catalogue looked at by counsel (F-3A, legal status)."""
    return bool(parameter("sanbao.confirmed"))
