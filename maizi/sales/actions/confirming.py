"""Submit an order: prices, then credit, then stock set apart, in one transaction (I-4, D-30)."""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.approvals.access import Asked, FactField, ShownLine, Subject
from maizi.approvals.actions import withdraw
from maizi.approvals.queries import open_case
from maizi.approvals.terms import CaseState, FactSort
from maizi.credit import actions as credit
from maizi.credit.terms import ApprovalLevel, CreditOutcome
from maizi.inbox.actions import notify
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kernel.texts import N_, Said, say
from maizi.kit import show

from .. import access
from ..events import OrderConfirmed
from ..models import Order
from ..queries.credit import source_of, wanted_by
from ..rules.moves import ORDER, check_move
from ..terms import Happening, OrderState
from .goods import set_goods_apart
from .orders import KIND, locked_order, note_milestone, set_state
from .weighing import ask, ask_for_prices, subject, weight_of

EMPTY = N_("{no} 还没有明细，请先加入商品。")
TOO_MUCH_PREPAID = N_("{no} 的预付部分比订单金额还多。请改小。")
REFUSED = N_(
    "{no} 不能确认：{reasons}。额度 {limit} 元，可用 {available} 元，本单占用 {asked} 元。"
    "可以请{who}处理，或改为预付。"
)
SHOWN = (
    ("limit_yuan", N_("信用额度")), ("receivable_yuan", N_("未收应收款")),
    ("open_orders_yuan", N_("已确认未开票订单")), ("unapplied_yuan", N_("未核销收款")),
    ("available_yuan", N_("可用额度")), ("asked_yuan", N_("本单占用")),
    ("excess_yuan", N_("超出额度")),
)  # fmt: skip
LEVELS = tuple((str(level), level.chinese) for level in ApprovalLevel)


@transaction.atomic
def submit_order(row: Order, *, by, reason: str = "") -> Order:
    """Confirm an order, or ask whoever has to agree to its prices or its credit.

    Raises Refused when it is empty, or when the customer gets no credit at all.
    """
    row = locked_order(row, "submit")
    if not row.lines.exists():
        raise Refused(EMPTY, no=row.no)
    if row.prepaid_yuan > row.amount_yuan:
        raise Refused(TOO_MUCH_PREPAID, no=row.no, field="prepaid_yuan")
    note_milestone(row, kind=Happening.SUBMITTED, by=by)
    weight = weight_of(row, by=by)
    if weight.needs_approval and not _agreed_in_quote(row):
        set_state(row, OrderState.WAITING, by=by)
        note_milestone(row, kind=Happening.STOPPED, by=by, text=_("折扣超过权限，等待审批"))
        ask_for_prices(row, weight, by=by, reason=reason)
        return locked_order(row)
    return confirm_order(row, by=by, reason=reason)


@transaction.atomic
def confirm_order(row: Order, *, by, reason: str = "", approved: bool = False) -> Order:
    """Check the credit and confirm; the check, the reservation and the confirmation stand or fall
    together. Announces OrderConfirmed.

    approved  whoever may has agreed to the credit of this order
    """
    row = locked_order(row)
    if row.state not in (OrderState.DRAFT, OrderState.WAITING):
        check_move(ORDER, row.state, "submit", no=row.no)
    verdict = _reserved(row, by=by, approved=approved)
    is_agreed = approved and verdict.outcome == CreditOutcome.APPROVAL
    if verdict.outcome != CreditOutcome.PASS and not is_agreed:
        return _ask_for_credit(row, verdict, by=by, reason=reason)
    set_goods_apart(row, by=by)
    set_state(row, OrderState.CONFIRMED, by=by, confirmed_at=timezone.now())
    note_milestone(row, kind=Happening.CONFIRMED, by=by)
    publish(OrderConfirmed(row.pk))
    return row


@transaction.atomic
def reopen_order(row: Order, *, by, reason: str = "") -> Order:
    """Take up an order that was closed short, if the credit allows it again (D-30).

    Raises Refused where it would need an approval: then a new order is the way.
    """
    row = locked_order(row, "reopen")
    verdict = _reserved(row, by=by)
    if verdict.outcome != CreditOutcome.PASS:
        raise Refused(refusal_of(row, verdict), code="credit")
    set_goods_apart(row, by=by)
    has_left = row.lines.filter(delivered__gt=0).exists()
    state = OrderState.PARTLY_DELIVERED if has_left else OrderState.CONFIRMED
    set_state(row, state, by=by, reason=reason, closed_at=None)
    note_milestone(row, kind=Happening.REOPENED, by=by, text=reason)
    return row


@transaction.atomic
def take_back_order(row: Order, *, by) -> None:
    """Make a submitted order a draft again: its applicant withdraws what he asked for."""
    row = locked_order(row, "take_back")
    case = open_case(KIND, row.pk)
    if case is not None and case.state in (CaseState.PENDING, CaseState.RETURNED):
        withdraw(case, by=by)
    unsubmit_order(row, by=by)


@transaction.atomic
def unsubmit_order(row: Order, *, by=None) -> None:
    """Back to a draft: what it needed was not agreed to."""
    row = locked_order(row)
    if row.state == OrderState.WAITING:
        set_state(row, OrderState.DRAFT, by=by)
        note_milestone(row, kind=Happening.REFUSED, by=by)
        title = say(N_("订单 {no} 没有获得批准"), no=row.no)
        notify(to=[row.owner], event="sales.order_decided", title=title, about=row, by=by)


def refusal_of(row: Order, verdict) -> Said:
    """The reasons, the figures and who can help, as one sentence."""
    figures = verdict.figures
    level = verdict.level or ApprovalLevel.CREDIT_OFFICER
    return say(
        REFUSED, no=row.no, reasons=[reason.said for reason in verdict.reasons],
        limit=show.yuan(figures.limit_yuan), available=show.yuan(figures.available_yuan),
        asked=show.yuan(figures.asked_yuan), who=say(level.chinese),
    )  # fmt: skip


def _reserved(row: Order, *, by, approved: bool = False):
    return credit.reserve(
        row.customer, wanted=wanted_by(row), source=source_of(row), by=by, approved=approved
    )


def _ask_for_credit(row: Order, verdict, *, by, reason: str) -> Order:
    if verdict.outcome == CreditOutcome.REJECT:
        raise Refused(refusal_of(row, verdict), code="credit")
    set_state(row, OrderState.WAITING, by=by)
    note_milestone(
        row, kind=Happening.STOPPED, by=by, text="；".join(str(r.said) for r in verdict.reasons)
    )
    payload = {
        "level": str(verdict.level),
        "reasons": [str(reason.said) for reason in verdict.reasons],
        "terms_days": row.terms_days,
        **{name: str(getattr(verdict.figures, name)) for name, _label in SHOWN},
    }
    why = reason or "；".join(payload["reasons"])
    ask(access.SELL_ON_CREDIT, row, Asked(payload, why[:300]), by=by)
    return locked_order(row)


def _agreed_in_quote(row: Order) -> bool:
    """Whether every price was agreed to in the quote it came from."""
    if row.quote_id is None:
        return False
    agreed: dict[int, Decimal] = {}
    for product, price in row.quote.lines.values_list("product", "price_yuan"):
        agreed[product] = min(price, agreed.get(product, price))
    lines = row.lines.values_list("product", "price_yuan")
    return all(product in agreed and price >= agreed[product] for product, price in lines)


def _apply_credit(row: Order, payload: dict, *, by, case) -> None:
    check_move(ORDER, row.state, "decide", no=row.no)
    confirm_order(row, by=by, reason=case.title, approved=True)


def _apply_prices(row: Order, payload: dict, *, by, case) -> None:
    check_move(ORDER, row.state, "decide", no=row.no)
    confirm_order(row, by=by, reason=case.title)


def _lines(payload: dict, replaced: dict) -> list[ShownLine]:
    told = [ShownLine("", N_("需要审批的原因"), "", "；".join(payload["reasons"]))]
    told += [
        ShownLine("amount_yuan", label, "", f"¥ {show.yuan(Decimal(payload[name]))}")
        for name, label in SHOWN
        if payload[name] not in ("", "None")
    ]
    return [*told, ShownLine("terms_days", N_("账期（天）"), "", str(payload["terms_days"]))]


ORDER_PRICES = subject("sales.order_discount", N_("订单折扣"), model=Order, apply=_apply_prices)
ORDER_CREDIT = Subject(
    code=access.SELL_ON_CREDIT,
    label=N_("订单信用"),
    model=Order,
    fields=(
        FactField("level", N_("由谁批准"), FactSort.CHOICE, LEVELS),
        FactField("asked", N_("占用额度（元）"), FactSort.NUMBER),
        FactField("terms", N_("账期（天）"), FactSort.NUMBER),
    ),
    visible=access.visible_orders,
    facts=lambda row, payload: {
        "level": payload["level"],
        "asked": payload["asked_yuan"],
        "terms": payload["terms_days"],
    },  # fmt: skip
    replaced=lambda row, payload: {"amount": str(row.amount_yuan)},
    lines=_lines,
    apply=_apply_credit,
    title=lambda row: f"{row.no} {row.customer.name}",
)
