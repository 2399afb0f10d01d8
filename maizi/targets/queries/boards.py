"""The board: target, achievement, gap, forecast and place of everybody in sight (I-11)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from maizi.accounts.models import OrgUnit, User
from maizi.catalog.models import Category, Product
from maizi.clocks.queries import working_calendar

from .. import access
from ..models import Target
from ..rules.achieving import Pace, Standing, ranked, target_of
from ..rules.spans import first_day, last_day
from ..terms import Measure, Span
from .sold import Which, achieved_by

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a board is about."""

    span: Span
    first: date
    measure: Measure
    by_unit: bool = False
    product_id: int | None = None
    category_id: int | None = None

    @property
    def last(self) -> date:
        """The last day."""
        return last_day(self.first, self.span)

    @property
    def which(self) -> Which:
        """The same as the sums take it."""
        return Which(self.first, self.last, self.product_id, self.category_id)


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One person or unit.

    is_summed  the target is the sum of shorter ones
    depth      of a unit in the tree, 0 at the top
    """

    subject: User | OrgUnit
    standing: Standing
    place: int
    is_summed: bool = False
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Board:
    """All rows, best first (units in the order of their tree), with the sum of people."""

    chosen: Chosen
    rows: tuple[BoardRow, ...]
    total: Standing
    pace: Pace


def board_of(user, chosen: Chosen, *, today: date) -> Board:
    """The board as somebody sees it. Seven queries at most."""
    pace = pace_of(chosen, today)
    subjects, achieved = _subjects(user, chosen)
    targets = _targets(chosen, [s.pk for s in subjects])
    found = []
    for subject in subjects:
        amounts = targets.get(subject.pk, {})
        target, is_summed = target_of(amounts, chosen.span, chosen.first)
        done = achieved.get(subject.pk, ZERO)
        if target is None and not done and not chosen.by_unit:
            continue
        found.append((subject, Standing(target, done, pace), is_summed))
    places = ranked({s.pk: _worth(standing) for s, standing, _ in found})
    rows = [
        BoardRow(s, standing, places[s.pk], is_summed, getattr(s, "path", "//").count("/") - 2)
        for s, standing, is_summed in found
    ]
    if not chosen.by_unit:
        rows.sort(key=lambda row: (row.place, row.subject.name))
    return Board(chosen, tuple(rows), _total(rows, chosen, pace), pace)


def _worth(standing: Standing) -> Decimal | None:
    """By achievement where there is a target, else last."""
    return standing.achievement


def _total(rows: list[BoardRow], chosen: Chosen, pace: Pace) -> Standing:
    """All people together, or the topmost units, which have the others inside."""
    top = min((row.depth for row in rows), default=0)
    counted = [row for row in rows if not chosen.by_unit or row.depth == top]
    targets = [r.standing.target for r in counted if r.standing.target is not None]
    done = sum((row.standing.achieved for row in counted), ZERO)
    return Standing(sum(targets, ZERO) if targets else None, done, pace)


def _subjects(user, chosen: Chosen) -> tuple[list, dict[int, Decimal]]:
    if not chosen.by_unit:
        people = list(access.visible_people(user).order_by("unit__path", "sort_name"))
        return people, achieved_by(chosen.measure, chosen.which)
    units = list(access.visible_units(user).order_by("path"))
    own = achieved_by(chosen.measure, chosen.which, by_unit=True)
    return units, summed_up(own)


def summed_up(own: dict[int, Decimal]) -> dict[int, Decimal]:
    """Unit id -> what it and everything below it achieved. One query."""
    found: dict[int, Decimal] = defaultdict(lambda: ZERO)
    paths = dict(OrgUnit.objects.filter(pk__in=own).values_list("pk", "path"))
    for id_, amount in own.items():
        for step in paths.get(id_, "").strip("/").split("/"):
            if step:
                found[int(step)] += amount
    return found


def _targets(chosen: Chosen, ids: list[int]) -> dict[int, dict]:
    """Subject id -> (span, first day) -> amount, of the span and what lies inside. One query."""
    name = "unit" if chosen.by_unit else "person"
    rows = Target.objects.filter(
        measure=chosen.measure, category=chosen.category_id, product=chosen.product_id,
        starts_on__range=(first_day(chosen.first, chosen.span), chosen.last),
        **{f"{name}__in": ids},
    )  # fmt: skip
    found: dict[int, dict] = defaultdict(dict)
    for id_, span, first, amount in rows.values_list(name, "span", "starts_on", "amount"):
        found[id_][Span(span), first] = amount
    return found


def pace_of(chosen: Chosen, today: date) -> Pace:
    """Working days that have passed, and all of them, by the company's calendar."""
    calendar = working_calendar()
    days = (chosen.last - chosen.first).days + 1
    work = [d for n in range(days) if calendar.is_workday(d := chosen.first + timedelta(n))]
    return Pace(sum(day <= today for day in work), len(work))


def below(unit: OrgUnit) -> list[int]:
    """A unit and everything below it. One query."""
    return list(OrgUnit.objects.filter(path__startswith=unit.path).values_list("pk", flat=True))


def names_chosen(chosen) -> dict[str, str]:
    """What the product or category of a board or a grid is called. One query."""
    for name, model in (("product", Product), ("category", Category)):
        id_ = getattr(chosen, f"{name}_id")
        row = model.objects.filter(pk=id_).first() if id_ else None
        if row is not None:
            return {name: str(row)}
    return {}
