"""Targets of a year as a grid: one row for each person or unit, one column for each span."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from maizi.accounts.models import OrgUnit, User

from .. import access
from ..models import Target
from ..rules.spans import parts_of
from ..terms import Measure, Span


@dataclass(frozen=True, slots=True)
class Grid:
    """What the grid is about: a year of one measure, for people or units."""

    year: int
    span: Span
    measure: Measure
    by_unit: bool = False
    product_id: int | None = None
    category_id: int | None = None

    @property
    def columns(self) -> list[date]:
        """First day of each column."""
        return parts_of(date(self.year, 1, 1), Span.YEAR, self.span)


@dataclass(slots=True)
class GridRow:
    """One row: whose targets, as texts in the order of the columns."""

    subject: User | OrgUnit
    cells: list[str]
    errors: list[str] = field(default_factory=list)
    total: Decimal = Decimal(0)


def grid_of(user, grid: Grid) -> list[GridRow]:
    """The rows somebody may set, with what is set. Two queries."""
    subjects = subjects_of(user, grid)
    name = "unit" if grid.by_unit else "person"
    rows = Target.objects.filter(
        measure=grid.measure, span=grid.span, starts_on__in=grid.columns,
        category=grid.category_id, product=grid.product_id,
        **{f"{name}__in": [s.pk for s in subjects]},
    )  # fmt: skip
    known = {(id_, day): amount for id_, day, amount in rows.values_list(name, "starts_on",
                                                                         "amount")}  # fmt: skip
    found = []
    for subject in subjects:
        amounts = [known.get((subject.pk, day)) for day in grid.columns]
        cells = ["" if a is None else f"{a.normalize():f}" for a in amounts]
        found.append(GridRow(subject, cells, total=sum((a for a in amounts if a), Decimal(0))))
    return found


def subjects_of(user, grid: Grid) -> list[User | OrgUnit]:
    """People or units whose targets somebody may set, in the order of the tree. One query."""
    if grid.by_unit:
        return list(access.visible_units(user, "set").order_by("path"))
    people = access.visible_people(user, "set").select_related("unit")
    return list(people.order_by("unit__path", "sort_name", "pk"))


def names_in(user, grid: Grid) -> dict[str, User | OrgUnit | None]:
    """Name or user name -> whose it is; None where two have it. One query."""
    found: dict[str, User | OrgUnit | None] = {}
    for subject in subjects_of(user, grid):
        for name in {subject.name, getattr(subject, "username", subject.name)}:
            found[name] = None if name in found else subject
    return found
