"""Meetings on experience: how often, and what becomes of what was found out (F-54)."""

from datetime import date, timedelta

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..terms import ExchangeState, ExperienceState

LEAST_PEOPLE = 2


def due_on(last: date | None, *, days: int, today: date) -> date:
    """By when the next meeting is held: so many days after the last; today when there was none."""
    return today if last is None else last + timedelta(days=days)


def check_span(from_on: date, to_on: date) -> None:
    """A period has a length. Raises Refused otherwise."""
    if to_on < from_on:
        raise Refused(N_("结束日期不能早于开始日期。"), field="to_on")


def check_planned(state: ExchangeState) -> None:
    """Only a meeting that lies ahead is changed. Raises Refused otherwise."""
    if state != ExchangeState.PLANNED:
        raise Refused(N_("这次交流会已经召开或取消，不能再改。"))


def check_holding(held_on: date, *, today: date, people: int) -> None:
    """A meeting is held on its day or noted afterwards, by two people or more.

    Raises Refused otherwise.
    """
    if held_on > today:
        raise Refused(N_("还没有到召开日期；改期请先修改交流会。"))
    if people < LEAST_PEOPLE:
        raise Refused(
            N_("至少 {count} 个人参加才是交流会，请补上参加人。"),
            count=LEAST_PEOPLE,
            field="people",
        )


def check_writing(state: ExperienceState, *, author_id: int, by_id: int) -> None:
    """Only its author changes an experience, as long as it is not accepted. Raises Refused."""
    if author_id != by_id:
        raise Refused(N_("经验由作者本人修改；要改请审核时退回。"))
    if state == ExperienceState.ACCEPTED:
        raise Refused(N_("已经采纳，请改知识文章。"))


def check_review(
    state: ExperienceState, *, author_id: int, by_id: int, is_accepted: bool, opinion: str
) -> str:
    """The opinion on an experience; nobody judges his own, and who gives back says why.

    Raises Refused otherwise, and for what does not wait for a review.
    """
    if state != ExperienceState.ASKED:
        raise Refused(N_("这条经验不在待审核。"))
    if author_id == by_id:
        raise Refused(N_("自己写的经验请另一位同事审核。"))
    if not is_accepted and not opinion.strip():
        raise Refused(N_("退回要写原因，作者才知道改什么。"), field="opinion")
    return opinion.strip()[:400]


def body_of(cause: str, solution: str, *, words: tuple[str, str]) -> str:
    """The text of an article: why it happens, then what to do, under the given headings."""
    return f"{words[0]}{cause.strip()}\n{words[1]}\n{solution.strip()}"
