"""Sensitive information: enabled with reasons, sealed, read for a purpose, gone in time (A-21)."""

from dataclasses import dataclass
from datetime import datetime

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.accounts.access import group_access
from maizi.history.actions import record, recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.masking import mask_name
from maizi.kernel.privacy import FieldAccess, FieldGroup
from maizi.kernel.texts import N_
from maizi.kit.reach import visible_rows

from .. import access, queries
from ..models import Consent, ImpactAssessment, Purpose, SensitiveField, SensitiveValue
from ..queries.keys import opened_with, print_with, sealed_with
from ..terms import ConsentKind, Outcome
from .keys import key_for, place_of

ENTERED, READ, CLEARED = N_("登记敏感信息"), N_("查看敏感信息"), N_("清除敏感信息")
LONGEST = 2_000
LEAST_WORDS = 10


@dataclass(frozen=True, kw_only=True)
class Enabling:
    """Why a kind of sensitive information must be held, for how long, and what is agreed to."""

    purpose: Purpose | None
    necessity: str
    retention_months: int
    consent_text: str
    assessment: ImpactAssessment | None


@dataclass(frozen=True)
class Entered:
    """One value, and the separate consent it rests on."""

    text: str
    consent: Consent


@transaction.atomic
def enable_sensitive(code: str, enabling: Enabling, *, by) -> SensitiveField:
    """Let a declared kind be entered (PIPL 28–30, 55).

    Raises Refused without a purpose that asks for separate consent, words on why it is
    necessary, a time to keep it, a text to agree to, and an assessment that allows it.
    """
    _check(enabling)
    row = SensitiveField.objects.select_for_update().filter(code=code).first()
    row = row or SensitiveField(code=code)
    with recorded(row, Verb.CREATE if row._state.adding else Verb.CHANGE, by=by):
        row.is_enabled, row.purpose = True, enabling.purpose
        row.necessity, row.consent_text = enabling.necessity.strip(), enabling.consent_text.strip()
        row.retention_months, row.assessment = enabling.retention_months, enabling.assessment
        row.changed_at, row.changed_by = timezone.now(), by
        row.save()
    return row


@transaction.atomic
def disable_sensitive(row: SensitiveField, *, reason: str, by) -> SensitiveField:
    """Take no more of it; what is there goes when its time is over, or is cleared by hand."""
    if not reason.strip():
        raise Refused(_("请写明为什么停用。"), field="reason")
    with recorded(row, Verb.CHANGE, by=by, reason=reason):
        row.is_enabled = False
        row.changed_at, row.changed_by = timezone.now(), by
        row.save()
    return row


@transaction.atomic
def put_value(
    subject: Model, *, field: SensitiveField, entered: Entered, by, now: datetime | None = None
) -> SensitiveValue:
    """Seal one value of one person, in place of the one before. Nothing but its mask is recorded.

    Raises Refused without the right, for a kind that is off, without a separate consent in force
    of this person for this purpose, and for a text that cannot be right.
    """
    now, kind = now or timezone.now(), access.sensitive_kind(field.code)
    _refuse_writing(field, by)
    _refuse_consent(subject, field, entered.consent, kind)
    text = kind.check(entered.text.strip())
    if not text or len(text) > LONGEST:
        raise Refused(_("请填写内容，最多 2000 字。"), field="text")
    about = {"kind": subject._meta.label_lower, "object_id": subject.pk, "field": field}
    row = SensitiveValue.objects.select_for_update().filter(**about).first()
    row = row or SensitiveValue(**about)
    row.key = key_for(queries.SEAL, by=by)
    row.sealed = sealed_with(row.key, text, place=place_of(row))
    row.shown = kind.shown(text)
    row.print = print_with(key_for(queries.LOOKUP, by=by), text) if kind.is_sought else ""
    _refuse_twin(row, by)
    row.consent, row.entered_by, row.entered_at = entered.consent, by, now
    row.expires_on = timezone.localdate(now) + relativedelta(months=field.retention_months)
    row.save()
    record(subject, verb=ENTERED, by=by, changes={kind.label: [None, row.shown]})
    return row


@transaction.atomic
def read_value(row: SensitiveValue, *, purpose: str, by) -> str:
    """One value in clear, for a purpose that is kept with who and when.

    Raises Refused without the right to read sensitive fields or without a purpose.
    """
    if group_access(by, FieldGroup.SENSITIVE) < FieldAccess.READ:
        raise Refused(_("您没有查看敏感信息的权限。请联系个人信息保护负责人。"))
    if len(purpose.strip()) < 4:
        raise Refused(_("请写明查看的用途，至少 4 个字；查看会被记录。"), field="purpose")
    label = access.sensitive_kind(row.field.code).label
    record(_subject_of(row), verb=READ, by=by, reason=purpose, changes={label: [None, None]})
    return opened_with(row.key, row.sealed, place=place_of(row))


@transaction.atomic
def clear_value(row: SensitiveValue, *, by, reason: str = "") -> None:
    """Take one value away for good."""
    label = access.sensitive_kind(row.field.code).label
    subject = _subject_of(row)
    if subject is not None:
        record(subject, verb=CLEARED, by=by, reason=reason, changes={label: [row.shown, None]})
    row.delete()


@transaction.atomic
def expire_values(*, now: datetime | None = None, by=None) -> int:
    """Clear what is past its time or whose consent was withdrawn; how many (A-21, 15)."""
    today = timezone.localdate(now or timezone.now())
    rows = queries.values_to_go(today).select_for_update(of=("self",))
    count = 0
    for row in rows:
        over = row.expires_on < today
        clear_value(row, by=by, reason=_("保存期限已到") if over else _("本人撤回同意"))
        count += 1
    return count


def _refuse_twin(row: SensitiveValue, by) -> None:
    """A number by which people are told apart belongs to one of a kind of record alone (A-12)."""
    same = SensitiveValue.objects.filter(print=row.print, field=row.field, kind=row.kind)
    other = same.exclude(object_id=row.object_id).first() if row.print else None
    if other is None:
        return
    found = _subject_of(other)
    is_seen = visible_rows(type(found), by).filter(pk=found.pk).exists()
    raise Refused(
        N_("这个号码已登记在“{name}”名下，没有重复登记。如果是同一个人，请用“查重”申请查看，或合并。"),
        name=str(found) if is_seen else mask_name(str(found)), field="text",
    )  # fmt: skip


def _check(enabling: Enabling) -> None:
    if enabling.purpose is None or not enabling.purpose.needs_consent:
        raise Refused(_("请选择一个须取得同意的处理目的。"), field="purpose")
    if enabling.purpose.consent_kind != ConsentKind.SENSITIVE:
        raise Refused(_("敏感信息要单独同意：请选择种类是“敏感个人信息”的目的。"), field="purpose")
    if len(enabling.necessity.strip()) < LEAST_WORDS:
        raise Refused(_("请写清为什么必须收集，不收集就办不成什么。"), field="necessity")
    if len(enabling.consent_text.strip()) < LEAST_WORDS:
        raise Refused(_("请写出单独同意书的正文。"), field="consent_text")
    if not 1 <= enabling.retention_months <= 120:
        raise Refused(_("保存期限在 1 到 120 个月之间。"), field="retention_months")
    allowed = (Outcome.ACCEPTED, Outcome.CONDITIONAL)
    if enabling.assessment is None or enabling.assessment.outcome not in allowed:
        raise Refused(_("请先做影响评估，结论是可以处理的才能启用。"), field="assessment")


def _refuse_writing(field: SensitiveField, by) -> None:
    if group_access(by, FieldGroup.SENSITIVE) < FieldAccess.WRITE:
        raise Refused(_("您没有登记敏感信息的权限。请联系个人信息保护负责人。"))
    if not field.is_enabled:
        raise Refused(_("这项敏感信息没有启用，不能登记。"))


def _refuse_consent(subject, field: SensitiveField, consent: Consent, kind) -> None:
    is_his = consent.subject == (subject._meta.label_lower, subject.pk)
    if not (is_his and consent.is_in_force and consent.purpose_id == field.purpose_id):
        raise Refused(
            N_("没有本人为“{purpose}”作出的单独同意。请先登记同意，再录入。"),
            field="consent", purpose=field.purpose,
        )  # fmt: skip
    if kind.is_minor and not consent.guardian:
        raise Refused(_("不满十四周岁的孩子，须由监护人同意：请在同意记录里写明监护人。"),
                      field="consent")  # fmt: skip


def _subject_of(row: SensitiveValue) -> Model | None:
    return access.person_kind(row.kind).model._default_manager.filter(pk=row.object_id).first()
