"""Write down what people agreed to, what they took back, and how they don't want to be reached."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.files.models import StoredFile
from maizi.history.actions import record, recorded
from maizi.history.terms import Verb
from maizi.inbox.actions import notify
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kernel.texts import N_, say
from maizi.kit import show

from .. import access, queries
from ..events import ContactWishChanged
from ..models import BlockedNumber, Consent, ContactBlock, PrivacyNotice, Purpose
from ..terms import Answer, Obtained, Way
from .keys import key_for

TOLD = N_("“{person}”撤回了对“{purpose}”的同意，请立即停止")
TOLD_BLOCK = N_("“{person}”要求免打扰：{way}")
CONSENT, WITHDRAWN = N_("登记同意"), N_("撤回同意")
BLOCKED, LIFTED = N_("登记免打扰"), N_("解除免打扰")


@dataclass(frozen=True, kw_only=True)
class Given:
    """What somebody said and how we know.

    ways      codes of the ways he allows; none: all
    guardian  who agreed for a child under 14
    """

    answer: Answer = Answer.GIVEN
    obtained: Obtained
    at: datetime
    ways: Iterable[str] = ()
    notice: PrivacyNotice | None = None
    guardian: str = ""
    evidence: StoredFile | None = None
    note: str = field(default="")


@transaction.atomic
def record_consent(
    subject: Model, *, purpose: Purpose, given: Given, by, now: datetime | None = None
) -> Consent:
    """Write down one answer of one person to one purpose; the record's history says so.

    Raises Refused for a moment that lies ahead, a purpose that needs no consent or is not used
    any more, and for a new yes within the quiet time after a no unless the person said it
    himself (条例 22: no nagging).
    """
    now = now or timezone.now()
    if given.at > now:
        raise Refused(_("答复时间不能晚于现在。"), field="given_at")
    if not purpose.is_active or not purpose.needs_consent:
        raise Refused(N_("“{purpose}”不需要征求同意，或已停用。"), field="purpose", purpose=purpose)
    _refuse_nagging(subject, purpose, given)
    row = Consent(
        kind=subject._meta.label_lower, object_id=subject.pk, purpose=purpose,
        consent_kind=purpose.consent_kind, answer=given.answer, ways=sorted(given.ways),
        obtained=given.obtained, notice=given.notice, given_at=given.at,
        guardian=given.guardian.strip(), evidence=given.evidence, note=given.note.strip()[:200],
        entered_by=by,
    )  # fmt: skip
    row.save()
    told = {purpose.name: [None, given.answer.chinese]}
    record(subject, verb=CONSENT, by=by, changes=told)
    return row


@transaction.atomic
def withdraw_consent(
    row: Consent, *, by, is_self: bool = False, now: datetime | None = None
) -> Consent:
    """Take a consent back, at once; twice is once. The person's page and its owner hear of it."""
    row = Consent.objects.select_for_update().select_related("purpose").get(pk=row.pk)
    if row.withdrawn_at is None:
        row.withdrawn_at, row.withdrawn_by = now or timezone.now(), by
        row.save(update_fields=["withdrawn_at", "withdrawn_by"])
        subject = _subject_of(row)
        how = _("本人自助页面") if is_self else ""
        record(subject, verb=WITHDRAWN, by=by, reason=how,
               changes={row.purpose.name: [Answer.GIVEN.chinese, WITHDRAWN]})  # fmt: skip
        _tell_owner(subject, say(TOLD, person=subject, purpose=row.purpose), by)
    return row


@transaction.atomic
def block_contact(
    subject: Model, *, way: Way | str, by, purpose: Purpose | None = None, reason: str = "",
    is_total: bool = False,
) -> ContactBlock:  # fmt: skip
    """Write down that somebody does not want to be reached; the same wish twice is one.

    way "" is every way. The numbers by which he is reached are kept as keyed hashes, so that
    the wish holds for the same number in another record.
    """
    kind = subject._meta.label_lower
    given = {"kind": kind, "object_id": subject.pk, "way": way, "purpose": purpose,
             "is_total": is_total}  # fmt: skip
    found = ContactBlock.objects.select_for_update().filter(**given, lifted_at=None).first()
    if found:
        return found
    row = ContactBlock.objects.create(**given, reason=reason.strip()[:200], by=by,
                                      since=timezone.now())  # fmt: skip
    _keep_numbers(row, kind, subject.pk, by)
    words = Way(way).chinese if way else N_("全部方式")
    record(subject, verb=BLOCKED, by=by, reason=reason, changes={N_("免打扰"): [None, words]})
    publish(ContactWishChanged(kind, subject.pk, is_blocked=True))
    _tell_owner(subject, say(TOLD_BLOCK, person=subject, way=words), by)
    return row


@transaction.atomic
def lift_block(row: ContactBlock, *, by, reason: str) -> ContactBlock:
    """The person may be reached again because he said so; with the reason, twice is once."""
    if not reason.strip():
        raise Refused(_("请写明为什么解除，例如本人何时、怎样提出。"), field="reason")
    row = ContactBlock.objects.select_for_update().get(pk=row.pk)
    if row.lifted_at is None:
        with recorded(row, Verb.CHANGE, by=by, reason=reason):
            row.lifted_at, row.lifted_by = timezone.now(), by
            row.lift_reason = reason.strip()[:200]
            row.save()
        record(_subject_of(row), verb=LIFTED, by=by, reason=reason)
        left = ContactBlock.objects.filter(
            kind=row.kind, object_id=row.object_id, lifted_at=None
        ).exists()
        publish(ContactWishChanged(row.kind, row.object_id, is_blocked=left))
    return row


def _refuse_nagging(subject: Model, purpose: Purpose, given: Given) -> None:
    if given.answer != Answer.GIVEN or given.obtained == Obtained.SELF or given.note.strip():
        return
    until = queries.ask_again_moment(subject, purpose)
    if until and given.at < until:
        raise Refused(
            N_("本人拒绝过，{day} 之前不应再问。是本人主动提出的，请在备注里写明。"),
            field="note", day=show.day(until),
        )  # fmt: skip


def _keep_numbers(row: ContactBlock, kind: str, object_id: int, by) -> None:
    numbers = access.person_kind(kind).numbers([object_id]).get(object_id, ())
    values = [number for way, number in numbers if not row.way or way == row.way]
    if not values:
        return
    key = key_for(queries.LOOKUP, by=by)
    prints = {queries.print_with(key, value) for value in values}
    BlockedNumber.objects.bulk_create([BlockedNumber(block=row, print=p) for p in prints])


def _subject_of(row) -> Model:
    return access.person_kind(row.kind).model._default_manager.get(pk=row.object_id)


def _tell_owner(subject: Model, words, by) -> None:
    """Whoever looks after the person hears of it, unless he did it himself."""
    owner = getattr(subject, "owner", None) or getattr(
        getattr(subject, "customer", None), "owner", None
    )
    if owner and owner != by:
        notify(to=[owner], event="privacy.withdrawn", title=words, about=subject, by=by)
