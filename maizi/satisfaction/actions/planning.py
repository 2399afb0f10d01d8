"""Plan a round, put people on its list, begin it, let it end (G-9)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from maizi.fields.actions import next_number
from maizi.history.actions import record, recorded
from maizi.history.terms import Verb
from maizi.inbox.actions import ask, notify
from maizi.inbox.queries import has_mail
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from .. import access, queries
from ..models import Invitation, Round
from ..rules.choosing import Chosen, choose
from ..rules.course import check_asking, check_begin, check_closes, check_plan
from ..terms import QuestionnaireState, RoundState, Sending, SurveyType, Way
from .filing import propose
from .inviting import enqueue_letters

CLOSED = N_("满意度调查“{name}”截止了：{n} 份答卷")
TODO = N_("提交不足与改进计划：{name}")
FIXED = ("type", "questionnaire_id", "is_anonymous", "since", "until", "value_class", "nature",
         "province")  # fmt: skip


@transaction.atomic
def save_round(row: Round, verb: str, *, by) -> Round:
    """Store a round before it ends; the caller records.

    Raises Refused for a questionnaire that is none of its kind or a draft, for days that are
    past, an owner who may not plan, and once it began for anything that says whom it asks what.
    """
    row.owner = row.owner if row.owner_id else by
    if not row.owner.is_active or not access.may(row.owner, "plan"):
        raise Refused(N_("负责人要在职，并且有“发起调查”的权限。"), field="owner")
    stored = None if row._state.adding else locked(row)
    check_plan(SurveyType(row.type), since=row.since, until=row.until)
    if stored is None or stored.closes_on != row.closes_on:
        check_closes(row.closes_on, timezone.localdate())
    if stored is None:
        row.no = next_number("survey", on=timezone.localdate())
    else:
        _check_change(row, stored)
    if stored is None or stored.questionnaire_id != row.questionnaire_id:
        _check_questionnaire(row)
    row.org_unit = row.owner.unit
    row.save()
    return row


def locked(row: Round) -> Round:
    """The round as it stands, locked to the end of the transaction: who answers waits."""
    rows = Round.objects.select_for_update(of=("self",))
    return rows.select_related("owner__unit", "questionnaire").get(pk=row.pk)


@transaction.atomic
def fill_list(row: Round, *, by, now: datetime | None = None) -> Chosen:
    """Put everybody on the list whom the round is about, who agreed and was left alone long
    enough; says how many are left out for which reason. Twice is once.

    by  whose sight decides; nobody: the owner's. Raises Refused once the round is over
    """
    now = now or timezone.now()
    row = locked(row)
    if RoundState(row.state).is_over:
        raise Refused(N_("调查已经截止，不能再加人。"), code="state")
    known = set(row.invitations.values_list("customer", flat=True))
    chosen = choose(
        queries.candidates(by or row.owner, row, now=now), known=known,
        today=timezone.localdate(now), rest_days=queries.rest_days(), most=queries.MOST,
    )  # fmt: skip
    made = [
        Invitation(
            round=row, customer_id=one.customer_id, contact_id=one.contact_id, made_at=now,
            subject_kind=one.subject[0], subject_id=one.subject[1], subject=one.subject[2],
        )
        for one in chosen.asked
    ]  # fmt: skip
    Invitation.objects.bulk_create(made, batch_size=500)
    row.left_out = {reason.value: n for reason, n in chosen.left_out.items()}
    row.save(update_fields=["left_out"])
    if made:
        record(row, verb=N_("生成名单"), by=by, reason=str(len(made)))
    return chosen


@transaction.atomic
def drop(one: Invitation, *, by) -> None:
    """Take somebody off the list. Raises Refused once he has his invitation or has answered."""
    row = locked(one.round)
    one = Invitation.objects.select_for_update(of=("self",)).select_related("customer", "contact") \
        .get(pk=one.pk)  # fmt: skip
    if RoundState(row.state).is_over:
        raise Refused(N_("调查已经截止，不能再改名单。"), code="state")
    if one.is_answered or one.sending not in (Sending.NONE, Sending.FAILED):
        raise Refused(N_("邀请已经送出，不能去掉。"), code="sent")
    with recorded(one, Verb.DELETE, by=by):
        one.delete()


@transaction.atomic
def begin(row: Round, *, by) -> Round:
    """Answers are taken from now on; by mail the letters go. Raises Refused without people."""
    row = locked(row)
    check_begin(RoundState(row.state), people=row.invitations.count())
    check_closes(row.closes_on, timezone.localdate())
    with recorded(row, N_("开始调查"), by=by):
        row.state, row.opened_at = RoundState.OPEN, timezone.now()
        row.save(update_fields=["state", "opened_at"])
    if row.way == Way.MAIL and has_mail():
        enqueue_letters(row, by=by)
    return row


@transaction.atomic
def close_round(row: Round, *, by, now: datetime | None = None) -> Round:
    """No answer is taken any more; low indicators are proposed as shortfalls (G-1).

    After sales, who files for the unit is asked for shortfalls and improvements (F-55). Raises
    Refused unless the round is open.
    """
    row, now = locked(row), now or timezone.now()
    check_asking(RoundState(row.state))
    with recorded(row, N_("截止调查"), by=by):
        row.state, row.closed_at = RoundState.CLOSED, now
        if SurveyType(row.type).is_after_sales:
            row.file_by = queries.filing_due(timezone.localdate(now))
        row.save(update_fields=["state", "closed_at", "file_by"])
    row.invitations.filter(sending=Sending.QUEUED).update(sending=Sending.NONE)
    propose(row)
    people = {row.owner_id: row.owner}
    if row.file_by is not None:
        for one in queries.filers(row):
            people[one.pk] = one
            ask(owner=one, source=access.FILE_SOURCE, about=row, due_at=row.file_by, by=by,
                title=say(TODO, name=row.name))  # fmt: skip
    notify(to=people.values(), event="satisfaction.closed", about=row, by=by,
           title=say(CLOSED, name=row.name, n=row.responses.count()))  # fmt: skip
    return row


def turn_rounds(*, now: datetime, by=None) -> dict[str, int]:
    """Every night: end what is past its day or full, and ask about what was closed since."""
    ended = added = 0
    for row in Round.objects.filter(state=RoundState.OPEN).select_related("owner").order_by("pk"):
        if queries.refusal_for(row, today=timezone.localdate(now)):
            close_round(row, by=by, now=now)
            ended += 1
        elif row.since is not None and row.owner.is_active:
            found = len(fill_list(row, by=None, now=now).asked)
            added += found
            if found and row.way == Way.MAIL and has_mail():
                enqueue_letters(row, by=by)
    return {"ended": ended, "added": added}


def _check_questionnaire(row: Round) -> None:
    if row.questionnaire.type != row.type:
        raise Refused(N_("这份问卷不是这种调查用的。请换一份。"), field="questionnaire")
    if row.questionnaire.state != QuestionnaireState.READY:
        raise Refused(N_("问卷还没有定稿，或者已经停用。请换一份。"), field="questionnaire")


def _check_change(row: Round, stored: Round) -> None:
    if RoundState(stored.state).is_over:
        raise Refused(N_("调查已经截止，不能再改。"), code="state")
    row.state = stored.state
    is_fixed = stored.state != RoundState.PLANNED or stored.invitations.exists()
    changed = [name for name in FIXED if getattr(row, name) != getattr(stored, name)]
    if is_fixed and changed:
        field = changed[0].removesuffix("_id")
        raise Refused(N_("名单已经生成，问谁、问什么不能再改。请另建一轮。"), field=field)
