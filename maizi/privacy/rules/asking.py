"""How a person's request goes on (PIPL 44–50)."""

from datetime import date, datetime

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..terms import RequestKind, RequestState

STEPS = {
    RequestState.RECEIVED: {RequestState.VERIFIED, RequestState.REFUSED, RequestState.WITHDRAWN},
    RequestState.VERIFIED: {RequestState.FULFILLED, RequestState.REFUSED, RequestState.WITHDRAWN},
}


def check_step(state: str, wanted: RequestState, *, has_subject: bool, kind: str) -> None:
    """Whether a request may go to a state. Raises Refused: identity first, a record to act on.

    A request of somebody of whom we hold nothing is fulfilled by saying so; only verbs that act
    on a record need one.
    """
    if wanted not in STEPS.get(RequestState(state), ()):
        if state == RequestState.RECEIVED:
            raise Refused(N_("请先核实请求人的身份，再办理。"))
        raise Refused(N_("这个请求已经办结。"))
    acts = RequestKind(kind) in (RequestKind.DELETION, RequestKind.RESTRICTION)
    if wanted == RequestState.FULFILLED and acts and not has_subject:
        raise Refused(N_("请先找到本人的档案。查无此人的，请以“已拒绝”结束并写明理由。"))


def check_refusal(reason: str) -> None:
    """A refusal says why (50). Raises Refused."""
    if len(reason.strip()) < 4:
        raise Refused(N_("拒绝请求必须向个人说明理由，请写清楚。"), field="answer")


def days_left(due_at: datetime, today: date) -> int:
    """Days until the deadline; negative when it has passed."""
    return (due_at.date() - today).days
