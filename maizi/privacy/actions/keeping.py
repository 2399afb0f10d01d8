"""Let go of people we had no dealings with for long: listed, judged, cleared later (A-40, 19)."""

from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.fields.queries import parameter
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.inbox.actions import notify
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from .. import queries
from ..access import person_kind, person_kinds
from ..models import Hold, RetentionCase
from ..terms import Verdict
from .erasing import anonymise

MOST_LISTED = 1_000
WHY = N_("{months} 个月没有往来")
TOLD = N_("{count} 份到期档案待审核")


@transaction.atomic
def list_idle(*, now: datetime | None = None, by=None) -> int:
    """List people without dealings for the months of the parameter; how many are new.

    Who was kept with a day is listed again after it; who is held back is not listed. Stewards
    hear of it. At most a thousand of a kind at a time.
    """
    now = now or timezone.now()
    months = int(parameter("retention.personal_months"))
    last_day = timezone.localdate(now) - relativedelta(months=months)
    _ask_again(timezone.localdate(now))
    count = sum(_list_kind(person, last_day, months, now) for person in person_kinds())
    if count:
        notify(to=queries.stewards(), event="privacy.retention", title=say(TOLD, count=count))
    return count


@transaction.atomic
def decide_case(
    row: RetentionCase, *, verdict: Verdict, by, reason: str = "", until: date | None = None,
    now: datetime | None = None,
) -> RetentionCase:  # fmt: skip
    """Keep (with a reason, until a day at most two years ahead) or clear, after the days in which
    it can be taken back. Raises Refused once it is cleared, and while somebody holds it back."""
    now = now or timezone.now()
    row = RetentionCase.objects.select_for_update().get(pk=row.pk)
    today = timezone.localdate(now)
    if row.verdict == Verdict.DONE:
        raise Refused(_("这份档案已经清理。"))
    if verdict == Verdict.KEEP:
        if not reason.strip():
            raise Refused(_("请写明为什么还要保留。"), field="reason")
        due = until or today + relativedelta(years=1)
        if not today < due <= today + relativedelta(years=2):
            raise Refused(_("下次审核日在明天到两年之间。"), field="until")
    elif held := queries.holds_of(row.kind, row.object_id):
        raise Refused(N_("暂缓清理：{reason}。"), reason=held[0].reason)
    else:
        due = today + timedelta(days=int(parameter("retention.archive_days")))
    with recorded(row, Verb.CHANGE, by=by, reason=reason):
        row.verdict, row.reason, row.due_on = verdict, reason.strip()[:200], due
        row.decided_by, row.decided_at = by, now
        row.save()
    return row


@transaction.atomic
def take_back(row: RetentionCase, *, by) -> RetentionCase:
    """Undo a verdict before it is carried out."""
    row = RetentionCase.objects.select_for_update().get(pk=row.pk)
    if row.verdict == Verdict.DONE:
        raise Refused(_("这份档案已经清理，不能恢复。"))
    with recorded(row, Verb.CHANGE, by=by):
        row.verdict, row.due_on, row.reason = Verdict.WAITING, None, ""
        row.save()
    return row


@transaction.atomic
def clear_one(*, now: datetime | None = None, by=None) -> bool:
    """Anonymise the next person whose days are over; False when there is none.

    Who has been active again since he was listed, or is held back, goes back to the steward.
    """
    now = now or timezone.now()
    today = timezone.localdate(now)
    rows = RetentionCase.objects.select_for_update().filter(verdict=Verdict.CLEAR)
    row = rows.filter(due_on__lte=today).first()
    if row is None:
        return False
    subject = person_kind(row.kind).model._default_manager.filter(pk=row.object_id).first()
    if subject is not None and not _is_still_idle(row, today):
        row.verdict, row.due_on = Verdict.WAITING, None
        row.reason = _("期间又有往来或被暂缓，请重新审核")
        row.save()
        return True
    if subject is not None:
        anonymise(subject, by=by, reason=_("保存期限已到"))
    RetentionCase.objects.filter(pk=row.pk).update(verdict=Verdict.DONE, done_at=now)
    return True


@transaction.atomic
def hold_back(subject: Model, *, reason: str, by, until: date | None = None) -> Hold:
    """Let a person's information not go, for a reason."""
    if not reason.strip():
        raise Refused(_("请写明为什么暂缓，例如诉讼、投诉未结。"), field="reason")
    row = Hold(kind=subject._meta.label_lower, object_id=subject.pk, until=until, by=by,
               reason=reason.strip()[:200], at=timezone.now())  # fmt: skip
    with recorded(row, Verb.CREATE, by=by, reason=reason):
        row.save()
    return row


@transaction.atomic
def lift_hold(row: Hold, *, by) -> Hold:
    """The reason is over."""
    row = Hold.objects.select_for_update().get(pk=row.pk)
    if row.lifted_at is None:
        with recorded(row, Verb.CHANGE, by=by):
            row.lifted_at = timezone.now()
            row.save()
    return row


def _list_kind(person, last_day: date, months: int, now: datetime) -> int:
    if person.idle is None:
        return 0
    known = RetentionCase.objects.filter(kind=person.kind).values("object_id")
    rows = list(person.idle(last_day).exclude(pk__in=known)[:MOST_LISTED])
    why = WHY.format(months=months)
    RetentionCase.objects.bulk_create(
        [
            RetentionCase(kind=person.kind, object_id=r.pk, title=str(r)[:120], why=why,
                          listed_at=now)
            for r in rows if not queries.holds_of(person.kind, r.pk)
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    return len(rows)


def _ask_again(today: date) -> None:
    over = RetentionCase.objects.filter(verdict=Verdict.KEEP, due_on__lte=today)
    over.update(verdict=Verdict.WAITING, due_on=None)


def _is_still_idle(row: RetentionCase, today: date) -> bool:
    if queries.holds_of(row.kind, row.object_id):
        return False
    person = person_kind(row.kind)
    last_day = today - relativedelta(months=int(parameter("retention.personal_months")))
    return person.idle is None or person.idle(last_day).filter(pk=row.object_id).exists()
