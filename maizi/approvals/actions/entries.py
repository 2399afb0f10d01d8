"""Lock a case; append to what was done in it."""

from collections.abc import Iterable
from datetime import datetime

from ..models import ApprovalCase, CaseEntry
from ..terms import Act

NAMES_LENGTH = CaseEntry._meta.get_field("people").max_length
OPINION_LENGTH = CaseEntry._meta.get_field("opinion").max_length


def locked(case: ApprovalCase) -> ApprovalCase:
    """The case as it is now, for this transaction alone."""
    return ApprovalCase.objects.select_for_update().get(pk=case.pk)


def note(
    case: ApprovalCase, act: Act, *, by, at: datetime, opinion: str = "", step: str = "",
    instead_of=None, people: Iterable[str] = (),
) -> CaseEntry:  # fmt: skip
    """Append what somebody did, with the digest of what he judged."""
    return CaseEntry.objects.create(
        case=case, act=act, by=by, at=at, opinion=opinion.strip()[:OPINION_LENGTH], step=step,
        instead_of=instead_of, people="、".join(people)[:NAMES_LENGTH], round=case.round,
        digest=case.digest,
    )  # fmt: skip
