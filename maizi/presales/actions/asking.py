"""Put a customer's question to experts, ask more of them, say how it ended (F-1)."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from maizi.accounts.models import User
from maizi.history.actions import record, recorded
from maizi.history.terms import Verb
from maizi.inbox.actions import ask, notify, settle
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from .. import access, queries
from ..models import ExpertReply, ExpertRequest
from ..rules import support as rules
from ..terms import WAITING, ReplyState, RequestState

TO_ANSWER = N_("专家支持：{title}")
ASKED = N_("{by} 请您专家支持：{title}")


@transaction.atomic
def ask_experts(row: ExpertRequest, *, experts: Collection[User], by) -> ExpertRequest:
    """Ask one or more experts; each has it in his to-dos, due when the answer is needed.

    Raises Refused for who does not see the customer, without a question, for a moment that is
    over, and for people who do not answer as experts.
    """
    if not access.visible_kept(by).filter(pk=row.customer_id).exists():
        raise Refused(N_("您不能为“{name}”请专家。请联系其负责人。"), name=row.customer.name)
    if row.opportunity and row.opportunity.customer_id != row.customer_id:
        raise Refused(N_("这个商机是另一位客户的。"), field="opportunity")
    rules.check_asked(row.question, row.due_at, [one.pk for one in experts], now=timezone.now())
    if row.product is not None:
        row.family = row.product.category or row.family
    row.owner, row.org_unit = by, by.unit
    with recorded(row, Verb.CREATE, by=by):
        row.save()
    _invite(row, experts, by=by)
    return row


@transaction.atomic
def invite(row: ExpertRequest, *, experts: Collection[User], by) -> ExpertRequest:
    """Ask more experts. Raises Refused once it is closed, and for those asked before."""
    row = held(row)
    known = set(row.replies.values_list("expert", flat=True))
    fresh = [one for one in experts if one.pk not in known]
    if not fresh:
        raise Refused(N_("请至少选一位还没有请过的专家。"), field="experts")
    rules.check_asked(row.question, row.due_at, [*known, *(one.pk for one in fresh)],
                      now=min(timezone.now(), row.created_at))  # fmt: skip
    _invite(row, fresh, by=by)
    record(row, verb=N_("加请专家"), by=by, changes={
        N_("专家"): [None, "、".join(one.name for one in fresh)],
    })  # fmt: skip
    return row


@transaction.atomic
def close_request(row: ExpertRequest, *, text: str, by) -> ExpertRequest:
    """Nobody waits any more; what experts still had to answer leaves their to-dos.

    Raises Refused the second time, and without a word when no expert has answered.
    """
    row = held(row)
    rules.check_closed(text, has_answer=row.replies.filter(state=ReplyState.ANSWERED).exists())
    with recorded(row, N_("办结专家支持"), by=by):
        row.state, row.closed_at = RequestState.CLOSED, timezone.now()
        row.conclusion = text.strip()[:500]
        row.save(update_fields=["state", "closed_at", "conclusion"])
    row.replies.filter(state__in=WAITING).update(state=ReplyState.RELEASED, at=timezone.now())
    settle(source=access.REPLY_SOURCE, about=row, by=by)
    return row


def held(row: ExpertRequest) -> ExpertRequest:
    """The question as it stands, held. Raises Refused once it is closed."""
    rows = ExpertRequest.objects.select_for_update(of=("self",))
    row = rows.select_related("customer", "owner", "family", "product").get(pk=row.pk)
    rules.check_open(row.state)
    return row


def ask_expert(row: ExpertRequest, expert: User, *, by) -> None:
    """It is one of the expert's to-dos until he has answered."""
    ask(owner=expert, source=access.REPLY_SOURCE, about=row, due_at=row.due_at, by=by,
        title=say(TO_ANSWER, title=row.title))  # fmt: skip


def _invite(row: ExpertRequest, experts: Collection[User], *, by) -> None:
    able = {one.pk for one in queries.people_who_answer()}
    for one in experts:
        if one.pk not in able or one.pk == by.pk:
            raise Refused(
                N_("{name} 不能作为专家答复这个问题，请另选一位。"), name=one.name, field="experts"
            )
    now = timezone.now()
    ExpertReply.objects.bulk_create(
        [ExpertReply(request=row, expert=one, asked_at=now) for one in experts]
    )
    for one in experts:
        ask_expert(row, one, by=by)
    title = say(ASKED, by=by.name, title=row.title)
    notify(to=experts, event="presales.asked", title=title, text=row.question[:200], about=row,
           by=by)  # fmt: skip
