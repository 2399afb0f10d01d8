"""Why a customer is rated again, and a person who looks where a card has spoken (D-30, N-1)."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from maizi.customers.models import Customer
from maizi.fields.queries import parameters
from maizi.history.actions import record_many, recorded
from maizi.history.terms import Verb
from maizi.inbox.actions import Line, ask_many, notify_many, settle
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, Said, kept, said_again, say

from ..models import Evaluation, Recheck, Review
from ..queries.raters import raters_of
from ..terms import EvaluationState, ReviewState, Trigger

SOURCE = "rating.review"
DUE = N_("{customer} 须要复评：{text}")
ANSWERED, CLOSED = N_("答复人工复核"), N_("处理")
REFERRED = N_("客户不认可评价 {no} 的等级，原话在评价里")
# What a person notices; the rest the nightly run finds.
BY_HAND = (Trigger.COMPLAINT, Trigger.OWNERSHIP, Trigger.GUARANTOR)


@transaction.atomic
def raise_review(customer: Customer, trigger: Trigger, text: str, *, by) -> Review:
    """Say that a customer has to be rated again; one open review for each reason (D-30).

    Raises Refused without a word about what happened.
    """
    if not text.strip():
        raise Refused(N_("请写明发生了什么。"), field="text")
    there = Review.objects.filter(customer=customer, trigger=trigger, state=ReviewState.OPEN)
    row = there.first()
    if row is not None:
        return row
    row = Review(customer=customer, trigger=trigger, text=text.strip()[:200], by=by,
                 raised_at=timezone.now())  # fmt: skip
    with recorded(row, Verb.CREATE, by=by):
        row.save()
    tell_reviews([row], by=by)
    return row


def tell_reviews(rows: Sequence[Review], *, by=None) -> None:
    """Ask those to rate the customers again who can (`raters_of`).

    A number of queries that does not grow with the rows.
    """
    if not rows:
        return
    raters, lines = raters_of(rows), []
    for row in rows:
        said = say(DUE, customer=row.customer.name, text=said_again(row.said) or row.text)
        lines += [Line(person, said, row) for person in raters[row.pk]]
    ask_many(lines, source=SOURCE, by=by)
    notify_many(lines, event="rating.review", by=by)


def settle_todos(rows: Iterable[Review], *, by=None) -> None:
    """What was asked for about these reviews is done."""
    for row in rows:
        settle(source=SOURCE, about=row, by=by)


@transaction.atomic
def close_review(row: Review, *, answer: str, by) -> Review:
    """The matter was looked at and the grade stays. Raises Refused without saying why."""
    row = Review.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.state != ReviewState.OPEN:
        raise Refused(N_("这件复评已经处理过了。"))
    if not answer.strip():
        raise Refused(N_("请写明为什么不用重新评级。"), field="answer")
    with recorded(row, CLOSED, by=by, reason=answer):
        row.state, row.answer = ReviewState.DONE, answer.strip()[:200]
        row.closed_by, row.closed_at = by, timezone.now()
        row.save()
    settle_todos([row], by=by)
    return row


@transaction.atomic
def ask_recheck(row: Evaluation, words: str, *, by) -> Recheck:
    """An individual wants a person to look at his grade; he is entitled to (PIPL art. 24).

    His words stay with the request: to-dos and messages go far and would keep them.
    Raises Refused for an enterprise, for an evaluation that is not approved, for a second one.
    """
    if row.customer.party_type != "individual":
        raise Refused(N_("人工复核是个人客户的权利；企业客户请开新的评价。"))
    if row.state != EvaluationState.APPROVED:
        raise Refused(N_("这次评价还没有批准，结论还没有生效。请等批准以后再复核。"))
    if not words.strip():
        raise Refused(N_("请记下客户怎么说。"), field="words")
    if row.rechecks.filter(answered_on=None).exists():
        raise Refused(N_("已有一件复核在等答复。请先答复它。"))
    made = Recheck(evaluation=row, words=words.strip()[:1000], asked_on=timezone.localdate(),
                   taken_by=by)  # fmt: skip
    with recorded(made, Verb.CREATE, by=by):
        made.save()
    raise_review(row.customer, Trigger.REQUEST, say(REFERRED, no=row.no), by=by)
    return made


@transaction.atomic
def answer_recheck(made: Recheck, *, answer: str, keeps: bool, by) -> Recheck:
    """What a person found who neither evaluated nor approved (PIPL art. 24).

    Where the grade does not stay, the review remains open until the customer is rated anew.
    Raises Refused for those two, and without reasons.
    """
    made = (
        Recheck.objects.select_for_update(of=("self",)).select_related("evaluation").get(pk=made.pk)
    )
    if made.answered_on is not None:
        raise Refused(N_("这件复核已经答复过了。"))
    if by.pk in (made.evaluation.by_id, made.evaluation.approved_by_id):
        raise Refused(N_("评价人和批准人不能复核自己的结论。请由另一位同事复核。"))
    if not answer.strip():
        raise Refused(N_("请写明复核的结论和理由，客户有权知道。"), field="answer")
    with recorded(made, ANSWERED, by=by):
        made.answer, made.keeps = answer.strip()[:1000], keeps
        made.answered_by, made.answered_on = by, timezone.localdate()
        made.save()
    open_ = Review.objects.filter(customer=made.evaluation.customer_id, trigger=Trigger.REQUEST,
                                  state=ReviewState.OPEN).first()  # fmt: skip
    if keeps and open_ is not None:
        close_review(open_, answer=answer[:200], by=by)
    return made


@transaction.atomic
def raise_many(found: Sequence[tuple[Customer, Trigger, str]], *, by=None) -> list[Review]:
    """Reviews out of a nightly run, however many in a constant number of queries.

    Where one is open already nothing happens, nor for a while after one was closed: somebody has
    looked. A grade that would be yet another one is asked about at once.
    """
    now = timezone.now()
    open_, quiet = _known({customer.pk for customer, _, _ in found}, now)
    rows = [
        Review(
            customer=customer,
            trigger=trigger,
            text=text[:200],
            raised_at=now,
            by=by,
            said=kept(text) if isinstance(text, Said) else {},
        )
        for customer, trigger, text in found
        if (customer.pk, trigger.value) not in open_
        and (customer.pk, trigger.value, text if trigger == Trigger.DRIFT else "") not in quiet
    ]
    Review.objects.bulk_create(rows, ignore_conflicts=True)  # a person may be quicker
    made = set(Review.objects.filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    rows = [row for row in rows if row.pk in made]
    lines = [(row.pk, row.text, {"text": [None, row.text]}) for row in rows]
    if lines:
        record_many(Review._meta.label_lower, lines=lines, verb=Verb.CREATE, by=by)
    tell_reviews(rows, by=by)
    return rows


def _known(ids: set[int], now: datetime) -> tuple[set, set]:
    """What is open, and what was closed so lately that nobody is asked again. Two queries."""
    (days,) = parameters("rating.quiet_days")
    there = Review.objects.filter(customer__in=ids).order_by()
    open_ = set(there.filter(state=ReviewState.OPEN).values_list("customer_id", "trigger"))
    closed = there.filter(state=ReviewState.DONE, closed_at__gt=now - timedelta(days=int(days)))
    quiet = {
        (customer, trigger, text if trigger == Trigger.DRIFT else "")
        for customer, trigger, text in closed.values_list("customer_id", "trigger", "text")
    }
    return open_, quiet
