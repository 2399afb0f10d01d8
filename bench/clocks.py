"""1,000 open clocks whose moments have come: in bulk, and one by one beside it."""

import time
from collections.abc import Callable
from datetime import timedelta

from .measure import Row, Timing

CLOCKS, TIMES, SLOW_TIMES = 1_000, 7, 3
AIM = 20
CODE = "bench.reply"


def run(size: int) -> list[Row]:
    """One by one against in bulk: a warning and a breach of each clock, history included."""
    from django.utils import timezone

    now = timezone.now()
    bulk = _timed("1,000 个时限成批推进", _in_bulk, now, times=TIMES)
    slow = _timed("1,000 个时限逐个推进", _one_by_one, now, times=SLOW_TIMES)
    idle = _timed("没有到期的：问一次", _look, now - timedelta(days=400), times=TIMES)
    _clear()
    faster = slow.p50 / bulk.p50
    noted = Timing(
        slow.name, slow.p50, slow.p95, slow.processor, f"成批快 {faster:.0f} 倍，目标 ≥ {AIM}"
    )
    return [(noted, bulk, None), (idle, None, None)]


def _in_bulk(now) -> None:
    from maizi.clocks.actions import advance

    taken = sum(iter(lambda: advance(now=now), 0))
    assert taken == CLOCKS, taken


def _one_by_one(now) -> None:
    """The same work, a transaction for each clock."""
    from django.db import transaction

    from maizi.clocks.actions.telling import tell
    from maizi.clocks.models import Clock

    for pk in list(Clock.objects.filter(next_at__lt=now).values_list("pk", flat=True)):
        with transaction.atomic():
            tell([Clock.objects.select_for_update().get(pk=pk)], now=now)


def _look(now) -> None:
    from maizi.clocks.queries import is_anything_due

    assert not is_anything_due(now)


def _timed(name: str, work: Callable, now, *, times: int) -> Timing:
    walls, busy = [], 0.0
    for _ in range(times):
        _clear()
        _fill()
        began, cpu = time.perf_counter(), time.process_time()
        work(now)
        walls.append((time.perf_counter() - began) * 1000)
        busy += (time.process_time() - cpu) * 1000
    walls.sort()
    return Timing(name, walls[len(walls) // 2], walls[-1], busy / times)


def _fill() -> None:
    """Clocks of an hour that began yesterday, one warning told, nobody has looked since."""
    from django.utils import timezone

    from maizi.clocks.models import Clock
    from maizi.customers.models import Customer

    began_at = timezone.now() - timedelta(days=1)
    warnings = [[p, (began_at + timedelta(minutes=p * 0.6)).isoformat()] for p in (50, 80)]
    ids = Customer.objects.order_by("id").values_list("pk", flat=True)[:CLOCKS]
    Clock.objects.bulk_create(
        Clock(
            code=CODE, kind="customers.customer", object_id=id_, counting="clock_time", minutes=60,
            on_breach="note", started_at=began_at, due_at=began_at + timedelta(hours=1),
            warnings=warnings, warned=1, next_at=warnings[1][1], paused=timedelta(),
        )
        for id_ in ids
    )  # fmt: skip


def _clear() -> None:
    from maizi.clocks.models import Clock, ClockEvent

    ClockEvent.objects.filter(clock__code=CODE).delete()
    Clock.objects.filter(code=CODE).delete()
