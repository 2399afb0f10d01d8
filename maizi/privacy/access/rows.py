"""Who sees which rows, who may do what."""

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from maizi.accounts import access as accounts

from ..models import (
    Breach,
    Consent,
    ExportRequest,
    Hold,
    ImpactAssessment,
    ListedPerson,
    Opening,
    PersonRequest,
    PrivacyNotice,
    Processor,
    Purpose,
    RetentionCase,
)

ENTITY = "privacy"
READ_ONLY = ("read", "view", "export")


def may(user, verb: str, row=None) -> bool:
    """Whether a person may do a verb: `officer` writes, and whoever does anything also reads.

    add and change of the plain pages are the officer's.
    """
    if verb in READ_ONLY:
        return any(accounts.may(user, ENTITY, one) for one in ("read", "officer"))
    if verb in ("add", "change", "unmask", "reveal"):
        verb = "officer"
    return accounts.may(user, ENTITY, verb)


def may_export_request(user, row: ExportRequest) -> bool:
    """Only who asked may use what was approved."""
    return row.by_id == user.pk and user.is_active


def visible_purposes(user) -> QuerySet[Purpose]:
    """Everybody inside may know why we hold what."""
    return Purpose.objects.all() if user.is_active else Purpose.objects.none()


def visible_notices(user) -> QuerySet[PrivacyNotice]:
    """Everybody inside may read what people are told."""
    return PrivacyNotice.objects.all() if user.is_active else PrivacyNotice.objects.none()


def visible_assessments(user) -> QuerySet[ImpactAssessment]:
    return _registered(user, ImpactAssessment)


def visible_processors(user) -> QuerySet[Processor]:
    return _registered(user, Processor)


def visible_breaches(user) -> QuerySet[Breach]:
    return _registered(user, Breach)


def visible_consents(user) -> QuerySet[Consent]:
    """The whole ledger; the consents of one customer are seen on his page by who sees him."""
    return _registered(user, Consent)


def visible_requests(user) -> QuerySet[PersonRequest]:
    return _registered(user, PersonRequest)


def visible_holds(user) -> QuerySet[Hold]:
    return Hold.objects.all() if may(user, "retention") else Hold.objects.none()


def visible_retention(user) -> QuerySet[RetentionCase]:
    """What will go, for those who review it and the officer."""
    allowed = may(user, "retention") or may(user, "officer")
    return RetentionCase.objects.all() if allowed else RetentionCase.objects.none()


def visible_openings(user) -> QuerySet[Opening]:
    """Who looked at what: everything for those who may know, one's own for everybody."""
    if may(user, "openings"):
        return Opening.objects.all()
    return Opening.objects.filter(user=user.pk) if user.is_active else Opening.objects.none()


def visible_asks(user) -> QuerySet[ExportRequest]:
    """One's own requests to export; all of them for the officer. Approvers see their case."""
    if may(user, "read"):
        return ExportRequest.objects.all()
    return ExportRequest.objects.filter(by=user.pk) if user.is_active else (
        ExportRequest.objects.none()
    )  # fmt: skip


def listed(user, kind: str) -> QuerySet:
    """Ids of the restricted records of a kind on whose access list the person is today."""
    today = timezone.localdate()
    rows = ListedPerson.objects.filter(Q(until=None) | Q(until__gte=today), user=user.pk, kind=kind)
    return rows.values("object_id")


def _registered(user, model) -> QuerySet:
    return model.objects.all() if may(user, "read") else model.objects.none()


def list_address(row: ExportRequest) -> str:
    """Where the list is that an export was asked from, with its conditions."""
    app, model = row.source.split(".")
    return f"{reverse(f'{app}:{model}_export')}?{row.query}"
