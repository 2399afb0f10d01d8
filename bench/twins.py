"""Twins: the check while typing, the whole archive, a large merge, and how right it is."""

import threading
import time
from collections.abc import Callable

from .ground import settled
from .labelled import PEOPLE, SHORT_NAMES, companies, people
from .measure import Timing, timed

Row = tuple[Timing, Timing | None, float | None]
CHILDREN = 10_000
MERGED = 10
BLOCKING = (
    "SELECT count(*) FROM customers_matchkey a JOIN customers_matchkey b"
    " ON a.key = b.key AND a.customer_id < b.customer_id WHERE a.key IN"
    " (SELECT key FROM customers_matchkey GROUP BY key HAVING count(*) BETWEEN 2 AND 50)"
)


def run(size: int) -> list[Row]:
    """(what we measure, the limit beside it, the ratio we aim at)."""
    filled = _fill_keys()
    rows = [(Timing("查重键：补齐", filled * 1000, filled * 1000, 0, "一次"), None, None)]
    return rows + _typing() + _swept() + _merged() + _labelled()


def _typing() -> list[Row]:
    """What the form asks at every pause of the typist, against one row by its key."""
    from maizi.customers.models import Customer, MatchKey
    from maizi.customers.queries import duplicates_of, typed_facts

    some = list(Customer.objects.order_by("id").values("name", "mobile")[:4_000:50])
    keys = list(MatchKey.objects.order_by("id").values_list("key", flat=True)[:4_000:50])

    def typed(number: int) -> None:
        row = some[number % len(some)]
        text = row["name"][: 4 + number % 6] if number % 2 else row["name"]
        duplicates_of(typed_facts({"name": text, "mobile": row["mobile"]}))

    bare = timed(
        "一个键，裸 SQL", work=lambda n: list(MatchKey.objects.filter(key=keys[n % 80])[:50]),
        times=200,
    )  # fmt: skip
    check = timed("边填边查重", work=typed, times=400, note="目标 p95 ≤ 50 ms")
    return [(check, bare, None)]


def _swept() -> list[Row]:
    """The whole archive (the size the bench runs with), against SQL that only counts the pairs."""
    from django.db import connection

    from maizi.customers.actions import sweeping
    from maizi.customers.models import Customer, TwinPair
    from maizi.jobs.actions import Run, enqueue

    TwinPair.objects.all().delete()
    with connection.cursor() as cursor:
        count, bare = _once(lambda: _counted(cursor))
    job = enqueue(sweeping.SWEEP, by=None)
    job.state = "running"
    job.save(update_fields=["state"])
    result, seconds = _once(lambda: sweeping.sweep(Run(job, leaving=threading.Event())))
    job.state = "done"
    job.save(update_fields=["state"])
    rate = result["compared"] / max(seconds, 0.001)
    note = f"{Customer.objects.count():,} 个客户，{result['compared']:,} 对，{rate:,.0f} 对/s"
    limit = Timing("数出成对，裸 SQL", bare * 1000, bare * 1000, 0, f"{count:,} 对")
    return [(Timing("全库查重", seconds * 1000, seconds * 1000, 0, note), limit, None)]


def _counted(cursor) -> int:
    cursor.execute(BLOCKING)
    return cursor.fetchone()[0]


def _merged() -> list[Row]:
    """Ten customers with ten thousand follow-ups into one, against the bare UPDATE of those."""
    from maizi.accounts.models import User
    from maizi.customers import actions
    from maizi.customers.models import Activity

    boss = User.objects.get(username="boss")
    rows = _with_children(boss)
    ids = [row.pk for row in rows]
    own = list(Activity.objects.filter(customer__in=ids[1:]).values_list("pk", "customer_id"))
    others = Activity.objects.filter(customer__in=ids[1:])
    _, bare = _once(lambda: others.update(customer=ids[0]))
    for former in ids[1:]:
        pks = [pk for pk, customer in own if customer == former]
        for start in range(0, len(pks), 900):
            Activity.objects.filter(pk__in=pks[start : start + 900]).update(customer=former)
    settled()
    wish = actions.Wish(ids, ids[0], reason="基准")
    made, seconds = _once(lambda: actions.merge(wish, by=boss))
    _, back = _once(lambda: actions.unmerge(made, by=boss))
    Activity.objects.filter(customer__in=ids).delete()
    note = f"{MERGED} 个客户，{len(own):,} 条跟进"
    limit = Timing("裸 UPDATE", bare * 1000, bare * 1000, 0)
    return [
        (Timing("合并", seconds * 1000, seconds * 1000, 0, note), limit, None),
        (Timing("撤销合并", back * 1000, back * 1000, 0, note), limit, None),
    ]


def _with_children(boss) -> list:
    from django.utils import timezone

    from maizi.customers.models import Activity, Customer

    rows = list(Customer.objects.filter(party_type="enterprise").order_by("-id")[:MERGED])
    now = timezone.now()
    Activity.objects.bulk_create(
        (
            Activity(customer=rows[n % MERGED], author=boss, at=now, content=f"跟进 {n}")
            for n in range(CHILDREN)
        ),
        batch_size=1_000,
    )
    return rows


def _labelled() -> list[Row]:
    """Precision and recall as notes; the time is that of the whole set."""
    if not (SHORT_NAMES.exists() and PEOPLE.exists()):
        return [(Timing("标注集：没有 ../shared/data，未测", 0, 0, 0), None, None)]
    found = []
    for measure in (companies, people):
        score, seconds = _once(measure)
        found.append((Timing("标注集", seconds * 1000, seconds * 1000, 0, str(score)), None, None))
    return found


def _fill_keys() -> float:
    """Keys of customers that the ground made without them; seconds."""
    from django.db import connection

    from maizi.customers.actions.matching import refresh_keys
    from maizi.customers.models import Customer, MatchKey

    started = time.perf_counter()
    ids = list(
        Customer.objects.exclude(pk__in=MatchKey.objects.values("customer")).values_list(
            "pk", flat=True
        )
    )
    for start in range(0, len(ids), 2_000):
        refresh_keys((), new=ids[start : start + 2_000])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return time.perf_counter() - started


def _once(work: Callable):
    started = time.perf_counter()
    return work(), time.perf_counter() - started
