"""Classification of all customers by ten rules, against the same sorting in bare SQL."""

import time
from collections.abc import Callable

from .ground import settled
from .measure import Timing

TIMES = 3
AIM = 4
INDUSTRIES = (
    "manufacturing", "trade", "construction", "software", "transport", "catering", "health",
    "education", "finance",
)  # fmt: skip
BARE_INSERT = """
    INSERT INTO bench_classes
    SELECT id, 1, CASE
           WHEN industry = 'manufacturing' AND lifecycle <> 'disqualified' THEN 1
           WHEN industry = 'trade' AND lifecycle <> 'disqualified' THEN 2
           WHEN industry = 'construction' AND lifecycle <> 'disqualified' THEN 3
           WHEN industry = 'software' AND lifecycle <> 'disqualified' THEN 4
           WHEN industry = 'transport' AND lifecycle <> 'disqualified' THEN 5
           WHEN industry = 'catering' AND lifecycle <> 'disqualified' THEN 6
           WHEN industry = 'health' AND lifecycle <> 'disqualified' THEN 7
           WHEN industry = 'education' AND lifecycle <> 'disqualified' THEN 8
           WHEN industry = 'finance' AND lifecycle <> 'disqualified' THEN 9
           ELSE 10 END
    FROM customers_customer
"""
BARE_COUNT = """
    SELECT CASE
           WHEN industry = 'manufacturing' AND lifecycle <> 'disqualified' THEN 1
           WHEN industry = 'trade' AND lifecycle <> 'disqualified' THEN 2
           WHEN industry = 'construction' AND lifecycle <> 'disqualified' THEN 3
           WHEN industry = 'software' AND lifecycle <> 'disqualified' THEN 4
           WHEN industry = 'transport' AND lifecycle <> 'disqualified' THEN 5
           WHEN industry = 'catering' AND lifecycle <> 'disqualified' THEN 6
           WHEN industry = 'health' AND lifecycle <> 'disqualified' THEN 7
           WHEN industry = 'education' AND lifecycle <> 'disqualified' THEN 8
           WHEN industry = 'finance' AND lifecycle <> 'disqualified' THEN 9
           ELSE 10 END, count(*)
    FROM customers_customer GROUP BY 1
"""
Row = tuple[Timing, Timing | None, float | None]


def run(size: int) -> list[Row]:
    """From nobody in a class to everybody; the nightly run when nothing moves; the dry run."""
    from django.utils import timezone

    from maizi.customers.actions import reclassify_all
    from maizi.customers.models import ClassMembership, Customer
    from maizi.customers.queries import classes as reading

    scheme, drafts = _scheme()
    today = timezone.localdate()
    bare = _timed("裸 SQL：分类并写入一张表", _bare_insert, before=_bare_table)
    seen = _timed("裸 SQL：只算不写", _bare_count)

    def forget() -> None:
        ClassMembership.objects.filter(scheme=scheme).delete()

    whole = _timed("十条规则，全部重新归类", lambda: reclassify_all(scheme, by=None), before=forget)
    settled()  # by night the database has done so
    night = _timed("十条规则，没有变化的夜里", lambda: reclassify_all(scheme, by=None))
    tried = _timed("保存前试算", lambda: reading.tried(drafts, today=today))
    everybody = Customer.objects.count()  # other parts have made some more
    assert ClassMembership.objects.filter(scheme=scheme).count() == everybody >= size
    _clear(scheme)
    return [(whole, bare, AIM), (night, seen, AIM), (tried, seen, None)]


def _scheme():
    from maizi.customers import actions
    from maizi.customers.models import ClassScheme
    from maizi.customers.queries.classes import ClassDraft

    ClassScheme.objects.filter(name="基准").delete()
    drafts = [
        ClassDraft(f"类{n}", {"all": [f"industry.in.{word}", "lifecycle.not_in.disqualified"]})
        for n, word in enumerate(INDUSTRIES)
    ]
    drafts.append(ClassDraft("其他", None))
    scheme = actions.save_scheme(ClassScheme(name="基准"), drafts=drafts, by=None)
    return scheme, drafts


def _bare_table() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_classes")
        cursor.execute(
            "CREATE TABLE bench_classes (customer bigint PRIMARY KEY, scheme bigint, cls bigint)"
        )
        cursor.execute("CREATE INDEX bench_of_class ON bench_classes (cls, customer)")


def _bare_insert() -> None:
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(BARE_INSERT)


def _bare_count() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(BARE_COUNT)
        cursor.fetchall()


def _clear(scheme) -> None:
    from django.db import connection

    from maizi.jobs.models import Job

    scheme.delete()
    Job.objects.filter(kind="customers.classify").delete()
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE bench_classes")
    settled()


def _timed(name: str, work: Callable, before: Callable = lambda: None) -> Timing:
    walls, busy = [], 0.0
    for _ in range(TIMES):
        before()
        began, cpu = time.perf_counter(), time.process_time()
        work()
        walls.append((time.perf_counter() - began) * 1000)
        busy += (time.process_time() - cpu) * 1000
    walls.sort()
    return Timing(name, walls[len(walls) // 2], walls[-1], busy / TIMES)
