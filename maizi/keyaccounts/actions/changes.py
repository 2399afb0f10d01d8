"""A change of grade from the candidate to the signature (D-20)."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from maizi.approvals import actions as approvals
from maizi.approvals.access import Asked
from maizi.approvals.queries import open_case
from maizi.approvals.terms import CaseState
from maizi.clocks import actions as clocks
from maizi.clocks.access import Period
from maizi.clocks.queries import latest_clock, open_clock, open_clocks
from maizi.clocks.terms import Counting
from maizi.credit.models import CreditAccount
from maizi.credit.queries import measures
from maizi.credit.terms import CreditGrade
from maizi.customers.models import Customer
from maizi.fields.actions import next_number
from maizi.fields.queries import parameter
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.inbox.actions import ask, notify, settle
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, kept, say

from .. import access, queries
from ..access import HQ, REGION, SUBMIT, TOTAL
from ..models import GradeChange, KeyAccount
from ..models.changes import OPEN
from ..rules.asked import Form, Held, form_of, is_held
from ..rules.changes import Proposed, check_extension, check_filing, check_proposed
from ..terms import ChangeState, Trigger

FILE, MORE = "keyaccounts.file", "keyaccounts.extend"
FILED, DROPPED, EXTENDED, BACK = N_("提交变更申请"), N_("不作变更"), N_("批准延期"), N_("退回区域")
CANDIDATE = N_("请填写《大客户信用等级变更申请表》：{customer}（{why}）")
AGAIN = N_("退回后重新提交")


@transaction.atomic
def raise_candidate(
    customer: Customer, *, trigger: Trigger, why: str, by, now: datetime | None = None
) -> GradeChange:
    """An account meets the criteria for another grade: the district has some days to apply.

    While a change is on its way, the new reason is added to it and nothing else begins.
    """
    now = now or timezone.now()
    row = GradeChange.objects.select_for_update().filter(customer=customer, state__in=OPEN).first()
    if row is not None:
        if ChangeState(row.state).is_at_district and why not in row.why:
            with recorded(row, Verb.CHANGE, by=by, reason=why):
                row.said = [*(row.said or [row.why]), kept(why)]
                row.why = f"{row.why}；{why}"[:300]
                row.save(update_fields=["why", "said"])
        return row
    account = CreditAccount.objects.filter(customer=customer).first()
    key = KeyAccount.objects.filter(customer=customer).first()
    row = GradeChange(
        no=next_number("grade_change", on=timezone.localdate(now)), customer=customer,
        org_unit=customer.org_unit, trigger=trigger, why=why[:300], raised_at=now,
        said=[kept(why)], **queries.as_it_stands(account, key),
    )  # fmt: skip
    with recorded(row, Verb.CREATE, by=by, reason=why[:200]):
        row.save()
    days = (("ka.change.submit_days", SUBMIT), ("ka.change.total_days", TOTAL))
    for code, clock in days:
        clocks.start(row, code=clock, by=by, at=now, period=_days(code))
    title = say(CANDIDATE, customer=customer.name, why=why)
    people = queries.district_of(customer)
    for person in people:
        ask(owner=person, source=FILE, title=title, about=row, due_at=_due(row, SUBMIT), by=by)
    notify(to=people, event=access.CHANGE.code, title=title, about=row, by=by)
    return row


@transaction.atomic
def file_change(row: GradeChange, form: Form, *, by, now: datetime | None = None) -> GradeChange:
    """Send the application to the region, for the first time or after it came back.

    Raises Refused while it is being judged, without a reason, for what no grade can have, and for
    a limit below the exposure that nobody acknowledged.
    """
    now, row = now or timezone.now(), _locked(row)
    check_filing(ChangeState(row.state))
    if not form.reason.strip():
        raise Refused(N_("请写明为什么变更等级。"), field="reason")
    account = CreditAccount.objects.filter(customer=row.customer_id).first()
    proposed = Proposed(form.grade, form.limit_yuan, form.terms_days, form.is_below_known)
    check_proposed(
        proposed, exposure_yuan=account.exposure_yuan if account else Decimal(0),
        most_days=measures().terms_of(form.grade),
    )  # fmt: skip
    with recorded(row, FILED, by=by, reason=form.reason.strip()[:200]):
        if row.grade != form.grade:  # what an evaluation laid down holds for its own grade only
            row.grace_days = row.until_on = None
        row.grade, row.limit_yuan, row.terms_days = form.grade, form.limit_yuan, form.terms_days
        row.reason, row.documents = form.reason.strip()[:400], form.documents.strip()[:300]
        row.returns_to_list, row.by, row.filed_at = form.returns_to_list, by, now
        row.state, row.opinion = ChangeState.REGION, ""
        row.save()
    if clock := open_clock(row, SUBMIT):
        clocks.stop(clock, by=by, now=now)
    settle(source=FILE, about=row, by=by)
    asked = Asked(queries.payload_of(row), row.reason)
    waiting = open_case(row._meta.label_lower, row.pk, subject=access.GRADE_CHANGE)
    if waiting is not None and waiting.state == CaseState.RETURNED:
        approvals.resubmit(waiting, asked=asked, by=by, now=now)
    else:
        approvals.submit(access.GRADE_CHANGE, row=row, asked=asked, by=by, now=now)
    return _locked(row)


@transaction.atomic
def enter_step(row: GradeChange, number: int, *, at: datetime, by=None) -> None:
    """A step of the review begins: its clock runs from now (D-20.2, D-20.3)."""
    row = _locked(row)
    state, code = ((ChangeState.REGION, REGION), (ChangeState.HQ, HQ))[min(number, 2) - 1]
    period = None if code == REGION else _days("ka.change.hq_days", Counting.WORKDAYS)
    with recorded(row, Verb.CHANGE, by=by):
        row.state = state
        row.save(update_fields=["state"])
    if latest_clock(row, code) is None:
        clocks.start(row, code=code, by=by, at=at, period=period)
    elif open_clock(row, code) is None:
        clocks.restart(row, code=code, by=by, reason=str(AGAIN), at=at, period=period)


def leave_step(row: GradeChange, number: int, *, at: datetime, by=None) -> None:
    """A step is over."""
    if clock := open_clock(row, (REGION, HQ)[min(number, 2) - 1]):
        clocks.stop(clock, by=by, now=at)


@transaction.atomic
def send_back(row: GradeChange, *, opinion: str, by) -> None:
    """Not agreed to: back to the district with what was said; the whole time runs on."""
    row = _locked(row)
    if not ChangeState(row.state).is_open:
        return
    with recorded(row, BACK, by=by, reason=opinion[:200]):
        row.state, row.opinion = ChangeState.RETURNED, opinion[:300]
        if newer := form_of(row.waiting):
            fill(row, newer)
            row.waiting = {}
        row.save()
    title = say(N_("{no} 退回区域：{opinion}"), no=row.no, opinion=opinion or "—")
    people = {one.pk: one for one in (*queries.district_of(row.customer), row.by) if one}
    for person in people.values():
        ask(owner=person, source=FILE, title=title, about=row, by=by)


@transaction.atomic
def ask_for_more(row: GradeChange, *, reason: str, by) -> GradeChange:
    """Headquarters asks the director for the one more day, with the special circumstances."""
    row = _locked(row)
    check_extension(ChangeState(row.state), row.extended_at, reason)
    with recorded(row, N_("请求延期"), by=by, reason=reason.strip()[:200]):
        row.asked_for_more_at, row.asked_for_more_by = timezone.now(), by
        row.extension_reason = reason.strip()[:200]
        row.save()
    title = say(N_("{no} 的总部审签请求延期一天：{reason}"), no=row.no, reason=reason.strip())
    for person in queries.in_charge_of(row.org_unit.path, queries.DIRECTORS):
        ask(owner=person, source=MORE, title=title, about=row, due_at=_due(row, HQ), by=by)
    return row


@transaction.atomic
def extend(row: GradeChange, *, reason: str, by, now: datetime | None = None) -> GradeChange:
    """The director grants one day more, once, before the deadline, within the total (T-D4).

    Raises Refused for a second time, without a reason, too late, and beyond the total limit.
    """
    now, row = now or timezone.now(), _locked(row)
    reason = reason.strip() or row.extension_reason
    check_extension(ChangeState(row.state), row.extended_at, reason)
    clock = open_clock(row, HQ)
    if clock is None:
        raise Refused(N_("只有总部审签时可以延期。"))
    clocks.extend(clock, by=by, reason=reason, now=now)
    with recorded(row, EXTENDED, by=by, reason=reason[:200]):
        row.extended_at, row.extended_by, row.extension_reason = now, by, reason[:200]
        row.save()
    settle(source=MORE, about=row, by=by)
    return row


@transaction.atomic
def drop_change(row: GradeChange, *, reason: str, by) -> GradeChange:
    """Leave everything as it is, with the reason. Raises Refused while it is being judged."""
    row = _locked(row)
    check_filing(ChangeState(row.state))
    if not reason.strip():
        raise Refused(N_("请写明为什么不作变更。"), field="reason")
    waiting = open_case(row._meta.label_lower, row.pk, subject=access.GRADE_CHANGE)
    if waiting is not None:
        approvals.withdraw(waiting, by=waiting.applicant, opinion=reason.strip())
        row = _locked(row)
    with recorded(row, DROPPED, by=by, reason=reason.strip()[:200]):
        row.state, row.opinion = ChangeState.DROPPED, reason.strip()[:300]
        row.closed_at = timezone.now()
        row.save()
    end_clocks(row, by=by, reason=reason.strip())
    settle(source=FILE, about=row, by=by)
    return row


def fill(row: GradeChange, form: Form) -> None:
    """Write a proposal into an application that the district has in hand; the caller saves."""
    row.grade, row.limit_yuan, row.terms_days = form.grade, form.limit_yuan, form.terms_days
    row.grace_days, row.until_on = form.grace_days, form.until_on
    row.reason = form.reason[:400]


def take_waiting(row: GradeChange, *, by) -> GradeChange | None:
    """What an evaluation came to while a change was judged becomes the next candidate.

    Nothing where the signature gave just that.
    """
    newer = form_of(row.waiting)
    if newer is None:
        return None
    account = CreditAccount.objects.get(customer=row.customer_id)
    held = Held(CreditGrade(account.grade), account.limit_yuan, account.terms_days,
                account.grace_days, account.grade_until_on)  # fmt: skip
    if is_held(newer, held, usual_grace_days=measures().grace_of(newer.grade)):
        return None
    made = raise_candidate(row.customer, trigger=Trigger.RATING, why=newer.reason, by=by)
    with recorded(made, Verb.CHANGE, by=by, reason=newer.reason[:200]):
        fill(made, newer)
        made.save()
    return made


def end_clocks(row: GradeChange, *, by, reason: str) -> None:
    """Nobody waits for anything more."""
    for clock in open_clocks(row):
        clocks.cancel(clock, by=by, reason=reason)


def _days(code: str, counting: Counting = Counting.DAYS) -> Period:
    return Period(counting, days=int(parameter(code)))


def _due(row: GradeChange, code: str) -> datetime | None:
    clock = open_clock(row, code)
    return clock.due_at if clock else None


def _locked(row: GradeChange) -> GradeChange:
    rows = GradeChange.objects.select_for_update(of=("self",)).select_related("customer__org_unit")
    return rows.get(pk=row.pk)
