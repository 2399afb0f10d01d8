"""A trading house: goods on the shelf, a customer with a limit, people who sell, keep and count."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from maizi.accounts.models import User
from maizi.approvals.actions import agree, reject
from maizi.approvals.models import ApprovalCase
from maizi.catalog.models import Product
from maizi.credit.actions import post_receipt
from maizi.credit.models import CreditAccount
from maizi.credit.queries import recount
from maizi.credit.terms import PayWay
from maizi.sales import actions
from maizi.sales.access import Issued
from maizi.sales.models import Invoice, InvoiceLine, Order, Quote
from maizi.sales.terms import InvoiceState
from maizi.stock import actions as stock
from maizi.stock.models import StockAccount, Warehouse
from maizi.stock.terms import MovementKind
from tests.catalog.conftest import Shop
from tests.house import fresh

ZERO = Decimal(0)


class Trade(Shop):
    """The shop with a warehouse full of filters; chen sells, lin leads, boss decides."""

    def __init__(self, house, *, pieces: str = "100"):
        super().__init__(house)
        self.lin = fresh(house.lin)
        self.keeper = fresh(house.person("keeper", "赵仓管", house.east, "warehouse"))
        self.fin = fresh(house.person("fin", "钱会计", house.hq, "finance"))
        self.officer = fresh(house.person("officer", "王信用", house.hq, "credit_officer"))
        actions.seed_approvals()
        self.main = Warehouse.objects.create(code="W1", name="总仓")
        self.service = self.product(
            "安装调试", sort="service", price="500", tax_rate=Decimal("0.06")
        )
        self.fill(self.filter, pieces, "60")
        self.fill(self.machine, "10", "9000")
        self.agree("500000")
        self.today = timezone.localdate()
        self.numbers = iter(range(10**19, 10**19 + 10_000))

    def fill(self, product: Product, pieces: str, cost: str) -> None:
        Product.objects.filter(pk=product.pk).update(cost_yuan=Decimal(cost))
        product.cost_yuan = Decimal(cost)
        line = stock.Line(product, Decimal(pieces), price_yuan=Decimal(cost))
        stock.post(MovementKind.OPENING, warehouse=self.main, lines=[line],
                   on=timezone.localdate(), by=self.boss)  # fmt: skip

    def agree(self, limit: str, *, customer=None, terms: int = 60) -> CreditAccount:
        yuan = Decimal(limit)
        row, _ = CreditAccount.objects.update_or_create(
            customer=customer or self.customer,
            defaults={"limit_yuan": yuan, "available_yuan": yuan, "terms_days": terms},
        )
        return row

    @property
    def account(self) -> CreditAccount:
        return CreditAccount.objects.get(customer=self.customer)

    def quote(self, *lines: tuple, by: User | None = None, **values) -> Quote:
        row = actions.start_quote(self.customer, by=by or self.chen, **values)
        self.add(row, *lines, by=by)
        return Quote.objects.get(pk=row.pk)

    def order(self, *lines: tuple, by: User | None = None, **values) -> Order:
        row = actions.start_order(self.customer, by=by or self.chen, **values)
        self.add(row, *lines, by=by)
        return Order.objects.get(pk=row.pk)

    def add(self, row, *lines: tuple, by: User | None = None) -> None:
        for product, count, *price in lines:
            wanted = actions.Wanted(product, Decimal(count), Decimal(price[0]) if price else None)
            actions.add_line(row, wanted, by=by or self.chen)

    def confirmed(self, *lines: tuple, **values) -> Order:
        row = self.order(*(lines or ((self.filter, "10"),)), **values)
        return actions.submit_order(row, by=self.chen)

    def decide(self, row, by: User, *, yes: bool = True):
        case = ApprovalCase.objects.filter(object_id=row.pk).latest("id")
        act = agree if yes else reject
        act(case, by=fresh(by), opinion="可以" if yes else "不行", digest=case.digest)
        case.refresh_from_db()
        row.refresh_from_db()
        return case

    def ship(self, row: Order, *counts: str, sign: bool = False):
        lines = row.lines.order_by("position")
        pieces = {x.pk: Decimal(n) for x, n in zip(lines, counts, strict=False)} or None
        made = actions.start_delivery(row, by=self.keeper, pieces=pieces)
        made = actions.ship_delivery(made, by=self.keeper, carrier="德邦", tracking_no="DB1")
        if sign:
            actions.note_signature(made, by=self.keeper, signed_by="王芳")
        row.refresh_from_db()
        return made

    def issued(self, on=None) -> Issued:
        return Issued(str(next(self.numbers)), on or self.today)

    def bill(self, row: Order, *counts: str) -> Invoice:
        lines = row.lines.order_by("position")
        pieces = {x.pk: Decimal(n) for x, n in zip(lines, counts, strict=False)} or None
        buyer = {"tax_no": "91320100MA1WXYZ12X"}
        made = actions.draft_invoice(row, by=self.chen, pieces=pieces, **buyer)
        made = actions.issue_invoice(made, self.issued(), by=self.fin)
        row.refresh_from_db()
        return made

    def pay(self, amount: str, **more):
        return post_receipt(
            self.customer, amount_yuan=Decimal(amount), on=self.today, way=PayWay.TRANSFER,
            by=self.fin, **more,
        )  # fmt: skip

    def on_shelf(self, product: Product | None = None) -> tuple[Decimal, Decimal]:
        """(good, reserved) pieces."""
        row = StockAccount.objects.get(product=product or self.filter, warehouse=self.main)
        return row.good, row.reserved

    def later(self, days: int):
        return self.today + timedelta(days=days)

    def assert_sound(self) -> None:
        """Counters are sums of documents; the ledger is what its entries say."""
        for row in CreditAccount.objects.all():
            for name, value in recount(row).items():
                assert getattr(row, name) == value, name
        for order in Order.objects.exclude(state="draft"):
            for line in order.lines.all():
                assert_counted(line)


def assert_counted(line) -> None:
    gone = sum((x.quantity for x in line.deliveries.filter(
        delivery__state__in=("shipped", "arrived", "signed"))), ZERO)  # fmt: skip
    back = sum((x.quantity for x in line.returns.filter(
        document__sort="return", document__state__in=("received", "settled"))), ZERO)  # fmt: skip
    billed, yuan = ZERO, ZERO
    for bill in InvoiceLine.objects.filter(line=line).select_related("document"):
        if bill.document.state in (InvoiceState.ISSUED, InvoiceState.REDDENED):
            sign = -1 if bill.document.is_red else 1
            billed, yuan = billed + sign * bill.quantity, yuan + sign * bill.amount_yuan
    assert (line.delivered, line.returned) == (gone, back)
    assert (line.invoiced, line.invoiced_yuan) == (billed, yuan)


@pytest.fixture
def trade(house) -> Trade:
    made = Trade(house)
    yield made
    made.assert_sound()
