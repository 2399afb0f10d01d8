"""Keep what was found, and let people decide against the numbers (A-5, H-2)."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction

from maizi.care.actions import replan
from maizi.customers.models import Customer
from maizi.customers.terms import ValueClass
from maizi.history.actions import insert_rows, recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..models import Override, Placing, Run
from ..queries import VERSIONS, Asked, Found

MOST_KEPT = 200
MOST_SET = 200
LONGEST_DAYS = 731


@transaction.atomic
def keep_result(found: Found, asked: Asked, *, by) -> Run:
    """Store a result with its window, options, row count and version; the oldest beyond 200 goes.

    Raises Refused when the result is too thin to be compared with.
    """
    if found.is_thin:
        raise Refused(N_("数据太少，没有什么可保存的。请换一段时间再看。"))
    row = Run(
        code=found.code, version=VERSIONS[found.code], starts_on=asked.starts_on,
        ends_on=asked.ends_on, options=asked.options, says=found.says, by=by,
        row_count=len(found.lines),
        stats=[[stat.code, str(stat.label), _plain(stat.value), stat.sort] for stat in found.stats],
    )  # fmt: skip
    with recorded(row, Verb.CREATE, by=by):
        row.save()
    if found.placed:
        lines = (line for line in found.lines if line.id)
        places = ((row.pk, line.id, line.group[:16], line.amount) for line in lines)
        insert_rows(Placing, ("run", "customer", "place", "amount_yuan"), places)
    old = Run.objects.filter(by=by).order_by("-id").values_list("pk", flat=True)[MOST_KEPT:]
    Run.objects.filter(pk__in=list(old)).delete()
    return row


@transaction.atomic
def set_class(
    customers: Iterable[Customer], *, value_class: ValueClass, until: date, reason: str, by,
    today: date,
) -> int:  # fmt: skip
    """Set the value class of customers until a day; how many. A later one replaces an earlier.

    Raises Refused without a reason, without customers, and for a day that is past or too far.
    """
    people, reason = list(customers), " ".join(reason.split())[:200]
    if not people:
        raise Refused(N_("请至少勾选一个客户。"), field="pk")
    if len(people) > MOST_SET:
        raise Refused(N_("一次最多给 {most} 个客户定级。"), most=MOST_SET, field="pk")
    if not reason:
        raise Refused(N_("请写明为什么不按数字定级。"), field="reason")
    if not today <= until <= today + timedelta(LONGEST_DAYS):
        raise Refused(N_("有效期从今天起，最多两年。"), field="until")
    known = {row.customer_id: row for row in Override.objects.filter(customer__in=people)}
    for customer in people:
        row = known.get(customer.pk) or Override(customer=customer)
        with recorded(row, Verb.CREATE if row._state.adding else Verb.CHANGE, by=by, reason=reason):
            row.value_class, row.until, row.reason, row.by = value_class, until, reason, by
            row.save()
    replan([one.pk for one in people], today=today, by=by)
    return len(people)


def _plain(value) -> str | None:
    return None if value is None else str(value)
