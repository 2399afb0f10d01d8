"""What may be done with questionnaires, rounds and cases, and when (G-9, F-55, E-11)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from maizi.complaints.terms import Step
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..terms import Decision, QuestionKind, QuestionnaireState, RoundState, SurveyType

WHOLE, NEAR = 100.0, 0.005
MOST_DAYS = 400


@dataclass(frozen=True, slots=True)
class Drafted:
    """What a draft says of one question."""

    kind: QuestionKind
    indicator: str = ""
    percent: float = 0.0
    choices: int = 0


@dataclass(frozen=True, slots=True)
class Open:
    """What decides whether an answer is still taken; answered without the one who asks."""

    state: RoundState
    closes_on: date
    answered: int = 0
    quota: int | None = None


def check_ready(
    state: QuestionnaireState, questions: Collection[Drafted], indicators: dict[str, float]
) -> None:
    """A questionnaire may be sent: it asks something, and its weights add up. Raises Refused.

    indicators  name -> percent of the index
    """
    if state != QuestionnaireState.DRAFT:
        raise Refused(N_("只有草稿才能定稿。"), code="state")
    if not questions:
        raise Refused(N_("请先加上题目，再定稿。"), code="empty")
    if any(one.kind in (QuestionKind.ONE, QuestionKind.MANY) and one.choices < 2
           for one in questions):  # fmt: skip
        raise Refused(N_("选择题至少要有两个选项。"), code="choices")
    if not indicators:
        return
    if abs(sum(indicators.values()) - WHOLE) > NEAR:
        raise Refused(
            N_("各指标的权重合计是 {sum}%，要正好是 100%。"), sum=_short(sum(indicators.values())),
            code="indicators",
        )  # fmt: skip
    for name in indicators:
        percents = [one.percent for one in questions if one.indicator == name]
        if not percents:
            raise Refused(N_("指标“{name}”还没有题目。"), name=name, code="bare")
        if abs(sum(percents) - WHOLE) > NEAR:
            raise Refused(
                N_("指标“{name}”下面各题的权重合计是 {sum}%，要正好是 100%。"), name=name,
                sum=_short(sum(percents)), code="items",
            )  # fmt: skip


def check_plan(type_: SurveyType, *, since: date | None, until: date | None) -> None:
    """A round about services says in which span they ended. Raises Refused."""
    if type_ in (SurveyType.PERIODIC, SurveyType.KEY_ACCOUNT):
        return
    if since is None:
        raise Refused(N_("请写明问哪段时间里办完的。"), field="since")
    if until is None:
        raise Refused(N_("请写明问到哪天为止办完的。"), field="until")
    if until < since:
        raise Refused(N_("结束日期不能早于开始日期。"), field="until")
    if (until - since).days > MOST_DAYS:
        raise Refused(N_("一轮调查最多问 {most} 天里的。"), most=MOST_DAYS, field="until")


def check_closes(closes_on: date, today: date) -> None:
    """A round ends in days to come, within about a year. Raises Refused."""
    if closes_on < today:
        raise Refused(N_("截止日期已经过去。"), field="closes_on")
    if (closes_on - today).days > MOST_DAYS:
        raise Refused(N_("截止日期太远，最多 {most} 天。"), most=MOST_DAYS, field="closes_on")


def check_begin(state: RoundState, *, people: int) -> None:
    """A planned round with people on its list may begin. Raises Refused."""
    if state != RoundState.PLANNED:
        raise Refused(N_("这轮调查已经开始。"), code="state")
    if not people:
        raise Refused(N_("名单上还没有人。请先生成名单。"), code="empty")


def check_asking(state: RoundState) -> None:
    """People are invited and reminded while the round is open. Raises Refused."""
    if state != RoundState.OPEN:
        raise Refused(N_("这轮调查不在进行中。"), code="state")


def refusal_of(found: Open, today: date) -> str:
    """Why no answer is taken any more; "" while it is."""
    if found.state != RoundState.OPEN or today > found.closes_on:
        return N_("这次调查已经结束，谢谢您的关心。")
    if found.quota is not None and found.answered >= found.quota:
        return N_("答卷已经收够了，谢谢您的关心。")
    return ""


def check_final(
    state: RoundState, *, is_after_sales: bool, is_filed: bool, decisions: Iterable[Decision]
) -> None:
    """A round is finalised once every low indicator is settled and, after sales, the head has
    filed shortfalls and improvements (F-55, G-1). Raises Refused."""
    if state == RoundState.FINAL:
        raise Refused(N_("这轮调查已经定稿。"), code="state")
    if state != RoundState.CLOSED:
        raise Refused(N_("调查截止以后才能定稿。"), code="state")
    _refuse_unsettled(decisions)
    if is_after_sales and not is_filed:
        raise Refused(
            N_("售后服务部负责人还没有提交不足与改进计划，不能定稿。请先提交。"), code="file"
        )


def check_filing(state: RoundState, review: str, decisions: Iterable[Decision]) -> None:
    """Shortfalls are filed after the end, each with a measure or a reason. Raises Refused."""
    if state != RoundState.CLOSED:
        raise Refused(N_("调查截止以后、定稿以前才能提交。"), code="state")
    _refuse_unsettled(decisions)
    if not review.strip():
        raise Refused(N_("请写下总体的不足和打算；没有不足也请写明。"), field="review")


def check_settling(decision: Decision, because: str) -> None:
    """Nothing is left undone without a reason (G-1). Raises Refused."""
    if decision == Decision.LEAVE and not because.strip():
        raise Refused(N_("不采取措施，请写明为什么。"), field="because")


def check_step(done: Collection[Step], step: Step, note: str) -> None:
    """The seven steps go in their order, each says what was done (E-11). Raises Refused."""
    if step in done:
        raise Refused(N_("这一步已经做过了。"), code="done")
    if not note.strip():
        raise Refused(N_("请写下这一步做了什么。"), field="note")
    first = next(one for one in Step if one not in done)
    if step != first:
        raise Refused(N_("请先做“{step}”。"), step=first.chinese, code="order")


def check_ending(done: Collection[Step], result: str) -> None:
    """A case ends after the seventh step, with its result. Raises Refused."""
    missing = [one.chinese for one in Step if one not in done]
    if missing:
        raise Refused(N_("还有没做的步骤：{steps}。"), steps=missing, code="steps")
    if not result.strip():
        raise Refused(N_("请写下结果：客户现在满意了吗。"), field="result")


def _refuse_unsettled(decisions: Iterable[Decision]) -> None:
    count = sum(one == Decision.OPEN for one in decisions)
    if count:
        raise Refused(
            N_("还有 {count} 项不足没有写改进措施或不采取措施的理由。"), count=count, code="open"
        )


def _short(value: float) -> str:
    return f"{value:g}"
