"""The state machine of an opportunity: which stage may follow, and what it asks for (B-4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..terms import DealState, Step


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an opportunity and its customer when it is to move.

    is_reachable      some number, mail or other address is on file
    is_blocked        the customer does not want to be contacted
    credit_objection  what the credit pre-check says against it; "" when it does not refuse
    is_key            the customer is a key account or is to become one
    """

    has_need: bool = False
    has_decider: bool = False
    is_reachable: bool = False
    is_blocked: bool = False
    credit_objection: str = ""
    has_contact: bool = False
    has_visit: bool = False
    has_proposal: bool = False
    has_agreement: bool = False
    is_key: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """One stage of a pipeline as the rules see it."""

    name: str
    step: Step


NEED = N_("请先写下客户的需求，再转为“{stage}”。")
DECIDER = N_("请先说明谁能拍板：选择决策人，或在联系人上标记“关键决策人”。")
REACH = N_("没有任何联系方式。请先补上电话、手机、邮箱或微信。")
BLOCKED = N_("客户要求免打扰，不能转为“{stage}”。")
CREDIT = N_("信用预审没有通过：{why}。请先和信用管理员商量。")
CONTACT = N_("还没有有效的联系记录（备注和没有联系上的不算）。请先写一条跟进，再转为“{stage}”。")
VISIT = N_("还没有完成的拜访记录。请先完成拜访，再转为“{stage}”。")
PROPOSAL = N_("还没有方案或报价。请先上传文件，再转为“{stage}”。")
AGREEMENT = N_("还没有已签的协议或确认的订单，不能算成交。")


def missing_for(step: Step, facts: Facts) -> list[str]:
    """What a stage of this step still asks for, as sentences; empty when it may be entered."""
    if step == Step.QUALIFIED:
        asked = [
            (facts.has_need, NEED), (facts.has_decider, DECIDER), (facts.is_reachable, REACH),
            (not facts.is_blocked, BLOCKED), (not facts.credit_objection, CREDIT),
        ]  # fmt: skip
        return [sentence for known, sentence in asked if not known]
    if step == Step.CONTACTED:
        return [] if facts.has_contact else [CONTACT]
    if step == Step.VISITED:
        return [] if facts.has_visit else [VISIT]
    if step == Step.PROPOSAL:
        return [] if facts.has_proposal else [PROPOSAL]
    return []


def check_move(now: Place, to: Place, *, between: Sequence[Place], facts: Facts) -> None:
    """Whether an opportunity may go from one stage to a later one of its pipeline (B-4).

    between  the stages that would be jumped, in their order

    A visit may be left out with ordinary customers; whoever has a proposal may go to it from any
    stage but the first. Raises Refused with the sentence that says what is missing.
    """
    jumped = [place for place in between if not _may_be_left_out(place, to, now, facts)]
    if jumped:
        raise Refused(
            N_("不能从“{now}”直接跳到“{to}”，中间还有“{between}”。请一步一步来。"),
            now=now.name, to=to.name, between=[place.name for place in jumped], code="jumped",
        )  # fmt: skip
    missing = missing_for(to.step, facts)
    if missing:
        raise Refused(missing[0], stage=to.name, why=facts.credit_objection, code=to.step.value)


def _may_be_left_out(place: Place, to: Place, now: Place, facts: Facts) -> bool:
    if place.step == Step.VISITED and not facts.is_key:
        return True
    is_past_first = now.step != Step.LEAD and place.step != Step.QUALIFIED
    return to.step == Step.PROPOSAL and is_past_first and not facts.is_key


def check_close(
    state: DealState, *, is_last_stage: bool, facts: Facts, reason: str, text: str
) -> None:
    """Whether an open opportunity may end so (B-4). Raises Refused at the field that lacks."""
    if state == DealState.WON:
        if not is_last_stage:
            raise Refused(N_("只有最后一个阶段的商机才能成交。请先把它推进到最后。"), code="early")
        if not facts.has_agreement:
            raise Refused(AGREEMENT, code="agreement")
        return
    if not reason:
        raise Refused(N_("请选择原因。"), field="reason")
    if not text.strip():
        raise Refused(N_("请用一句话写明原因，以后才能从中学到东西。"), field="note")


def check_review(state: DealState, review_on: date | None, *, today: date) -> None:
    """A pause names the day on which it is looked at again. Raises Refused."""
    if state == DealState.PAUSED and (review_on is None or review_on <= today):
        raise Refused(N_("暂停的商机要定一个今天以后的复查日期。"), field="review_on")


def check_reopen(state: DealState, *, is_recorded: bool) -> None:
    """What ended begins again only when its development record is filed (B-4, B-40)."""
    if state == DealState.OPEN:
        raise Refused(N_("这个商机还在进行中。"))
    if not is_recorded and state != DealState.DISQUALIFIED:
        raise Refused(N_("请先填写开发记录（成功或失败的总结），再重新打开。"), code="record")
