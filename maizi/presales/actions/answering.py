"""Experts accept, decline and answer; an answer can become knowledge (F-1, F-54)."""

from django.db import transaction
from django.utils import timezone

from maizi.customers.actions import note_many
from maizi.history.actions import record, recorded
from maizi.history.terms import Verb
from maizi.inbox.actions import notify, settle
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say
from maizi.training.actions import save_experience
from maizi.training.models import Experience

from .. import access
from ..models import ExpertReply
from ..rules import support as rules
from ..terms import ReplyState
from .asking import held

ACCEPTED = N_("{name} 接受了您的问题：{title}")
DECLINED = N_("{name} 不能支持：{title}")
ANSWERED = N_("{name} 答复了您的问题：{title}")
ON_PAGE = N_("专家答复“{title}”：{text}")
VERBS = {
    ReplyState.ACCEPTED: N_("接受专家支持"), ReplyState.DECLINED: N_("婉拒专家支持"),
    ReplyState.ANSWERED: N_("专家答复"),
}  # fmt: skip


@transaction.atomic
def accept(row: ExpertReply, *, by) -> ExpertReply:
    """An expert takes it on; whoever asked hears of it. Raises Refused the second time."""
    return _moved(row, verb="accept", state=ReplyState.ACCEPTED, told=ACCEPTED, by=by)


@transaction.atomic
def decline(row: ExpertReply, *, text: str, by) -> ExpertReply:
    """An expert cannot help, and says why. Raises Refused without a reason, or after an answer."""
    row = _moved(
        row, verb="decline", state=ReplyState.DECLINED, text=text, told=DECLINED, by=by
    )  # fmt: skip
    settle(source=access.REPLY_SOURCE, about=row.request, owner=row.expert, by=by)
    return row


@transaction.atomic
def answer(row: ExpertReply, *, text: str, by) -> ExpertReply:
    """An expert answers: on the customer's page as well. Raises Refused without words, or twice."""
    row = _moved(
        row, verb="answer", state=ReplyState.ANSWERED, text=text, told=ANSWERED, by=by
    )  # fmt: skip
    settle(source=access.REPLY_SOURCE, about=row.request, owner=row.expert, by=by)
    said = say(ON_PAGE, title=row.request.title, text=text.strip())
    note_many([(row.request.customer, said)], by=by, at=timezone.now())
    return row


@transaction.atomic
def share_answer(row: ExpertReply, given: Experience, *, by) -> Experience:
    """Hand an answer in as an experience, to be reviewed and become an article (F-54).

    Raises Refused before the answer, and when it was handed in already.
    """
    row = ExpertReply.objects.select_for_update(of=("self",)).select_related(
        "request__product", "request__family"
    ).get(pk=row.pk)  # fmt: skip
    if row.state != ReplyState.ANSWERED:
        raise Refused(N_("答复以后才能写成经验。"), code="stage")
    if row.experience_id is not None:
        raise Refused(N_("这个答复已经写成经验了。"), code="stage")
    given.product, given.family = row.request.product, row.request.family
    with recorded(given, Verb.CREATE, by=by):
        save_experience(given, Verb.CREATE, by=by)
    row.experience = given
    row.save(update_fields=["experience"])
    record(row.request, verb=N_("答复写成经验"), by=by,
           changes={N_("经验"): [None, given.title]})  # fmt: skip
    return given


def _moved(
    row: ExpertReply, *, verb: str, state: ReplyState, told: str, by, text: str = ""
) -> ExpertReply:
    request = held(row.request)
    row = (
        ExpertReply.objects.select_for_update(of=("self",)).select_related("expert").get(pk=row.pk)
    )
    rules.check_reply(row.state, verb, text)
    row.request, row.state, row.at = request, state, timezone.now()
    row.text = text.strip()[:4000]
    row.save(update_fields=["state", "at", "text"])
    record(request, verb=VERBS[state], by=by, changes={
        N_("专家"): [None, row.expert.name], N_("答复"): [None, row.text[:400] or None],
    })  # fmt: skip
    title = say(told, name=row.expert.name, title=request.title)
    notify(to=[request.owner], event="presales.answered", title=title, text=row.text[:200],
           about=request, by=by)  # fmt: skip
    return row
