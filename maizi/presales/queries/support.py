"""What the page of a question to experts shows (F-1)."""

from django.utils import timezone

from maizi.customers.access import visible_customers
from maizi.development.access import visible_opportunities
from maizi.training.access import may_share, visible_experiences

from .. import access
from ..models import ExpertReply, ExpertRequest
from ..terms import ReplyState, RequestState

REPLY_VERBS = ("answer", "accept", "decline")


def request_shown(user, row: ExpertRequest) -> dict:
    """A question with its replies, and what the person may do to each. Five queries."""
    replies = list(
        row.replies.select_related("expert__unit", "experience", "request").order_by("id")
    )
    shared = {one.experience_id for one in replies if one.experience_id}
    seen = set(visible_experiences(user).filter(pk__in=shared).values_list("pk", flat=True))
    own = next((one for one in replies if one.expert_id == user.pk), None)
    return {
        "row": row, "is_open": row.state == RequestState.OPEN, "replies": replies,
        "is_late": row.state == RequestState.OPEN and row.due_at < timezone.now(),
        "own": own,
        "own_verbs": [v for v in REPLY_VERBS if own and access.may_reply(user, v, own)],
        "may_invite": access.may_request(user, "invite", row),
        "may_close": access.may_request(user, "close", row),
        "shareable": {one.pk for one in replies if may_share_answer(user, one)}, "seen": seen,
        "sees_customer": visible_customers(user).filter(pk=row.customer_id).exists(),
        "sees_deal": visible_opportunities(user).filter(pk=row.opportunity_id).exists(),
    }  # fmt: skip


def may_share_answer(user, reply: ExpertReply) -> bool:
    """Whether somebody may hand an answer in as an experience: who wrote it."""
    is_own = reply.expert_id == user.pk and reply.experience_id is None
    return is_own and reply.state == ReplyState.ANSWERED and may_share(user, "add")
