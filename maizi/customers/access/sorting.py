"""Who sees and changes tags, schemes, batches, appraisals and proposals to clear out."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from maizi.accounts.access import rights_of, within

from ..models import (
    ClassScheme,
    ClearingCandidate,
    CollectionBatch,
    CollectionSource,
    Customer,
    CustomerClass,
    Tag,
    TagPromise,
)
from ..terms.quality import ClearingState
from ..terms.sorting import TagLevel
from .pools import units_above
from .sight import may, visible_customers


def visible_tags(user) -> QuerySet[Tag]:
    """The company's tags, those of the person's units, and his own (A-16)."""
    if not may(user, "read"):
        return Tag.objects.none()
    ours = Q(level=TagLevel.SYSTEM) | Q(level=TagLevel.UNIT, unit__in=units_above(user))
    if may(user, "tags"):
        ours = ~Q(level=TagLevel.PERSONAL)
    return Tag.objects.filter(ours | Q(level=TagLevel.PERSONAL, owner=user.pk))


def may_tag(user, verb: str, row: Tag | None = None) -> bool:
    """Everybody who changes customers may have tags of his own; the company's need a right."""
    if verb == "view":
        return may(user, "read")
    if verb == "add":
        return may(user, "change")
    if verb == "change" and row is not None and row.level == TagLevel.PERSONAL:
        return row.owner_id == user.pk
    if verb == "change" and row is None:
        return may(user, "change")
    return may(user, "tags")


def visible_promises(user) -> QuerySet[TagPromise]:
    """Contacts that tags demand of visible customers."""
    seen = visible_customers(user).filter(pk=OuterRef("customer"))
    return TagPromise.objects.filter(Exists(seen))


def may_promise(user, verb: str, row=None) -> bool:
    """They are looked at and exported; a contact or the tag changes them."""
    return may(user, verb) if verb in ("view", "export") else verb == "unmask"


def visible_schemes(user) -> QuerySet[ClassScheme]:
    """Schemes are the company's: everybody who reads customers may look at them."""
    return ClassScheme.objects.all() if may(user, "read") else ClassScheme.objects.none()


def visible_classes(user) -> QuerySet[CustomerClass]:
    """Classes in use."""
    rows = CustomerClass.objects.filter(retired_at=None)
    return rows if may(user, "read") else rows.none()


def visible_sources(user) -> QuerySet[CollectionSource]:
    """Sources of the company's own."""
    known = may(user, "read")
    return CollectionSource.objects.all() if known else CollectionSource.objects.none()


def visible_batches(user) -> QuerySet[CollectionBatch]:
    """A person's own batches and those of units in his sight; all of them for appraisers."""
    sight = rights_of(user).sight("customer", "appraise")
    if sight.nothing:
        sight = rights_of(user).sight("customer")
    if sight.nothing:
        return CollectionBatch.objects.none()
    return CollectionBatch.objects.filter(within(user, sight, owner="collector"))


def may_batch(user, verb: str, row: CollectionBatch | None = None) -> bool:
    """Collectors make and fill their own batches; appraisers judge those in their sight."""
    if verb in ("view", "unmask"):
        return may(user, "read")
    if verb == "appraise":
        return may(user, "appraise")
    if verb == "change" and row is not None:
        return may(user, "add") and (row.collector_id == user.pk or may(user, "appraise"))
    return verb in ("add", "change") and may(user, "add")


def visible_candidates(user) -> QuerySet[ClearingCandidate]:
    """Proposals to clear out, for stewards, as far as their sight goes.

    What has left the archive is seen by those alone who see everything.
    """
    sight = rights_of(user).sight("customer", "clear")
    if sight.nothing:
        return ClearingCandidate.objects.none()
    if sight.everything:
        return ClearingCandidate.objects.all()
    seen = Customer.objects.filter(within(user, sight), pk=OuterRef("customer"))
    gone = Q(state=ClearingState.PURGED)
    return ClearingCandidate.objects.filter(Exists(seen)).exclude(gone)
