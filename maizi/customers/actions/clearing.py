"""Clear out old and invalid records: propose, review, put away, restore, purge (A-40)."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.db.models import ProtectedError, Q
from django.utils import timezone

from maizi.fields.queries import parameter
from maizi.history.actions import record_many
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_
from maizi.privacy.queries import bound_ids, holds_of
from maizi.search.actions import drop, index

from ..models import Activity, ClearingCandidate, Contact, Customer
from ..queries import recover_days
from ..rules.quality import candidacy
from ..terms import KaStatus, Lifecycle
from ..terms.collecting import Filing
from ..terms.quality import ClearingState

KIND = Customer._meta.label_lower
MOST_FOUND = 5_000


@transaction.atomic
def propose_clearing(*, by=None, today: date | None = None) -> int:
    """List records for a steward to look at; how many are new. Up to 5,000 a run.

    No contact for 36 months (a parameter), no value that works, disqualified, or dropped at
    appraisal. Never key accounts, and none that was kept within the last year.
    """
    today = today or timezone.localdate()
    silent = _silence_begins(today)
    is_silent = Q(last_contact_at__lt=silent) | Q(last_contact_at=None, created_at__lt=silent)
    wanted = (
        is_silent | Q(lifecycle=Lifecycle.DISQUALIFIED) | Q(filing=Filing.DROPPED)
        | Q(quality__validity=0)
    )  # fmt: skip
    known = ClearingCandidate.objects.filter(
        Q(state__in=[ClearingState.WAITING, ClearingState.ARCHIVED])
        | Q(decided_at__gte=timezone.now() - timedelta(days=365)),
        customer__isnull=False,
    )
    rows = (
        Customer.objects.filter(wanted, archived_at=None)
        .exclude(ka_status__in=[KaStatus.KEY, KaStatus.TARGET])
        .exclude(pk__in=known.values("customer"))
        .select_related("quality").order_by("pk")[:MOST_FOUND]
    )  # fmt: skip
    made = [_candidate(row, silent, today) for row in rows]
    ClearingCandidate.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)


@transaction.atomic
def keep_records(rows: Iterable[ClearingCandidate], *, by, reason: str = "") -> int:
    """A steward looked and wants to keep the records; they are not proposed again for a year."""
    return _decide(rows, old=ClearingState.WAITING, new=ClearingState.KEPT, by=by, reason=reason)


@transaction.atomic
def put_away(
    rows: Iterable[ClearingCandidate], *, by, reason: str, now: datetime | None = None
) -> int:
    """Take records out of everybody's sight; for some days they can be brought back.

    Raises Refused without a reason, and for key accounts.
    """
    if not reason.strip():
        raise Refused(N_("请写明清理的原因，它会记入变更记录。"), field="reason")
    now, rows = now or timezone.now(), list(rows)
    customers = Customer.objects.select_for_update().filter(
        pk__in=[r.customer_id for r in rows if r.customer_id], archived_at=None
    )
    ids = []
    for customer in customers.order_by("pk"):
        if customer.ka_status in (KaStatus.KEY, KaStatus.TARGET):
            raise Refused(N_("“{name}”是大客户，不能清理。请先保留。"), name=customer.name)
        if held := holds_of(KIND, customer.pk):
            raise Refused(N_("暂缓清理：{reason}。"), reason=held[0].reason)
        ids.append(customer.pk)
    done = _decide(
        rows, old=ClearingState.WAITING, new=ClearingState.ARCHIVED, by=by, reason=reason
    )
    _move(ids, moment=now, by=by, verb=N_("归入回收"), reason=reason)
    return done


@transaction.atomic
def restore(rows: Iterable[ClearingCandidate], *, by, now: datetime | None = None) -> int:
    """Bring records back that were put away. Raises Refused when their time is over."""
    now, rows = now or timezone.now(), list(rows)
    if any(_is_over(r, now) for r in rows if r.state == ClearingState.ARCHIVED):
        raise Refused(
            N_("归入回收已超过 {days} 天，不能恢复。请联系个人信息保护负责人。"),
            days=recover_days(),
        )
    done = _decide(rows, old=ClearingState.ARCHIVED, new=ClearingState.RESTORED, by=by, reason="")
    _move(
        [r.customer_id for r in rows if r.customer_id],
        moment=None,
        by=by,
        verb=N_("恢复"),
        reason="",
    )
    return done


def purge(*, by=None, now: datetime | None = None, most: int = 500) -> tuple[int, int]:
    """Delete records whose time in the bin is over, if nothing hangs on them.

    Gives (purged, left): what has follow-ups or papers, or is held back, stays in the bin until
    somebody makes it anonymous.
    """
    now = now or timezone.now()
    over = now - timedelta(days=recover_days())
    rows = ClearingCandidate.objects.filter(
        state=ClearingState.ARCHIVED, decided_at__lt=over, customer__isnull=False
    )
    purged = left = 0
    for row in rows.select_related("customer").order_by("pk")[:most]:
        if _purged(row, by):
            purged += 1
        else:
            left += 1
    return purged, left


def _purged(row: ClearingCandidate, by) -> bool:
    customer = row.customer
    if Activity.objects.filter(customer=customer).exclude(channel="note").exists():
        return False
    contacts = list(Contact.objects.filter(customer=customer).values_list("pk", flat=True))
    if bound_ids(KIND, [customer.pk]) or bound_ids(Contact._meta.label_lower, contacts):
        return False
    try:
        with transaction.atomic():
            ids = [customer.pk]
            record_many(
                KIND, lines=[(customer.pk, row.no, {})], verb=Verb.DELETE, by=by, reason=row.reason
            )
            customer.delete()
            drop([*ids, *contacts])
            ClearingCandidate.objects.filter(pk=row.pk).update(
                state=ClearingState.PURGED, name=row.no
            )
    except ProtectedError:
        return False
    return True


def _candidate(row: Customer, silent: datetime, today: date) -> ClearingCandidate:
    quality = getattr(row, "quality", None)
    seen = row.last_contact_at or row.created_at
    why = candidacy(
        is_disqualified=row.lifecycle == Lifecycle.DISQUALIFIED,
        validity=quality.validity if quality else None,
        is_silent=seen < silent,
        is_dropped=row.filing == Filing.DROPPED,
    )
    return ClearingCandidate(customer=row, name=row.name, no=row.no, why=why, found_on=today)


def _silence_begins(today: date) -> datetime:
    months = int(parameter("retention.personal_months"))
    day = today - relativedelta(months=months)
    return datetime(day.year, day.month, day.day, tzinfo=timezone.get_current_timezone())


def _is_over(row: ClearingCandidate, now: datetime) -> bool:
    return row.decided_at < now - timedelta(days=recover_days())


def _decide(
    rows: Iterable[ClearingCandidate], *, old: ClearingState, new: ClearingState, by, reason: str
) -> int:
    ids = [row.pk for row in rows]
    found = ClearingCandidate.objects.select_for_update().filter(pk__in=ids, state=old)
    if len(list(found)) < len(ids):
        raise Refused(N_("有的记录已由别人处理。请刷新后再选。"))
    return ClearingCandidate.objects.filter(pk__in=ids).update(
        state=new, decided_by=by, decided_at=timezone.now(), reason=reason[:200]
    )


def _move(ids: Collection[int], *, moment: datetime | None, by, verb: str, reason: str) -> None:
    names = dict(Customer.objects.filter(pk__in=ids).values_list("pk", "name"))
    Customer.objects.filter(pk__in=ids).update(archived_at=moment)
    told = {N_("归入回收"): [None, True] if moment else [True, None]}
    lines = [(pk, name, told) for pk, name in names.items()]
    record_many(KIND, lines=lines, verb=verb, by=by, reason=reason)
    index("customer", list(ids))
