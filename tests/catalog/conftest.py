"""A shelf of products in the house, made through the product's own doors."""

from decimal import Decimal

import pytest

from maizi.catalog import actions
from maizi.catalog.models import Category, PriceList, Product
from maizi.catalog.pages import CATEGORIES, PRICE_LISTS, PRODUCTS
from maizi.kit.pages import save
from tests.house import fresh


class Shop:
    """The house with a compressor, a filter and what else a test asks for; boss keeps prices."""

    def __init__(self, house):
        self.house = house
        self.boss, self.chen = fresh(house.boss), fresh(house.chen)
        self.parts = self.category("配件")
        self.machine = self.product("螺杆空压机", model="BK7.5-8", price="12800", unit="台")
        self.filter = self.product("空气滤芯", model="AF-75", price="100", category=self.parts)
        self.customer = house.customer("华宁科技有限公司", house.chen)

    def category(self, name: str, parent: Category | None = None) -> Category:
        row = Category(name=name, parent=parent)
        save(CATEGORIES, row=row, verb="create", by=self.boss)
        return row

    def product(self, name: str, *, price: str | None = None, **values) -> Product:
        row = Product(name=name, list_price_yuan=price and Decimal(price), **values)
        save(PRODUCTS, row=row, verb="create", by=self.boss)
        return row

    def bundle(self, bundle_sort: str, *parts: Product) -> Product:
        row = self.product("套装", sort="bundle", bundle_sort=bundle_sort, price="100")
        for part in parts:
            actions.add_part(row, part=part, by=self.boss)
        return row

    def sheet(self, kind: str, name: str = "", **values) -> PriceList:
        row = PriceList(name=name or kind, kind=kind, **values)
        save(PRICE_LISTS, row=row, verb="create", by=self.boss)
        return row

    def price(self, sheet: PriceList, price: str, *, least: str = "0", product=None):
        return actions.set_row(
            sheet, product=product or self.filter, price_yuan=Decimal(price), least=Decimal(least),
            by=self.boss,
        )  # fmt: skip


@pytest.fixture
def shop(house) -> Shop:
    return Shop(house)
