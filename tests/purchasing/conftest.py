"""A house that buys: two suppliers, a warehouse, goods with agreed prices."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from maizi.catalog.models import Product
from maizi.catalog.pages import PRODUCTS
from maizi.kit.pages import save
from maizi.purchasing import actions
from maizi.purchasing.actions import Arrival, NewLine, OrderDraft
from maizi.purchasing.models import OrderLine, PurchaseOrder, Supplier, Supply
from maizi.purchasing.pages import SUPPLIERS
from maizi.stock.actions import save_warehouse
from maizi.stock.models import StockAccount, Warehouse
from tests.house import fresh


class Yard:
    """Boss may do everything; the buyer buys, the keeper receives, finance pays."""

    def __init__(self, house):
        self.house = house
        self.boss = fresh(house.boss)
        self.buyer = fresh(house.person("buyer", "梁宇", house.hq, "purchasing"))
        self.keeper = fresh(house.person("keeper", "秦山", house.hq, "warehouse"))
        self.payer = fresh(house.person("payer", "沈妍", house.hq, "finance"))
        self.chen = fresh(house.chen)
        self.today = timezone.localdate()
        self.place = Warehouse(name="总仓", code="W1")
        save_warehouse(self.place, "create", by=self.boss)
        self.filter = self.product("空气滤芯", model="AF-75", cost="70")
        self.oil = self.product("机油", model="KS-8000", cost="180")
        self.maker = self.supplier("杭州开岳压缩机有限公司")
        self.other = self.supplier("无锡恒力机电有限公司", terms_days=0)
        self.supply(self.maker, self.filter, "62", code="KY-AF75", is_preferred=True)
        self.supply(self.other, self.filter, "60")
        self.supply(self.maker, self.oil, "175")

    def product(self, name: str, *, cost: str | None = None, **values) -> Product:
        row = Product(name=name, list_price_yuan=100, cost_yuan=cost and Decimal(cost), **values)
        save(PRODUCTS, row=row, verb="create", by=self.boss)
        return row

    def supplier(self, name: str, **values) -> Supplier:
        row = Supplier(name=name, **values)
        save(SUPPLIERS, row=row, verb="create", by=self.boss)
        return row

    def supply(self, supplier: Supplier, product: Product, price: str, **values) -> Supply:
        row = Supply(supplier=supplier, product=product, price_yuan=Decimal(price), **values)
        return actions.set_supply(row, by=self.boss)

    def draft(self, *lines, supplier=None, **values) -> PurchaseOrder:
        """A draft of (product, quantity) or (product, quantity, price)."""
        made = [NewLine(p, Decimal(q), *(Decimal(x) for x in rest)) for p, q, *rest in lines]
        draft = OrderDraft(supplier or self.maker, made, **values)
        return actions.save_order(None, draft, by=self.buyer)

    def order(self, *lines, supplier=None, **values) -> PurchaseOrder:
        """The same, approved and sent; far below the limit of approval."""
        row = self.draft(*lines, supplier=supplier, **values)
        assert actions.submit_order(row, by=self.buyer) is None
        return actions.place_order(row, by=self.buyer)

    def arrival(self, order: PurchaseOrder, *pieces, on: date | None = None, **values) -> Arrival:
        lines = OrderLine.objects.filter(order=order)
        wanted = dict(zip([n.pk for n in lines], map(Decimal, pieces), strict=False))
        return Arrival(self.place, on or self.today, wanted, **values)

    def stock(self, product: Product) -> tuple[Decimal, Decimal]:
        """(pieces, worth) in the warehouse."""
        row = StockAccount.objects.filter(product=product, warehouse=self.place).first()
        return (row.quantity, row.value_yuan) if row else (Decimal(0), Decimal(0))

    def days(self, count: int) -> date:
        return self.today + timedelta(count)


@pytest.fixture
def yard(house) -> Yard:
    actions.seed_approvals()
    return Yard(house)
