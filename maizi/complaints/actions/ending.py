"""A complaint ends: closed, withdrawn, analysed, and everybody learns of it (E-1, E-11)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.inbox.actions import notify, settle
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kernel.texts import N_, say

from .. import access, queries
from ..events import ComplaintClosed
from ..models import Complaint, Improvement, Lesson, LessonRead
from ..rules import closing, moves
from ..terms import HandOffState, State, Step
from .clocking import end_course
from .course import locked, move, require_text, tick

CLOSED = N_("您的投诉已结案。{days} 天内如仍不满意，可以在这里要求重新处理。")
WITHDRAWN = N_("您的投诉已按您的意愿撤销。")
PUBLISHED = N_("请学习投诉案例：{title}")


@transaction.atomic
def close(
    row: Complaint, *, has_chance: bool | None, chance: str, is_regained: bool | None, by,
    at: datetime | None = None,
) -> Complaint:  # fmt: skip
    """End a complaint whose record is whole. Raises Refused, naming each gap (E-5 详细记录).
    Announces ComplaintClosed.

    has_chance   whether a business opportunity came of it (S001); chance says which
    is_regained  whether the customer is ours again (S001)
    """
    row, at = locked(row, by=by, verb="handle"), at or timezone.now()
    moves.target_of(State(row.state), "close")
    row.has_chance, row.chance, row.is_regained = has_chance, chance.strip()[:200], is_regained
    closing.check_closable(queries.record_of(row))
    with recorded(row, moves.LABELS["close"], by=by):
        told = CLOSED.format(days=queries.reopen_days())
        move(row, verb="close", by=by, public=told, at=at)
        row.ended_at = at
        row.save()
    _end(row, by=by, at=at)
    publish(ComplaintClosed(row.pk, row.is_regained))
    return row


@transaction.atomic
def withdraw(row: Complaint, *, reason: str, by) -> Complaint:
    """The customer takes it back, and says why."""
    row = locked(row, by=by, verb="handle")
    reason = require_text(reason, field="reason", sentence=_("请写明客户为什么撤诉。"))
    with recorded(row, moves.LABELS["withdraw"], by=by, reason=reason):
        row.ended_at = move(row, verb="withdraw", by=by, text=reason, public=WITHDRAWN).at
        row.save()
    _end(row, by=by, at=row.ended_at)
    return row


@transaction.atomic
def analyse(row: Complaint, *, improvement: Improvement | None, text: str, by) -> Complaint:
    """What is learned of a closed complaint, and which improvement it leads to."""
    row = locked(row)
    if not access.may(by, "analyse") and not access.may(by, "handle", row):
        raise Refused(_("投诉分析由处理人或分析人员填写。"))
    text = require_text(text, field="text", sentence=_("请写下从这件投诉里学到什么。"))
    with recorded(row, moves.LABELS["analyse"], by=by):
        move(row, verb="analyse", by=by, text=text)
        row.improvement = improvement
        row.save()
    return row


@transaction.atomic
def publish_lesson(row: Complaint, *, title: str, text: str, by) -> Lesson:
    """Let everybody at the front know: the seventh step. Names no customer (E-11).

    Raises Refused before the complaint has ended, and when the text names who complained.
    """
    row = locked(row)
    if not access.may(by, "analyse"):
        raise Refused(_("案例由分析人员发布。"))
    if not State(row.state).is_ended:
        raise Refused(_("办结以后再发布案例。"))
    title = require_text(title, field="title", sentence=_("请给案例起个标题。"))
    text = require_text(text, field="text", sentence=_("请写下案例与教训。"))
    for name in queries.names_in(row):
        if name in title or name in text:
            raise Refused(
                N_("案例里出现了“{name}”。案例给全员看，请隐去客户和投诉人。"), name=name,
                field="text", code="name",
            )  # fmt: skip
    lesson = Lesson.objects.filter(complaint=row).first() or Lesson(complaint=row)
    verb = Verb.CREATE if lesson._state.adding else Verb.CHANGE
    with recorded(lesson, verb, by=by):
        lesson.title, lesson.text, lesson.by, lesson.at = title[:80], text, by, timezone.now()
        lesson.save()
    tick(row, step=Step.AWARE, by=by, text=title)
    people = [one for one in queries.front_people() if one.pk != by.pk]
    notify(to=people, event="complaints.lesson", about=lesson, by=by,
           title=say(PUBLISHED, title=lesson.title))  # fmt: skip
    return lesson


def learn(lesson: Lesson, *, by) -> LessonRead:
    """Somebody says that he has read a lesson. Twice is once."""
    row, _is_new = LessonRead.objects.get_or_create(
        lesson=lesson, user=by, defaults={"at": timezone.now()}
    )
    return row


def _end(row: Complaint, *, by, at: datetime) -> None:
    """Nothing runs and nobody is asked any more."""
    end_course(row, by=by, at=at)
    settle(source=access.ANSWER_SOURCE, about=row, by=by)
    for offer in row.hand_offs.filter(state=HandOffState.ASKED):
        offer.state, offer.answered_at = HandOffState.RECALLED, at
        offer.save(update_fields=["state", "answered_at"])
        settle(source=access.ACCEPT_SOURCE, about=row, owner=offer.taker, by=by)
        end_course(offer, by=by, at=at)
