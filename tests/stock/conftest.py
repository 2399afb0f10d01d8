"""A stock room in the house: two warehouses, goods by piece, by serial, by batch."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from maizi.catalog.models import Product
from maizi.kernel.sources import Source
from maizi.stock import actions
from maizi.stock.models import StockAccount, Warehouse
from maizi.stock.terms import MovementKind
from tests.catalog.conftest import Shop


class Store(Shop):
    """The shop with warehouses; boss keeps the stock."""

    def __init__(self, house):
        super().__init__(house)
        self.main = self.warehouse("总仓")
        self.other = self.warehouse("郑州仓")
        self.pump = self.product("隔膜泵", unit="台", tracking="serial", price="980")
        self.oil = self.product("专用油", unit="桶", tracking="batch", price="280")

    def warehouse(self, name: str) -> Warehouse:
        row = Warehouse(name=name, code=f"W{Warehouse.objects.count() + 1}")
        return actions.save_warehouse(row, "create", by=self.boss)

    def line(self, quantity, price=None, *, product: Product | None = None, **more):
        price = None if price is None else Decimal(price)
        return actions.Line(
            product or self.filter, Decimal(quantity), price_yuan=price,
            **{"serials": (), **more},
        )  # fmt: skip

    def post(self, kind: str, *lines, on: date | int | None = None, warehouse=None, **more):
        """A document today, on a day, or so many days ago."""
        day = on if isinstance(on, date) else timezone.localdate() - timedelta(on or 0)
        return actions.post(
            MovementKind(kind), warehouse=warehouse or self.main, lines=lines, on=day,
            by=self.boss, **more,
        )  # fmt: skip

    def account(self, product=None, warehouse=None) -> StockAccount:
        return StockAccount.objects.get(
            product=product or self.filter, warehouse=warehouse or self.main
        )

    def source(self, number: int = 1) -> Source:
        return Source("sales.order", number, f"SO-{number}")


@pytest.fixture
def store(house) -> Store:
    return Store(house)
