"""How customers went along the ladder: conversion, dwell time, the three fates (C-4)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import (
    Avg,
    Count,
    DurationField,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.customers.queries.sankey import Picture, drawn
from maizi.customers.terms import Lifecycle

from .. import access
from ..models import StageSpell
from ..rules.stages import fate_of
from ..terms import Fate

ORDER = tuple(Lifecycle)


@dataclass(frozen=True, slots=True)
class Conversion:
    """What became of those who entered a stage in a period.

    reached  how many came to a higher rung afterwards; lost: that stopped buying or were given up
    """

    stage: Lifecycle
    entered: int
    onward: Mapping[Lifecycle, int]
    staying: int

    @property
    def left(self) -> int:
        """How many have gone on, wherever to."""
        return self.entered - self.staying

    @property
    def onward_ratio(self) -> float | None:
        """The share that has gone on; None of nobody."""
        return self.left / self.entered if self.entered else None


@dataclass(frozen=True, slots=True)
class Dwell:
    """How long customers stand at a stage: those that have left it, and those still there."""

    stage: Lifecycle
    left: int
    left_days: int | None
    present: int
    present_days: int | None


def conversion_of(user, *, since: date, until: date) -> list[Conversion]:
    """For each stage who entered it in a period, and where his next step led. Two queries."""
    entered = _entered(user, since, until)
    rows = entered.order_by().values("stage").annotate(
        entered=Count("pk"), staying=Count("pk", filter=Q(until=None))
    )  # fmt: skip
    totals = {Lifecycle(r["stage"]): (r["entered"], r["staying"]) for r in rows}
    onward: dict[Lifecycle, Counter] = {}
    lasting = Q(customer__stage_spells__until=None) | Q(
        customer__stage_spells__until__gt=F("until")
    )
    steps = entered.filter(lasting, until__gt=F("since"), customer__stage_spells__since=F("until"))
    steps = steps.order_by().values("stage", "customer__stage_spells__stage")
    for row in steps.annotate(n=Count("pk")):
        to = Lifecycle(row["customer__stage_spells__stage"])
        onward.setdefault(Lifecycle(row["stage"]), Counter())[to] += row["n"]
    return [
        Conversion(stage, *_pair(totals[stage], dict(onward.get(stage, Counter()))))
        for stage in ORDER if stage in totals
    ]  # fmt: skip


def _pair(total: tuple[int, int], onward: dict) -> tuple[int, dict, int]:
    return total[0], onward, total[1]


def dwell_of(user, *, now: datetime) -> list[Dwell]:
    """Mean days at each stage, of ended and of running spells. One query."""
    lasted = ExpressionWrapper(
        Coalesce("until", Value(now)) - F("since"), output_field=DurationField()
    )
    ended = Q(until__isnull=False)
    rows = access.visible_spells(user).order_by().annotate(lasted=lasted).values("stage")
    rows = rows.annotate(
        left=Count("pk", filter=ended), left_for=Avg("lasted", filter=ended),
        present=Count("pk", filter=~ended), present_for=Avg("lasted", filter=~ended),
    )  # fmt: skip
    found = {Lifecycle(r["stage"]): r for r in rows}
    return [
        Dwell(s, found[s]["left"], _days(found[s]["left_for"]), found[s]["present"],
              _days(found[s]["present_for"]))
        for s in ORDER if s in found
    ]  # fmt: skip


def fates_between(user, *, since: date, until: date) -> Counter:
    """(stage at the start, fate) -> customers: what became of the grain. One query.

    Whoever came into the archive later starts as None.
    """
    start, end = _moment(since), _moment(until + timedelta(days=1))
    then = access.visible_spells(user).filter(_at(end))
    before = StageSpell.objects.filter(_at(start), customer=OuterRef("customer"))
    then = then.order_by().annotate(was=Subquery(before.values("stage")[:1]))
    found: Counter = Counter()
    for was, stage, count in then.values_list("was", "stage").annotate(n=Count("pk")):
        found[was and Lifecycle(was), fate_of(Lifecycle(stage))] += count
    return found


def picture_of(fates: Counter) -> Picture | None:
    """The fates as a picture; None of nobody."""
    stages = {stage: number for number, stage in enumerate(ORDER, 1)}
    ends = {fate: number for number, fate in enumerate(Fate, 1 + len(ORDER))}
    later = 1 + len(ORDER) + len(Fate)
    names = {number: str(stage.label) for stage, number in stages.items()}
    names |= {number: str(fate.label) for fate, number in ends.items()} | {later: _("后来建档")}
    flows = [(stages.get(was, later), ends[fate], n) for (was, fate), n in fates.items()]
    return drawn(flows, names)


def _at(moment: datetime) -> Q:
    """Spells that ran just before a moment."""
    return Q(since__lt=moment) & (Q(until=None) | Q(until__gte=moment))


def _entered(user, since: date, until: date) -> QuerySet[StageSpell]:
    return access.visible_spells(user).filter(
        since__gte=_moment(since), since__lt=_moment(until + timedelta(days=1))
    )


def _days(lasted: timedelta | None) -> int | None:
    return None if lasted is None else lasted.days


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
