"""The requests that approvals know of selling, and the flows a company begins with."""

from maizi.approvals import access as approvals
from maizi.approvals.actions import Approver, Condition, Definition, Step, seed_definition
from maizi.approvals.terms import ApproverSort, Operator, StepMode, Timeout
from maizi.catalog.terms import DiscountVerdict
from maizi.credit.terms import ROLES_OF_LEVEL, ApprovalLevel

from .. import access
from .confirming import ORDER_CREDIT, ORDER_PRICES
from .quotes import QUOTE_PRICES
from .returns import RETURN_ASK

COMPANY_WIDE = (ApprovalLevel.CREDIT_OFFICER, ApprovalLevel.HQ, ApprovalLevel.DIRECTOR)
SALES_LEADS = ("marketing_manager", "ka_department_manager", "marketing_director")
BELOW_COST, BEYOND = DiscountVerdict.SALES_LEAD, DiscountVerdict.APPROVAL


def declare() -> None:
    """Make the requests known to approvals."""
    for subject in (QUOTE_PRICES, ORDER_PRICES, ORDER_CREDIT, RETURN_ASK):
        approvals.declare_subject(subject)


def seed_approvals(*, by=None) -> None:
    """Prices (I-2), credit by level (D-30), returns (I-10): flows where a company has none yet."""
    for code, name in ((access.SELL_CHEAP, "报价折扣"), ("sales.order_discount", "订单折扣")):
        chain = Definition(
            (Condition("verdict", Operator.IN, (str(BEYOND),)),),
            (_step("上级审核", (Approver(ApproverSort.CHAIN), *_sales_leads())),),
        )
        lead = Definition(
            (Condition("verdict", Operator.IN, (str(BELOW_COST),)),),
            (_step("销售经理批准低于成本的价格", _sales_leads()),),
        )
        _seed(code, [(f"{name}：超过权限", chain), (f"{name}：低于成本", lead)], by=by)
    levels = [(f"订单信用：{level.chinese}", _of_level(level)) for level in ApprovalLevel]
    _seed(access.SELL_ON_CREDIT, levels, by=by)
    step = _step("主管审核退换货", (Approver(ApproverSort.CHAIN), *_sales_leads()))
    _seed(access.RETURN_CASE, [("退换货", Definition((), (step,)))], by=by)


def _seed(code: str, flows: list[tuple[str, Definition]], *, by) -> None:
    """The first only where there is none at all; the others stand beside it."""
    (name, definition), *others = flows
    if seed_definition(code, name=name, definition=definition, by=by) is None:
        return
    for place, (name, definition) in enumerate(others, 1):
        seed_definition(
            code, name=name, definition=definition, by=by, position=100 + place, is_further=True
        )


def _of_level(level: ApprovalLevel) -> Definition:
    """The roles of the level, and the director, so that no order waits for an empty chair."""
    sort = ApproverSort.ROLE if level in COMPANY_WIDE else ApproverSort.NEAREST
    roles = (*ROLES_OF_LEVEL[level], *SALES_LEADS[1:])
    approvers = tuple(Approver(sort, role) for role in dict.fromkeys(roles))
    condition = Condition("level", Operator.IN, (str(level),))
    return Definition((condition,), (_step(level.chinese, approvers),))


def _sales_leads() -> tuple[Approver, ...]:
    return tuple(Approver(ApproverSort.NEAREST, role) for role in SALES_LEADS)


def _step(name: str, approvers: tuple[Approver, ...]) -> Step:
    return Step(
        name=name[:40], approvers=approvers, mode=StepMode.ANY, limit_hours=8,
        timeout=Timeout.ESCALATE,
    )  # fmt: skip
