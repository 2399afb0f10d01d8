"""The few numbers of each one's work: what he is asked about, each leading to its rows."""

from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from maizi.accounts.access import rights_of
from maizi.approvals.queries import counts as boxes
from maizi.complaints import access as complaints
from maizi.complaints.models import Complaint
from maizi.complaints.terms import State as ComplaintState
from maizi.credit import access as credit
from maizi.customers import access as customers
from maizi.customers.models import Customer
from maizi.customers.queries import beginning_of
from maizi.jobs.queries import Ready
from maizi.kit.show import yuan
from maizi.purchasing import access as purchasing
from maizi.purchasing.models import PurchaseOrder
from maizi.purchasing.queries import late_lines
from maizi.purchasing.terms import ReceiptState
from maizi.sales import access as sales
from maizi.sales.models import Order
from maizi.sales.queries import report
from maizi.sales.terms import INSIDE, InvoiceState, OrderState

from .counts import COUNTS, Counting, counted

MOST_NUMBERS, TEN_THOUSAND = 6, 10_000
TO_SHIP = (OrderState.CONFIRMED, OrderState.PARTLY_DELIVERED)


@dataclass(frozen=True)
class Number:
    """One number with what it counts and the list it came from; bad ones are drawn in red."""

    label: str
    value: int | str
    address: str
    hint: str = ""
    tone: str = ""


def numbers_of(user, today: date) -> tuple[list[Number], list[Ready]]:
    """The numbers of a person's roles, the most pressing first, and how those stand that jobs
    count. At most three queries for each.
    """
    found: dict[str, Number] = {}
    states: list[Ready] = []
    for code, ask in ASKED.items():
        if len(found) >= MOST_NUMBERS:
            break
        if code in COUNTS:
            told, state = counted(user, code, today)
            states.append(state)
            numbers = [Number(*one) for one in told["numbers"]] if told else ()
        else:
            numbers = ask(user, today)
        for number in numbers:
            found.setdefault(number.label, number)
    return list(found.values())[:MOST_NUMBERS], states


def _decisions(user, today: date) -> Iterator[Number]:
    waiting = boxes(user)["decide"]
    if waiting:
        yield Number(_("等我审批"), waiting, reverse("approvals:boxes"), tone="warn")


def _complaints(user, today: date) -> Iterator[Number]:
    if not (complaints.may(user, "handle") or complaints.may(user, "supervise")):
        return
    address = reverse("complaints:complaint_list")
    rows = complaints.visible_complaints(user)
    rows = rows.exclude(state__in=[state for state in ComplaintState if state.is_ended])
    if complaints.may(user, "handle"):
        hint = _("由我处理、还没有办结的投诉")
        yield Number(_("我的投诉"), rows.filter(owner=user).count(), f"{address}?view=mine", hint)
    if complaints.may(user, "supervise"):
        yield Number(_("未办结投诉"), rows.count(), f"{address}?view=open")


def _credit(user, today: date) -> Iterator[Number]:
    if not (credit.may(user, "limits") or credit.may(user, "hold")):
        return
    address, rows = reverse("credit:creditaccount_list"), credit.visible_accounts(user)
    waiting = sales.visible_orders(user).filter(state=OrderState.WAITING).count()
    orders = reverse("sales:order_list")
    yield Number(_("等信用审批的订单"), waiting, f"{orders}?view=waiting",
                 tone="warn" if waiting else "")  # fmt: skip
    yield _late(user, today)
    yield Number(_("已冻结的客户"), rows.filter(is_held=True).count(), f"{address}?view=held")


def _money(user, today: date) -> Iterator[Number]:
    if not sales.may_invoice(user, "issue"):
        return
    rows = sales.visible_invoices(user).filter(state=InvoiceState.DRAFT)
    yield Number(_("待开具发票"), rows.count(), reverse("sales:invoice_list") + "?view=to_issue")
    if credit.may(user, "receive"):
        ahead = credit.visible_accounts(user).filter(unapplied_yuan__gt=0).count()
        hint = _("收了款、还没有核销到发票的客户")
        address = reverse("credit:creditaccount_list")
        yield Number(_("有预收的客户"), ahead, f"{address}?view=ahead", hint)


def _goods(user, today: date) -> Iterator[Number]:
    if not sales.may_deliver(user, "work"):
        return
    rows = sales.visible_orders(user).filter(state__in=TO_SHIP).count()
    yield Number(_("待发货订单"), rows, reverse("sales:order_list") + "?view=to_ship")
    rows = sales.visible_deliveries(user).filter(state__in=INSIDE).count()
    yield Number(_("待发出"), rows, reverse("sales:delivery_list") + "?view=inside")


def _buying(user, today: date) -> Iterator[Number]:
    if not (purchasing.may(user, "add") or purchasing.may(user, "receive")):
        return
    late = late_lines(user, today).count()
    hint = _("要求到货的日期已过，还没有到齐的订单行")
    yield Number(_("采购逾期未到"), late, reverse("purchasing:late"), hint, "bad" if late else "")
    rows = purchasing.visible_receipts(user).filter(state=ReceiptState.WAITING)
    yield Number(_("待检验"), rows.count(), reverse("purchasing:receipt_list") + "?view=waiting")


def _leading(user, today: date) -> Iterator[Number]:
    """Of those who see the orders of others: what was sold this month, and what is overdue."""
    sight = rights_of(user).sight("order")
    if not (sight.everything or sight.unit_ids) or not sales.may(user, "export"):
        return
    first = today.replace(day=1)
    sold = report(user, "month", (first, today), {}).total.net_yuan
    address = reverse("sales:reports") + f"?by=seller&starts_on={first}&ends_on={today}"
    hint = _("本月销售额减退货，含税：%s 元") % yuan(sold)
    yield Number(_("本月净销售额（万元）"), yuan(sold / TEN_THOUSAND), address, hint)
    rows = customers.visible_customers(user).filter(created_at__gte=beginning_of(first))
    address = reverse("customers:customer_list") + "?f=created_at.within.this_month"
    yield Number(_("本月新增客户"), rows.count(), address)
    if credit.may(user, "view"):
        yield _late(user, today)


def _late(user, today: date) -> Number:
    count = credit.visible_accounts(user).filter(oldest_due_on__lt=today).count()
    address = reverse("credit:creditaccount_list") + "?view=late"
    return Number(_("有逾期的客户"), count, address, tone="bad" if count else "")


def _selling(user, today: date) -> Iterator[Number]:
    """Of whoever has customers: how many, how many new, what he wrote this week."""
    mine = customers.visible_customers(user).filter(owner=user)
    count = mine.count()
    if not count:
        return
    monday = today - timedelta(days=today.weekday())
    address = reverse("customers:customer_list")
    yield Number(_("我负责的客户"), count, f"{address}?view=mine", _("负责人是我的客户"))
    fresh = mine.filter(created_at__gte=beginning_of(today.replace(day=1))).count()
    yield Number(_("本月新增"), fresh, f"{address}?f=owner.me&f=created_at.within.this_month",
                 _("负责人是我、本月创建的客户"))  # fmt: skip
    written = customers.visible_activities(user).filter(author=user, at__gte=beginning_of(monday))
    yield Number(_("本周跟进"), written.count(), "", _("本周由我写下的跟进条数"))


Ask = Callable[[object, date], Iterator[Number]]
ASKED: dict[str, Ask] = {
    "decisions": _decisions, "leading": _leading, "complaints": _complaints, "credit": _credit,
    "money": _money, "goods": _goods, "buying": _buying, "selling": _selling,
}  # fmt: skip


def _told(ask: Ask) -> Callable[[object, date], dict]:
    """The numbers of one question as they are stored."""
    return lambda user, today: {"numbers": [list(astuple(one)) for one in ask(user, today)]}


# Of the others a person expects that they change at once with what he does, and they are few.
COUNTS.update(
    leading=Counting(Customer, _told(_leading)),
    complaints=Counting(Complaint, _told(_complaints)),
    credit=Counting(Customer, _told(_credit)),
    money=Counting(Customer, _told(_money)),
    goods=Counting(Order, _told(_goods)),
    buying=Counting(PurchaseOrder, _told(_buying)),
)
