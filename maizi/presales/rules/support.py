"""When experts may be asked, and what they may answer (F-1)."""

from collections.abc import Collection
from datetime import datetime

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..terms import WAITING, ReplyState, RequestState

MOST_EXPERTS = 8
MOVES = {"accept": (ReplyState.ASKED,), "decline": WAITING, "answer": WAITING}


def can_move(state: str, verb: str) -> bool:
    """Whether a verb fits the reply of an expert as it stands."""
    return state in MOVES[verb]


def check_asked(
    question: str, due_at: datetime, experts: Collection[int], *, now: datetime
) -> None:
    """Raises Refused without a question, without anybody asked, and for a moment that is over."""
    if not question.strip():
        raise Refused(N_("请写下客户的问题。"), field="question")
    if due_at <= now:
        raise Refused(N_("答复期限要晚于现在。"), field="due_at")
    if not experts:
        raise Refused(N_("请至少选一位专家。"), field="experts")
    if len(experts) > MOST_EXPERTS:
        raise Refused(
            N_("一个问题最多请 {most} 位专家。"), most=MOST_EXPERTS, field="experts"
        )  # fmt: skip


def check_open(state: str) -> None:
    """Raises Refused once nobody waits any more."""
    if state != RequestState.OPEN:
        raise Refused(N_("这次专家支持已经办结。要再问，请新提一个。"), code="stage")


def check_reply(state: str, verb: str, words: str) -> None:
    """Raises Refused twice, and for a decline or an answer without words."""
    if not can_move(state, verb):
        raise Refused(
            N_("您对这个问题的答复现在是“{state}”，不能这样办。请刷新页面。"),
            state=ReplyState(state).chinese, code="stage",
        )  # fmt: skip
    if verb == "decline" and not words.strip():
        raise Refused(N_("请写明为什么不能支持，同事好另请别人。"), field="text")
    if verb == "answer" and not words.strip():
        raise Refused(N_("请写下您的答复。"), field="text")


def check_closed(words: str, *, has_answer: bool) -> None:
    """Raises Refused when it is closed without an answer, and without why."""
    if not has_answer and not words.strip():
        raise Refused(N_("还没有专家答复。请写明为什么不用等了。"), field="text")
