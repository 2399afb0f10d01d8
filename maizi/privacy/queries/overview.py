"""The numbers of the front page."""

from datetime import timedelta

from django.utils import timezone

from maizi.clocks.models import Clock

from .. import access
from ..models import Consent, ContactBlock, PersonRequest, SensitiveValue
from ..terms import Answer, RequestState, Verdict

OPEN = (RequestState.RECEIVED, RequestState.VERIFIED)
SOON = timedelta(days=3)
MONTH = timedelta(days=30)


def overview(user) -> dict:
    """What waits and what is in force; seven counts."""
    now = timezone.now()
    requests = access.visible_requests(user).filter(state__in=OPEN)
    due = Clock.objects.filter(
        kind=PersonRequest._meta.label_lower, object_id__in=requests.values("pk"),
        due_at__lt=now + SOON,
    )  # fmt: skip
    if not access.may(user, "read"):
        return {"numbers": None}
    retention = access.visible_retention(user).filter(verdict=Verdict.WAITING)
    return {
        "numbers": {
            "open": requests.count(),
            "due": due.count(),
            "consents": Consent.objects.filter(answer=Answer.GIVEN, withdrawn_at=None).count(),
            "withdrawn": Consent.objects.filter(withdrawn_at__gt=now - MONTH).count(),
            "blocks": ContactBlock.objects.filter(lifted_at=None).count(),
            "sensitive": SensitiveValue.objects.count(),
            "retention": retention.count(),
        }
    }
