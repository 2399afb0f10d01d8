"""An evaluation from its opening to its scores: blind first, then agreed (D-1, D-2)."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from maizi.accounts.models import User
from maizi.customers.access import visible_customers
from maizi.customers.models import Customer
from maizi.fields.actions import next_number
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.inbox.actions import ask, notify, settle
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from ..models import Evaluation, Evaluator, Mark, Paragraph, Scorecard
from ..queries.facts import evaluation_of, traits_of
from ..rules import cards
from ..terms import CardState, EvaluationState, Factor, Measure, Serves

ASK_SOURCE = "rating.score"
HANDED, INVITED, AGREED = N_("交卷"), N_("请人评分"), N_("商定评分")
TOLD, CLOSED = N_("写评述"), N_("作废")
PLEASE = N_("请给 {customer} 的信用评价评分")


@dataclass(frozen=True, slots=True)
class Given:
    """One score of one trait; None: not assessable."""

    score: int | None
    note: str = ""


@transaction.atomic
def open_evaluation(customer: Customer, card: Scorecard, *, by) -> Evaluation:
    """Begin to evaluate a customer by a card; whoever begins is its first evaluator.

    Raises Refused while another evaluation is on its way, and for a card that is not in use.
    """
    there = evaluation_of(customer)
    if there is not None:
        raise Refused(
            N_("{customer} 已有进行中的评价 {no}。请先完成或作废它。"), customer=str(customer),
            no=there.no,
        )  # fmt: skip
    used = Scorecard.objects.filter(pk=card.pk, state=CardState.ACTIVE).exclude(serves=Serves.BOOK)
    if not used.exists():
        raise Refused(N_("“{card}”不能用来评客户。请选使用中的评分卡。"), card=str(card))
    row = Evaluation(
        no=next_number("evaluation", on=timezone.localdate()), customer=customer, card=card,
        by=by, at=timezone.now(),
    )  # fmt: skip
    with recorded(row, Verb.CREATE, by=by):
        row.save()
    Evaluator.objects.create(evaluation=row, person=by)
    return row


@transaction.atomic
def save_evaluation(row: Evaluation, verb: str, *, by) -> Evaluation:
    """Store what was asked for, cautions, limit; the caller records (`kit.pages.save`)."""
    refuse_closed(row)
    row.save()
    return row


@transaction.atomic
def save_paragraphs(row: Evaluation, told: Mapping[Factor, tuple[str, int | None]], *, by) -> None:
    """The five rated paragraphs (D-1); what is empty is left out, for later."""
    row = locked(row)
    with recorded(row, TOLD, by=by):
        row.paragraphs.all().delete()
        Paragraph.objects.bulk_create([
            Paragraph(evaluation=row, factor=factor, text=text.strip(), mark=mark)
            for factor, (text, mark) in told.items() if text.strip() and mark is not None
        ])  # fmt: skip
        row.save()


@transaction.atomic
def invite(row: Evaluation, person: User, *, by) -> Evaluator:
    """Ask one more person to score, without seeing the others' marks. Hears of it in the inbox.

    Raises Refused for whoever was asked before, and for whoever may see nothing of the customer.
    """
    row = locked(row)
    if row.evaluators.filter(person=person).exists():
        raise Refused(N_("{name}已在评分人里。"), name=person.name, field="person")
    if not visible_customers(person).filter(pk=row.customer_id).exists():
        raise Refused(
            N_("{name}看不到这位客户，不能请他评分。请先把客户共享给他，或请别人。"),
            name=person.name, field="person",
        )  # fmt: skip
    with recorded(row, INVITED, by=by, reason=person.name):
        made = Evaluator.objects.create(evaluation=row, person=person)
        row.save()
    said = say(PLEASE, customer=str(row.customer))
    ask(owner=person, source=ASK_SOURCE, title=said, about=row, by=by)
    notify(to=[person], event="rating.asked", title=said, about=row, by=by)
    return made


@transaction.atomic
def hand_in(row: Evaluation, given: Mapping[int, Given], *, by) -> Evaluator:
    """Somebody's own marks of every manual trait; from then on he sees the others'.

    Raises Refused for who was not asked, for an trait left out, for a low or top mark without its
    reason.
    """
    row = locked(row)
    seat = row.evaluators.filter(person=by).first()
    if seat is None:
        raise Refused(N_("您不在这次评价的评分人里。请评价人先邀请您。"))
    if seat.done_at and row.evaluators.exclude(pk=seat.pk).exists():
        raise Refused(N_("您已经交卷，看得到别人的评分了。要改，请和大家商定。"))
    _check(row, given)
    with recorded(row, HANDED, by=by):
        seat.marks.all().delete()
        Mark.objects.bulk_create([
            Mark(evaluation=row, trait_id=id_, evaluator=seat, score=one.score, note=one.note[:400])
            for id_, one in given.items()
        ])  # fmt: skip
        seat.done_at = timezone.now()
        seat.save(update_fields=["done_at"])
        row.save()
    settle(source=ASK_SOURCE, about=row, owner=by, by=by)
    if not row.evaluators.filter(done_at=None).exists():
        _agree_by_rule(row)
    return seat


@transaction.atomic
def agree_marks(row: Evaluation, given: Mapping[int, Given], *, by) -> None:
    """What the evaluators agreed upon after all of them had handed in.

    Raises Refused before that, and for a mark that nobody gave without the reason for it.
    """
    row = locked(row)
    waiting = row.evaluators.filter(done_at=None).select_related("person").first()
    if waiting is not None:
        raise Refused(N_("{name}还没有交卷。各人独立评分以后再商定。"), name=waiting.person.name)
    _check(row, given)
    own: dict[int, set] = {}
    for trait_id, score in row.marks.exclude(evaluator=None).values_list("trait", "score"):
        own.setdefault(trait_id, set()).add(score)
    for id_, one in given.items():
        if one.score not in own.get(id_, ()) and not one.note.strip():
            raise Refused(N_("商定的分数和谁评的都不一样，请写明为什么。"), field=f"note_{id_}")
    with recorded(row, AGREED, by=by):
        _store_agreed(row, given)
        row.save()


@transaction.atomic
def close_evaluation(row: Evaluation, *, reason: str, by) -> None:
    """Give an evaluation up. Raises Refused without a reason, and for one that is approved."""
    row = locked(row)
    if not reason.strip():
        raise Refused(N_("请写明作废的原因。"), field="reason")
    with recorded(row, CLOSED, by=by, reason=reason):
        row.state, row.answer = EvaluationState.CLOSED, reason.strip()[:400]
        row.save(update_fields=["state", "answer"])
    settle(source=ASK_SOURCE, about=row, by=by)


@transaction.atomic
def refer(row: Evaluation, *, by) -> None:
    """Take an invitation to score back from those who have not handed in."""
    row = locked(row)
    with recorded(row, AGREED, by=by):
        gone, _kinds = row.evaluators.filter(done_at=None).exclude(person=row.by).delete()
        row.save()
    settle(source=ASK_SOURCE, about=row, by=by)
    if gone and not row.evaluators.filter(done_at=None).exists():
        _agree_by_rule(row)


def locked(row: Evaluation) -> Evaluation:
    """The row as it stands, for whoever changes it. Raises Refused when it is no longer open."""
    rows = Evaluation.objects.select_for_update(of=("self",))
    row = rows.select_related("customer", "card", "by").get(pk=row.pk)
    refuse_closed(row)
    return row


def refuse_closed(row: Evaluation) -> None:
    """Raises Refused unless the evaluation is still being worked on."""
    state = Evaluation.objects.filter(pk=row.pk).values_list("state", flat=True).first()
    if state not in (None, EvaluationState.OPEN):
        raise Refused(
            N_("评价 {no} 是“{state}”，不能再改。请重新评价。"), no=row.no,
            state=say(EvaluationState(state).chinese),
        )  # fmt: skip


def _check(row: Evaluation, given: Mapping[int, Given]) -> None:
    for trait in traits_of(row.card):
        if trait.measure != Measure.MANUAL:
            continue
        one = given.get(trait.id)
        if one is None:
            raise Refused(
                N_("“{name}”还没有评分；评不了的请选“无法评分”。"), name=trait.name,
                field=f"score_{trait.id}",
            )  # fmt: skip
        if one.score not in (None, *(step.score for step in trait.steps)):
            raise Refused(N_("“{name}”没有这一档。"), name=trait.name, field=f"score_{trait.id}")
        if one.score in (None, 0, 100) and not one.note.strip():
            raise Refused(
                N_("“{name}”评最高、最低或无法评分，请写依据。"), name=trait.name,
                field=f"note_{trait.id}",
            )  # fmt: skip


def _agree_by_rule(row: Evaluation) -> None:
    """The middle of what was given, the lower of two; somebody may agree otherwise later."""
    marks: dict[int, list] = {}
    notes: dict[int, str] = {}
    for mark in row.marks.exclude(evaluator=None).order_by("id"):
        marks.setdefault(mark.trait_id, []).append(mark.score)
        notes[mark.trait_id] = notes.get(mark.trait_id) or mark.note
    _store_agreed(
        row, {id_: Given(cards.agreed(scores), notes[id_]) for id_, scores in marks.items()}
    )


def _store_agreed(row: Evaluation, given: Mapping[int, Given]) -> None:
    row.marks.filter(evaluator=None).delete()
    Mark.objects.bulk_create([
        Mark(evaluation=row, trait_id=id_, score=one.score, note=one.note[:400])
        for id_, one in given.items()
    ])  # fmt: skip
