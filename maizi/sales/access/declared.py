"""What selling makes known to the apps below: rights, numbers, parameters, news."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from maizi.accounts.access import Entity
from maizi.customers.models import Customer
from maizi.fields.access import NumberKind, NumberShape, Parameter
from maizi.fields.terms import Section, Sort
from maizi.inbox.access import EventKind
from maizi.kernel.texts import N_, Said

from ..models import Order, Quote

READ, ADD, EXPORT = N_("查看"), N_("新建与修改"), N_("导出")

QUOTE = Entity("quote", N_("报价单"), {"read": READ, "add": ADD, "export": EXPORT})
ORDER = Entity(
    "order",
    N_("销售订单"),
    {
        "read": READ,
        "add": ADD,
        "close": N_("短交关闭与重新打开"),
        "import": N_("导入"),
        "export": EXPORT,
    },
)
DELIVERY = Entity(
    "delivery", N_("发货单"), {"read": READ, "work": N_("配货与发货"), "export": EXPORT}
)
INVOICE = Entity(
    "invoice", N_("销售发票"), {"read": READ, "issue": N_("开具与红冲"), "export": EXPORT}
)
RETURN = Entity(
    "return",
    N_("退换货单"),
    {"read": READ, "add": ADD, "settle": N_("收货与办结"), "export": EXPORT},
)

NUMBERS = (
    NumberKind("quote", N_("报价单号"), NumberShape("Q")),
    NumberKind("order", N_("销售订单号"), NumberShape("SO")),
    NumberKind("delivery", N_("发货单号"), NumberShape("DN")),
    NumberKind("invoice", N_("发票登记号"), NumberShape("INV")),
    NumberKind("return", N_("退换货单号"), NumberShape("RT")),
)

DAYS = N_("天")
PARAMETERS = (
    Parameter(
        "quote.valid_days", N_("报价有效期"), Section.TRADE, Sort.INTEGER, 30, unit=DAYS,
        rule="I-3", least=1, most=365,
    ),
    Parameter(
        "invoice.ahead", N_("发货以前也可以开票"), Section.TRADE, Sort.YES_NO, False, rule="I-9",
    ),
    Parameter(
        "return.fault_days", N_("质量问题、发错、破损的退货期限"), Section.TRADE, Sort.INTEGER, 15,
        unit=DAYS, rule="I-10", least=0, most=365, note=N_("签收的次日起算；0 表示没有约定。"),
    ),
    Parameter(
        "return.exchange_days", N_("质量问题的换货期限"), Section.TRADE, Sort.INTEGER, 30,
        unit=DAYS, rule="I-10", least=0, most=365,
    ),
    Parameter(
        "return.choice_days", N_("无理由退货期限"), Section.TRADE, Sort.INTEGER, 0, unit=DAYS,
        rule="I-10", least=0, most=365, note=N_("0 表示合同没有约定无理由退货。"),
    ),
    Parameter(
        "return.refund_days", N_("收到退货后几天内退款"), Section.TRADE, Sort.INTEGER, 7,
        unit=DAYS, rule="I-10", least=1, most=60,
    ),
)  # fmt: skip

ANSWERED = EventKind("sales.answered", N_("客户答复了报价"), by_mail=True)
DONE = EventKind("sales.order_decided", N_("我的订单有了信用审批结果"))

# Requests that approvals know.
SELL_CHEAP = "sales.discount"
SELL_ON_CREDIT = "sales.order_credit"
RETURN_CASE = "sales.return"
SUBJECT_OF = {"quote": SELL_CHEAP, "order": "sales.order_discount"}

QuoteCheck = Callable[[Customer], Said | None]
_checks: list[QuoteCheck] = []


def declare_quote_check(check: QuoteCheck) -> None:
    """Let an app above say why no quote may be sent to a customer yet; from its ready()."""
    if check not in _checks:
        _checks.append(check)


def quote_objection(customer: Customer) -> Said | None:
    """The first reason why no quote may be sent to this customer yet; None when there is none."""
    return next((said for check in _checks if (said := check(customer)) is not None), None)


# a quote or an order -> product -> the most its customer pays for it there
PricePromise = Callable[[Quote | Order], Mapping[int, Decimal]]
_promises: list[PricePromise] = []


def declare_price_promise(promise: PricePromise) -> None:
    """Let an app above say which prices a customer was promised; from its ready()."""
    if promise not in _promises:
        _promises.append(promise)


def promised_prices(draft: Quote | Order) -> dict[int, Decimal]:
    """The most its customer pays for products; none where nothing was promised."""
    found: dict[int, Decimal] = {}
    for promise in _promises:
        for product, price in promise(draft).items():
            found[product] = min(price, found.get(product, price))
    return found
