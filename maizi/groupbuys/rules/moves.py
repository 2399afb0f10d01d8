"""Which verbs fit an activity, and whether its fields fit together (B-11)."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from ..terms import DepositSort, State, Threshold

HUNDRED = Decimal(100)
FITS: dict[str, tuple[State, ...]] = {
    "edit": (State.DRAFT,),
    "submit": (State.DRAFT,),
    "open": (State.APPROVED,),
    "request": (State.REACHED, State.ORDERING),
    "order": (State.REACHED,),
    "settle": (State.FULFILLED,),
    "cancel": (State.DRAFT, State.APPROVED, State.OPEN, State.REACHED),
}
REFUSALS = {
    "edit": N_("活动“{name}”{state}，不能再改：参加的人看到的是批准的条件。"),
    "submit": N_("活动“{name}”{state}，不必再提交。"),
    "open": N_("活动“{name}”{state}。批准以后才能开始登记。"),
    "request": N_("活动“{name}”{state}。达成以后才请购。"),
    "order": N_("活动“{name}”{state}。达成以后才能生成订单，而且只能生成一次。"),
    "settle": N_("活动“{name}”{state}。全部交货以后才能结清。"),
    "cancel": N_("活动“{name}”{state}，不能取消：订单已经生成，请逐张处理订单。"),
}


@dataclass(frozen=True, slots=True)
class Conditions:
    """The fields of an activity that have to fit together."""

    opens_at: datetime
    closes_at: datetime
    threshold_sort: Threshold
    threshold_value: Decimal
    most_per_customer: Decimal | None
    deposit_sort: DepositSort
    deposit_value: Decimal


def check_verb(state: State, verb: str, *, name: str) -> None:
    """Raises Refused where a verb does not fit the state."""
    if state not in FITS[verb]:
        raise Refused(REFUSALS[verb], name=name, state=say(state.chinese), code="state")


def check_conditions(given: Conditions, *, now: datetime) -> None:
    """Raises Refused at the field that does not fit."""
    if given.closes_at <= now:
        raise Refused(N_("登记截止时间已经过去，请选一个将来的时间。"), field="closes_at")
    if given.closes_at <= given.opens_at:
        raise Refused(N_("登记截止要晚于登记开始。"), field="closes_at")
    if given.threshold_value <= 0:
        raise Refused(N_("达成门槛要大于 0。"), field="threshold_value")
    is_count = given.threshold_sort == Threshold.PARTICIPANTS
    if is_count and given.threshold_value != given.threshold_value.to_integral_value():
        raise Refused(N_("按家数达成时，门槛是整数。"), field="threshold_value")
    if given.most_per_customer is not None and given.most_per_customer <= 0:
        raise Refused(N_("每家上限要大于 0；不限请留空。"), field="most_per_customer")
    _check_deposit(given.deposit_sort, given.deposit_value)


def _check_deposit(sort: DepositSort, value: Decimal) -> None:
    if sort == DepositSort.NONE:
        return
    if value <= 0:
        raise Refused(N_("请填写订金是多少。"), field="deposit_value")
    if sort == DepositSort.PERCENT and value > HUNDRED:
        raise Refused(N_("订金不能超过登记金额的 100%。"), field="deposit_value")
