"""Suppliers of the demo company, half a year of purchases, what is on its way, what is owed."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from django.utils import timezone

from maizi.accounts.models import User
from maizi.approvals.actions import agree
from maizi.approvals.models import ApprovalCase
from maizi.approvals.queries import open_case
from maizi.catalog.models import Product
from maizi.catalog.terms import ProductSort, Tracking
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.kernel.money import unit_price
from maizi.purchasing import actions
from maizi.purchasing.actions import Arrival, BillDraft, Going, Inspected, NewLine, OrderDraft
from maizi.purchasing.actions.ledger import Money
from maizi.purchasing.models import (
    PurchaseOrder,
    Receipt,
    ReceiptLine,
    Supplier,
    SupplierContact,
    Supply,
)
from maizi.purchasing.terms import BillSort, DueFrom, OrderState, RejectReason, ReturnWay
from maizi.stock import actions as stock
from maizi.stock.models import StockLedger, Warehouse

SUPPLIERS = (  # brand, name, supplies, contact, mobile, lead days, terms, from the end of a month
    (
        "开岳",
        "开岳压缩机（苏州）有限公司",
        "空压机整机、滤芯",
        "周建国",
        "13800571201",
        12,
        45,
        True,
    ),
    ("杉泉", "杭州杉泉净化设备有限公司", "冷干机、过滤器", "沈洁", "13800571202", 9, 30, True),
    ("南泵", "南泵流体科技有限公司", "水泵", "汤志远", "13800251203", 15, 30, False),
    ("润川", "润川润滑油南京经销部", "润滑油", "鲁燕", "13800251204", 3, 0, False),
    ("通衡", "南京通衡五金机电有限公司", "皮带、阀门、密封件", "何平", "13800251205", 4, 15, False),
)
MONTHS = 6
PART = Decimal("0.98")


def build_purchasing(people: dict[str, User]) -> None:
    """Suppliers with prices, orders of half a year, and everything that is under way today."""
    ledger = StockLedger.objects.first()
    closed = ledger.closed_through if ledger else None
    yard = _Yard(people)
    if closed:
        stock.reopen_after(None, by=yard.boss, reason="补录上半年采购")
    yard.meet()
    for month in range(MONTHS, 0, -1):
        yard.buy(month)
    if closed:
        stock.close_through(closed, by=yard.boss)
    yard.settle()
    yard.under_way()


class _Yard:
    """Buys, receives, pays."""

    def __init__(self, people: dict[str, User]):
        self.boss, self.buyer, self.payer = people["boss"], people["liangyu"], people["shenyan"]
        self.asker, self.leader = people["tangwei"], people["linyue"]
        self.dice = Random(20261129)
        self.today, self.pieces = timezone.localdate(), 0
        self.place = Warehouse.objects.order_by("position").first()
        sorts = (ProductSort.GOODS, ProductSort.PART)
        kept = Product.objects.filter(is_active=True, sort__in=sorts).exclude(cost_yuan=None)
        self.goods = list(kept.order_by("id"))
        self.suppliers: dict[str, Supplier] = {}

    def meet(self) -> None:
        """Suppliers with somebody to call, and their prices."""
        for brand, name, supplies, contact, mobile, lead, terms, is_monthly in SUPPLIERS:
            row = Supplier(
                name=name, supplies=supplies, lead_days=lead, terms_days=terms, buyer=self.buyer,
                due_from=DueFrom.MONTH_END if is_monthly else DueFrom.DAY,
                bank_name="中国工商银行", bank_account=f"62220200{mobile}",
            )  # fmt: skip
            with recorded(row, Verb.CREATE, by=self.boss):
                actions.save_supplier(row, Verb.CREATE, by=self.boss)
            person = SupplierContact(name=contact, job_title="销售经理", mobile=mobile)
            actions.add_contact(row, person, by=self.buyer)
            self.suppliers[brand] = row
            for at, product in enumerate(self._goods_of(brand)):
                price = unit_price(product.cost_yuan)
                self._supply(
                    row, product=product, price=price, code=f"{brand[0]}-{at + 101}", is_first=True
                )
        for product in self._goods_of("开岳")[:6]:
            price = unit_price(product.cost_yuan * PART)
            self._supply(
                self.suppliers["通衡"], product=product, price=price, code="", is_first=False
            )

    def _supply(
        self, row: Supplier, *, product: Product, price: Decimal, code: str, is_first: bool
    ) -> None:
        supply = Supply(supplier=row, product=product, price_yuan=price, code=code,
                        is_preferred=is_first)  # fmt: skip
        actions.set_supply(supply, by=self.boss)

    def _goods_of(self, brand: str) -> list[Product]:
        rows = [row for row in self.goods if row.brand == brand]
        others = [row for row in self.goods if row.brand not in {s[0] for s in SUPPLIERS}]
        return (rows or others)[:14]

    def buy(self, month: int) -> None:
        """One month: an order to each supplier, received in one or two parts."""
        first = self.today - timedelta(30 * month)
        for at, brand in enumerate(self.suppliers):
            order = self.order(brand, first + timedelta(at * 2), 3)
            late = self.dice.choice((0, 0, 0, 0, 4))
            on = min(order.expected_on + timedelta(late - 1), self.today - timedelta(1))
            is_bad = self.dice.random() < 0.2
            self.receive(order, on, bad=is_bad)
            if is_bad and month > 2:
                self._give_up(order)

    def _give_up(self, order: PurchaseOrder) -> None:
        order.refresh_from_db()
        if order.state == OrderState.ORDERED:
            actions.close_order(order, by=self.buyer, reason="破损的一件不再补发")

    def order(self, brand: str, on: date, count: int) -> PurchaseOrder:
        """An order, approved and sent on a day."""
        row = self.draft(brand, on, count)
        if actions.submit_order(row, by=self.buyer, reason="按月备货"):
            case = open_case(row._meta.label_lower, row.pk)
            agree(case, by=self.boss, opinion="同意", digest=case.digest)
        return actions.place_order(row, by=self.buyer, on=on)

    def draft(self, brand: str, on: date, count: int) -> PurchaseOrder:
        supplier = self.suppliers[brand]
        goods = self._goods_of(brand)
        lines = [
            NewLine(product, Decimal(self._amount(product)))
            for product in self.dice.sample(goods, min(count, len(goods)))
        ]
        draft = OrderDraft(
            supplier, lines, expected_on=on + timedelta(supplier.lead_days),
            ship_to="南京市江宁区丰谷路 18 号",
        )  # fmt: skip
        return actions.save_order(None, draft, by=self.buyer)

    def _amount(self, product: Product) -> int:
        if product.cost_yuan > 3000:
            return self.dice.randint(1, 2)
        return self.dice.randint(2, 6) if product.cost_yuan > 500 else self.dice.randint(10, 40)

    def receive(self, order: PurchaseOrder, on: date, *, bad: bool = False) -> Receipt:
        """Everything of an order; with `bad` some pieces of its first line are turned away."""
        lines = list(order.lines.select_related("product"))
        verdicts = {}
        for at, line in enumerate(lines):
            lost = Decimal(1) if bad and not at and line.quantity > 2 else Decimal(0)
            reason = RejectReason.DAMAGED if lost else None
            verdicts[line.pk] = Inspected(
                line.quantity - lost, lost, reason, "外箱进水" if lost else "",
                batch=f"{on:%y%m%d}" if line.product.tracking == Tracking.BATCH else "",
                serials=self._serials(line.product, int(line.quantity - lost)),
            )  # fmt: skip
        wanted = {line.pk: line.quantity for line in lines}
        arrival = Arrival(self.place, on, wanted, delivery_no=f"SH{on:%m%d}{self.pieces:03}")
        return actions.receive(order, arrival, by=self.boss, verdicts=verdicts)

    def _serials(self, product: Product, count: int) -> tuple[str, ...]:
        if product.tracking != Tracking.SERIAL:
            return ()
        self.pieces += count
        return tuple(f"P{product.no[-4:]}{self.pieces - n:05}" for n in range(count))

    def settle(self) -> None:
        """Invoices for what came early, payments for what is due, a return."""
        receipts = list(Receipt.objects.order_by("received_on", "id"))
        for number, receipt in enumerate(receipts[:18]):
            tax = receipt.amount_yuan - receipt.amount_yuan / Decimal("1.13")
            draft = BillDraft(
                BillSort.E_SPECIAL, f"25327000{number:012}", receipt.received_on + timedelta(3),
                receipt.amount_yuan, tax.quantize(Decimal("0.01")),
                receipts={receipt.pk: receipt.amount_yuan},
            )  # fmt: skip
            actions.post_bill(receipt.supplier, draft, by=self.payer)
        for receipt in receipts[:20]:
            day = min(receipt.received_on + timedelta(40), self.today)
            actions.pay(receipt.supplier, Money(receipt.amount_yuan, day), by=self.payer)
        prepaid = Money(Decimal(5000), self.today, note="订机预付款")
        actions.pay(self.suppliers["开岳"], prepaid, by=self.payer)
        lines = ReceiptLine.objects.filter(accepted__gt=9, product__tracking=Tracking.NONE)
        line = lines.select_related("receipt").order_by("-receipt__received_on", "id").first()
        if line is not None:
            going = Going({line.pk: Decimal(2)}, ReturnWay.CREDIT, "型号装错", self.today)
            actions.return_goods(line.receipt, going, by=self.boss)

    def under_way(self) -> None:
        """Late, on its way, waiting for inspection, for the boss, for the supplier; a request."""
        self.order("南泵", self.today - timedelta(22), 2)
        self.order("开岳", self.today - timedelta(5), 4)
        arrived = self.order("通衡", self.today - timedelta(4), 3)
        wanted = {line.pk: line.quantity for line in arrived.lines.all()}
        arrival = Arrival(self.place, self.today, wanted, delivery_no="TH-1127")
        actions.register(arrived, arrival, by=self.boss)
        asked = self.draft("开岳", self.today, 6)
        actions.submit_order(asked, by=self.buyer, reason="春节前备货")
        ready = self.draft("润川", self.today, 2)
        actions.submit_order(ready, by=self.buyer)
        self.draft("杉泉", self.today, 3)
        self._ask("华宁二期项目用，客户十二月中旬进场", self._goods_of("杉泉")[:2], 3)
        case = self._ask("南京三家客户年底保养备件", self._goods_of("开岳")[-2:], 6)
        agree(case, by=self.leader, opinion="同意，按项目列支", digest=case.digest)

    def _ask(self, reason: str, goods: list[Product], count: int) -> ApprovalCase | None:
        """A request for so many of some goods, on its way to the superior."""
        lines = [NewLine(row, Decimal(count)) for row in goods]
        draft = actions.RequestDraft(reason, lines, needed_on=self.today + timedelta(16))
        row = actions.save_request(None, draft, by=self.asker)
        actions.submit_request(row, by=self.asker)
        return open_case(row._meta.label_lower, row.pk)
