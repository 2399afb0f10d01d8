"""Certificates: issued on passing, announced before they end, taken away with a reason (F-52)."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.accounts.models import User
from maizi.fields.actions import next_number
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.inbox.actions import notify
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from .. import queries
from ..models import Attempt, Certificate, Course
from ..rules.courses import check_reason, last_day

PASSED = N_("{course} 考试通过，证书 {no} 有效期至 {day}")
ENDING = N_("{person} 的证书 {no}（{course}）{day} 到期，请安排复训")
REVOKED = N_("{person} 的证书 {no}（{course}）被吊销：{reason}")
MOST_WARNED = 500


def issue(attempt: Attempt, *, course: Course, person: User, by) -> Certificate:
    """The certificate of an examination that was passed, from the day of it; he hears of it."""
    row = Certificate(
        no=next_number("certificate", on=attempt.on), person=person, course=course,
        version=course.version, attempt=attempt, valid_from=attempt.on,
        valid_to=last_day(attempt.on, course.valid_months),
    )  # fmt: skip
    with recorded(row, Verb.CREATE, by=by):
        row.save()
    row.families.set(course.families.all())
    row.products.set(course.products.all())
    title = say(PASSED, course=course.name, no=row.no, day=row.valid_to.isoformat())
    notify(to=[person], event="training.result", title=title, about=row, by=by)
    return row


@transaction.atomic
def revoke(row: Certificate, *, reason: str, by) -> Certificate:
    """Take a certificate away: from now on it lets nobody work on anything.

    He and his superior hear why. Raises Refused without a reason, for one's own, and twice.
    """
    reason = check_reason(reason, N_("请写吊销的原因，本人和上级会看到。"))
    rows = Certificate.objects.select_for_update(of=("self",))
    row = rows.select_related("person__superior", "course").get(pk=row.pk)
    if row.person_id == by.pk:
        raise Refused(_("自己的证书由别人吊销。"))
    if row.revoked_at:
        raise Refused(_("这张证书已经吊销。"))
    with recorded(row, N_("吊销证书"), by=by, reason=reason):
        row.revoked_at, row.revoked_by, row.revoke_reason = timezone.now(), by, reason
        row.save(update_fields=["revoked_at", "revoked_by", "revoke_reason"])
    _tell(row, "training.revoked", say(REVOKED, **_words(row), reason=reason), by=by)
    return row


@transaction.atomic
def warn_of_ending(*, today: date | None = None, by=None) -> int:
    """Announce, once, each certificate that ends soon and was not renewed; how many.

    The person and his superior hear of it.
    """
    today = today or timezone.localdate()
    rows = queries.ending_soon(today)[:MOST_WARNED]
    for row in rows:
        words = say(ENDING, **_words(row), day=row.valid_to.isoformat())
        _tell(row, "training.ending", words, by=by)
    Certificate.objects.filter(pk__in=[row.pk for row in rows]).update(warned_on=today)
    return len(rows)


def _words(row: Certificate) -> dict:
    return {"person": row.person.name, "no": row.no, "course": row.course.name}


def _tell(row: Certificate, event: str, title, *, by) -> None:
    people = [one for one in (row.person, row.person.superior) if one is not None]
    notify(to=people, event=event, title=title, about=row, by=by)
