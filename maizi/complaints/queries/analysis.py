"""Where complaints come from: Pareto, cross table, effect of improvements (E-9)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from maizi.accounts.models import OrgUnit
from maizi.catalog.models import Product
from maizi.fields.queries import parameter
from maizi.kernel.texts import N_

from .. import access
from ..models import Cause, Complaint, Improvement
from ..rules.numbers import Bar, pareto
from ..terms import Category
from .figures import Period, figures_of, rows_in

DIMENSIONS = {
    "category": N_("投诉类别"), "product": N_("商品"), "province": N_("地区"),
    "main_unit": N_("责任部门"), "main_cause": N_("原因"),
}  # fmt: skip
MODELS = {"product": Product, "main_unit": OrgUnit, "main_cause": Cause}
MOST_BARS, MOST_ROWS, MOST_COLUMNS, MONTHS = 12, 15, 8, 12
WIDTH, HEIGHT, EDGE = 640, 200, 24


@dataclass(frozen=True, slots=True)
class ShownBar:
    """One bar with its words, the list behind it, and its place in the drawing."""

    bar: Bar
    label: str
    address: str
    x: float = 0
    width: float = 0
    height: float = 0
    line_y: float = 0


@dataclass(frozen=True, slots=True)
class Cross:
    """Counts of one dimension against another; each cell is a count and its address."""

    columns: list[str]
    rows: list[tuple[str, list[tuple[int, str]], int]]


def counted(rows: QuerySet[Complaint], name: str) -> Counter:
    """How many there are of each value of a dimension. One query."""
    found = rows.order_by().values_list(name).annotate(count=Count("pk"))
    return Counter({key if key else None: count for key, count in found})


def pareto_of(user, period: Period, name: str) -> list[ShownBar]:
    """The bars of a dimension; those beyond the twelfth are added up. Two queries."""
    counts = counted(rows_in(user, period), name)
    words = labels_of(name, list(counts))
    bars, rest = pareto(counts), []
    if len(bars) > MOST_BARS:
        bars, rest = bars[: MOST_BARS - 1], bars[MOST_BARS - 1 :]
    found = [(bar, words[bar.key], list_address(period, {name: bar.key})) for bar in bars]
    if rest:
        share = sum((bar.share for bar in rest), Decimal(0))
        last = Bar(None, sum(bar.count for bar in rest), share, Decimal(1), False)
        found.append((last, _("其他 %d 项") % len(rest), list_address(period, {})))
    return drawn(found)


def drawn(found: list[tuple[Bar, str, str]]) -> list[ShownBar]:
    """The bars with their places: as high as counted, the line as high as cumulated."""
    most = max((bar.count for bar, _label, _address in found), default=1)
    step = (WIDTH - 2 * EDGE) / max(len(found), 1)
    room = HEIGHT - 2 * EDGE
    return [
        ShownBar(
            bar, label, address, x=round(EDGE + step * at + step * 0.12, 1),
            width=round(step * 0.76, 1), height=round(room * bar.count / most, 1),
            line_y=round(HEIGHT - EDGE - room * float(bar.cumulative), 1),
        )
        for at, (bar, label, address) in enumerate(found)
    ]  # fmt: skip


def cross_of(user, period: Period, down: str, across: str) -> Cross:
    """Counts of two dimensions, the largest rows and columns of each. Three queries."""
    rows = rows_in(user, period)
    found = rows.order_by().values_list(down, across).annotate(count=Count("pk"))
    cells = {(a or None, b or None): count for a, b, count in found}
    downs, acrosses = Counter(), Counter()
    for (a, b), count in cells.items():
        downs[a] += count
        acrosses[b] += count
    heads = [key for key, _count in acrosses.most_common(MOST_COLUMNS)]
    lines = [key for key, _count in downs.most_common(MOST_ROWS)]
    words_down, words_across = labels_of(down, lines), labels_of(across, heads)
    table = [
        (
            words_down[a],
            [(cells.get((a, b), 0), list_address(period, {down: a, across: b})) for b in heads],
            downs[a],
        )
        for a in lines
    ]  # fmt: skip
    return Cross([words_across[b] for b in heads], table)


def labels_of(name: str, keys: list) -> dict:
    """What the values of a dimension are called. One query at most."""
    found: dict = {None: _("（未填）")}
    if name in MODELS:
        rows = MODELS[name].objects.filter(pk__in=[key for key in keys if key])
        return found | {row.pk: str(row) for row in rows}
    if name == "category":
        return found | {str(term): str(term.label) for term in Category}
    return found | {key: key for key in keys if key}


def list_address(period: Period, chosen: dict) -> str:
    """The list of the complaints behind a number."""
    asked = [("bare", "1"), ("f", f"received_at.from.{period.since}"),
             ("f", f"received_at.to.{period.until}")]  # fmt: skip
    for name, key in chosen.items():
        if key is None:
            asked.append(("f", f"{name}.empty"))
        else:
            operator = "is" if name == "province" else "in"
            asked.append(("f", f"{name}.{operator}.{key}"))
    return f"{reverse('complaints:complaint_list')}?{urlencode(asked)}"


def months_before(user, until: date) -> list[tuple[str, int, str]]:
    """How many came in each of the twelve months up to a day: (month, count, list). One query."""
    first = until.replace(day=1)
    starts = [first]
    for _month in range(MONTHS - 1):
        first = (first - timedelta(days=1)).replace(day=1)
        starts.append(first)
    after = (until.replace(day=28) + timedelta(days=4)).replace(day=1)
    edges = [*reversed(starts), after]
    periods = [Period(a, b - timedelta(days=1)) for a, b in pairwise(edges)]
    whole = Period(periods[0].since, periods[-1].until)
    inside = [Q(received_at__gte=one.bounds[0], received_at__lt=one.bounds[1]) for one in periods]
    counts = (
        rows_in(user, whole)
        .order_by()
        .aggregate(**{f"m{n}": Count("pk", filter=month) for n, month in enumerate(inside)})
    )
    return [
        (f"{one.since:%Y-%m}", counts[f"m{n}"], list_address(one, {}))
        for n, one in enumerate(periods)
    ]


@dataclass(frozen=True, slots=True)
class Around:
    """A cause before and after an improvement, and whether the time of observation is over."""

    before: int
    after: int
    until: date
    is_over: bool
    sold_before: int | None
    sold_after: int | None
    before_address: str
    after_address: str


def effect_around(row: Improvement, *, today: date) -> Around:
    """Complaints of the cause in as many days before the measure as after it. Two queries.

    Counted in the whole company: a measure is judged by what it did, not by who looks.
    """
    days = timedelta(days=int(parameter("complaint.effect_days")))
    on = row.done_on
    old = Period(on - days, on - timedelta(days=1))
    new = Period(on + timedelta(days=1), on + days)
    counts = []
    for one in (old, new):
        first, after = one.bounds
        found = Complaint.objects.filter(
            main_cause=row.cause_id, received_at__gte=first, received_at__lt=after
        )
        counts.append(found.count())
    chosen = {"main_cause": row.cause_id}
    return Around(
        counts[0], counts[1], new.until, today > new.until,
        access.volume("orders", old.since, old.until),
        access.volume("orders", new.since, new.until),
        list_address(old, chosen), list_address(new, chosen),
    )  # fmt: skip


def numbers_kept(user, since: date, until: date) -> dict:
    """The numbers of a period as an analysis keeps them: figures and Pareto of each dimension."""
    period = Period(since, until)
    found = figures_of(user, period)
    figures = {
        name: None if (value := getattr(found, name)) is None else str(value)
        for name in found.__dataclass_fields__
    }
    bars = {
        name: [[b.label, b.bar.count, str(b.bar.share), str(b.bar.cumulative), b.bar.is_vital]
               for b in pareto_of(user, period, name)]
        for name in DIMENSIONS
    }  # fmt: skip
    return {"figures": figures, "pareto": bars}
