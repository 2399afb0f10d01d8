"""Lock a case; append to what was done in it."""

from datetime import datetime

from ..models import ApprovalCase, CaseEntry
from ..terms import Act

NAMES_LENGTH = CaseEntry._meta.get_field("people").max_length
OPINION_LENGTH = CaseEntry._meta.get_field("opinion").max_length


def locked(case: ApprovalCase) -> ApprovalCase:
    """The case as it is now, for this transaction alone."""
    return ApprovalCase.objects.select_for_update().get(pk=case.pk)


def note(case: ApprovalCase, *, act: Act, by, at: datetime, **said) -> CaseEntry:
    """Append what somebody did, with the digest of what he judged.

    said  opinion, step, instead_of; people as names
    """
    said["people"] = "、".join(said.get("people", ()))[:NAMES_LENGTH]
    said["opinion"] = said.get("opinion", "").strip()[:OPINION_LENGTH]
    return CaseEntry.objects.create(
        case=case, act=act, by=by, at=at, round=case.round, digest=case.digest, **said
    )
