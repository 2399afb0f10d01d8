"""What somebody has before the sale, when he leaves or moves (C-70)."""

from collections.abc import Mapping

from django.db.models import QuerySet

from maizi.accounts.access import Held, Holding
from maizi.accounts.actions import give_owned
from maizi.accounts.models import User
from maizi.history.actions import record
from maizi.inbox.actions import settle
from maizi.kernel.texts import N_

from .. import access
from ..models import ExpertReply, ExpertRequest, Trial
from ..terms import RUNNING, WAITING, RequestState, TrialState
from .asking import ask_expert
from .lending import ask_back

ASKED_BEFORE = N_("他已经在答复这个问题的专家里。")


def _trials(person: User) -> QuerySet[Trial]:
    return Trial.objects.filter(owner=person, state__in=RUNNING)


def _held_trials(person: User) -> list[Held]:
    rows = _trials(person).select_related("customer", "product", "org_unit").order_by("id")
    return [
        Held(
            row.pk, f"{row.customer.name}：{row.product.name}（{row.no}）"[:120],
            row.get_absolute_url(), region=row.customer.province, unit=row.org_unit.name,
        )
        for row in rows
    ]  # fmt: skip


def _give_trials(ids, *, giver, taker, by, reason, until=None) -> Mapping[int, str]:
    """Another brings the goods back, and has it in his to-dos."""
    rows = list(_trials(giver).filter(pk__in=ids).select_related("customer", "product"))
    refused = give_owned(_trials(giver).filter(pk__in=ids), taker=taker, by=by, reason=reason)
    for row in rows:
        if row.state == TrialState.OUT:
            settle(source=access.TRIAL_SOURCE, about=row, owner=giver, by=by)
            row.owner = taker
            ask_back(row, by=by)
    return refused


def _requests(person: User) -> QuerySet[ExpertRequest]:
    return ExpertRequest.objects.filter(owner=person, state=RequestState.OPEN)


def _held_requests(person: User) -> list[Held]:
    rows = _requests(person).select_related("customer", "org_unit").order_by("id")
    return [
        Held(row.pk, f"{row.customer.name}：{row.title}"[:120], row.get_absolute_url(),
             region=row.customer.province, unit=row.org_unit.name)
        for row in rows
    ]  # fmt: skip


def _give_requests(ids, *, giver, taker, by, reason, until=None) -> Mapping[int, str]:
    """Another hears the answers and carries them to the customer."""
    rows = _requests(giver).filter(pk__in=ids)
    return give_owned(rows, taker=taker, by=by, reason=reason)


def _replies(person: User) -> QuerySet[ExpertReply]:
    return ExpertReply.objects.filter(
        expert=person, state__in=WAITING, request__state=RequestState.OPEN
    )


def _held_replies(person: User) -> list[Held]:
    rows = _replies(person).select_related("request__org_unit").order_by("id")
    return [
        Held(row.pk, row.request.title, row.request.get_absolute_url(),
             unit=row.request.org_unit.name)
        for row in rows
    ]  # fmt: skip


def _give_replies(ids, *, giver, taker, by, reason, until=None) -> Mapping[int, str]:
    """Another expert answers; not one who was asked himself."""
    refused = {}
    rows = _replies(giver).filter(pk__in=ids).select_related("request")
    for row in rows.select_for_update(of=("self",)).order_by("pk"):
        if row.request.replies.filter(expert=taker).exists():
            refused[row.pk] = ASKED_BEFORE
            continue
        settle(source=access.REPLY_SOURCE, about=row.request, owner=giver, by=by)
        row.expert = taker
        row.save(update_fields=["expert"])
        record(row.request, verb=N_("换专家"), by=by, reason=reason,
               changes={N_("专家"): [giver.name, taker.name]})  # fmt: skip
        ask_expert(row.request, taker, by=by)
    return refused


TRIALS = Holding(
    code="trials", label=N_("没有收回的试用"), kind="presales.trial", position=62,
    count=lambda person: _trials(person).count(), held=_held_trials, give=_give_trials,
)  # fmt: skip
REQUESTS = Holding(
    code="expert_requests", label=N_("等专家答复的问题"), kind="presales.expertrequest",
    position=63, count=lambda person: _requests(person).count(), held=_held_requests,
    give=_give_requests,
)  # fmt: skip
REPLIES = Holding(
    code="expert_replies", label=N_("要作为专家答复的问题"), kind="presales.expertreply",
    position=64, count=lambda person: _replies(person).count(), held=_held_replies,
    give=_give_replies,
)  # fmt: skip
