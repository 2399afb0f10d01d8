"""Products of the demo company with units, barcodes, price lists and two bundles."""

from datetime import date, timedelta
from decimal import Decimal

from django.core.files.base import ContentFile
from django.utils import timezone

from maizi.accounts.models import Role, User
from maizi.catalog import actions
from maizi.catalog.actions.listprices import write_list_price
from maizi.catalog.models import Category, PriceList, Product
from maizi.catalog.queries import Asked, preview
from maizi.catalog.rules.barcodes import check_digit
from maizi.catalog.terms import (
    BundleSort,
    ChangeWay,
    CustomerGroup,
    PriceKind,
    ProductSort,
    RelationSort,
    Rounding,
)
from maizi.customers.models import Customer
from maizi.customers.terms import KaStatus
from maizi.history.actions import recorded
from maizi.history.terms import Verb

from . import goods

GOODS, SERVICE, PART = ProductSort.GOODS, ProductSort.SERVICE, ProductSort.PART
LIMITS = {"salesperson": 5, "ka_department_manager": 12, "marketing_manager": 12,
          "marketing_director": 25}  # fmt: skip


def build_catalog(people: dict[str, User]) -> None:
    """Sixty products, price lists for key accounts, a contract and an activity, two bundles."""
    boss = people["boss"]
    rows = _Shelves(boss).fill()
    _packs(rows, boss)
    _fixed_set(rows, boss)
    _station(rows, boss)
    _lists(rows, boss)
    roles = {role.code: role.pk for role in Role.objects.filter(code__in=LIMITS)}
    limits = {roles[code]: Decimal(percent) for code, percent in LIMITS.items()}
    actions.save_limits(limits, by=boss, reason="年度折扣权限")
    _raise_filters(boss)


class _Shelves:
    """Puts products into their categories."""

    def __init__(self, by: User):
        self.by, self.categories = by, {}

    def fill(self) -> dict[str, Product]:
        found = {}
        for path, sort, unit, lines in goods.SHELVES:
            category = self.category(path)
            for name, brand, model, spec, price, cost, months in lines:
                row = Product(
                    name=name, brand=brand, model=model, spec=spec, sort=sort, category=category,
                    unit=unit, list_price_yuan=Decimal(price), warranty_months=months or None,
                    cost_yuan=Decimal(cost) if cost else None,
                    tax_rate=Decimal("0.06" if sort == SERVICE else "0.13"),
                )  # fmt: skip
                if sort == GOODS and months >= 12:
                    row.tracking, row.preventive_months = "serial", 6
                found[model or name] = _created(row, self.by)
                _remember(row, self.by)
        return found

    def category(self, path: str) -> Category:
        parent = None
        for name in path.split("/"):
            known = self.categories.get((parent and parent.pk, name))
            if known is None:
                known = Category(parent=parent, name=name)
                with recorded(known, Verb.CREATE, by=self.by):
                    actions.save_category(known, Verb.CREATE, by=self.by)
                self.categories[parent and parent.pk, name] = known
            parent = known
        return parent


def _created(row: Product, by: User) -> Product:
    with recorded(row, Verb.CREATE, by=by):
        actions.save_product(row, Verb.CREATE, by=by)
    return row


def _remember(row: Product, by: User) -> None:
    """What it cost in earlier years: a little less every time."""
    year = timezone.localdate().year
    for day, percent in ((date(year - 1, 1, 1), 94), (date(year - 1, 9, 1), 97)):
        past = (row.list_price_yuan * percent / 100).quantize(Decimal("0.1"))
        write_list_price(row, price_yuan=past, starts_on=day, by=by, reason="年度调价")


def _packs(rows: dict[str, Product], by: User) -> None:
    """Cases for what is sold by the case, and an EAN-13 on every part."""
    for key, name, pieces in goods.PACKS:
        actions.add_unit(rows[key], name=name, pieces=Decimal(1), worth=Decimal(pieces), by=by)
    parts = (row for row in rows.values() if row.sort == PART)
    for number, row in enumerate(parts, 1):
        digits = f"69{4021700:07d}{number:03d}"
        actions.add_barcode(row, digits + check_digit(digits), by=by)
    drawing = ContentFile(goods.drawing(), name="空压机.png")
    actions.add_picture(rows["BK7.5-8"], drawing, by=by)


def _fixed_set(rows: dict[str, Product], by: User) -> None:
    row = _created(
        Product(
            name="空压机首年保养套装", sort=ProductSort.BUNDLE, bundle_sort=BundleSort.FIXED,
            unit="套", list_price_yuan=Decimal(1180), category=rows["AF-75"].category,
        ),
        by,
    )  # fmt: skip
    for key, count in (("AF-75", 2), ("OF-75", 2), ("OS-75", 1), ("KS-8000", 4)):
        actions.add_part(row, part=rows[key], quantity=Decimal(count), by=by)


def _station(rows: dict[str, Product], by: User) -> None:
    """A compressed-air station: one compressor, a dryer, filters, and rules of what fits."""
    row = _created(
        Product(
            name="压缩空气站（按需配置）", sort=ProductSort.BUNDLE,
            bundle_sort=BundleSort.FLEXIBLE, unit="套",
            category=rows["BK7.5-8"].category,
        ),
        by,
    )  # fmt: skip
    lines = {}
    for name, least, most, keys in (
        ("主机", 1, 1, ("BK7.5-8", "BK15-8", "PM22-8")),
        ("干燥机", 1, 1, ("SAD-1.2", "SAD-2.6", "SAD-3.8")),
        ("选配", 0, 2, ("C-0.6", "AF-75", "YX-01")),
    ):
        group = actions.add_group(row, name=name, least=least, most=most, by=by)
        for key in keys:
            lines[key] = actions.add_part(row, part=rows[key], group=group, by=by)
    actions.add_part(row, part=rows["安装调试（空压机）"], by=by)
    for one, sort, other in (
        ("BK15-8", RelationSort.EXCLUDES, "SAD-1.2"), ("PM22-8", RelationSort.REQUIRES, "SAD-3.8"),
        ("PM22-8", RelationSort.EXCLUDES, "AF-75"),
    ):  # fmt: skip
        actions.add_relation(lines[one], sort, lines[other], by=by)


def _lists(rows: dict[str, Product], by: User) -> None:
    today = timezone.localdate()
    year = date(today.year, 1, 1)
    key = _list("大客户价目表", PriceKind.GROUP, by, group=CustomerGroup.KEY, starts_on=year)
    asked = Asked(
        today, ChangeWay.PERCENT, Decimal(-8), Rounding.YUAN, list=key, from_list=True,
        category=rows["BK7.5-8"].category,
    )  # fmt: skip
    actions.apply_change(
        asked, digest=preview(by, asked).digest, reason="大客户按标价九二折", by=by
    )
    for code, price, least in (("BK7.5-8", "11600", 5), ("KS-8000", "268", 20)):
        actions.set_row(
            key, product=rows[code], price_yuan=Decimal(price), least=Decimal(least), by=by
        )
    spring = _list(
        "秋季团购：空气滤芯", PriceKind.GROUP_BUY, by, number="TG2026-03",
        starts_on=today - timedelta(20), ends_on=today + timedelta(40),
    )  # fmt: skip
    for least, price in ((1, "100"), (100, "92"), (200, "88")):
        actions.set_row(
            spring, product=rows["AF-75"], price_yuan=Decimal(price), least=Decimal(least), by=by
        )
    accounts = Customer.objects.filter(ka_status=KaStatus.KEY).order_by("pk")[:2]
    for customer, number in zip(accounts, ("HT-2026-018", "HT-2026-031"), strict=False):
        name = f"{customer.short_name or customer.name}年度合同"
        sheet = _list(
            name, PriceKind.CONTRACT, by, customer=customer, number=number, starts_on=year,
            ends_on=date(today.year, 12, 31),
        )  # fmt: skip
        for code, price in (("BK15-8", "18600"), ("AF-75", "86"), ("KS-8000", "255")):
            actions.set_row(sheet, product=rows[code], price_yuan=Decimal(price), by=by)
    for customer in accounts[:1]:
        own = _list("大客户专享", PriceKind.CUSTOMER, by, customer=customer, is_for_key=True)
        actions.set_row(own, product=rows["SAD-2.6"], price_yuan=Decimal("4580"), by=by)


def _list(name: str, kind: PriceKind, by: User, **values) -> PriceList:
    row = PriceList(name=name, kind=kind, **values)
    with recorded(row, Verb.CREATE, by=by):
        actions.save_list(row, Verb.CREATE, by=by)
    return row


def _raise_filters(by: User) -> None:
    """Next month filters become dearer, as the maker has announced."""
    category = Category.objects.get(path_name="空压机配件")
    first = (timezone.localdate().replace(day=1) + timedelta(32)).replace(day=1)
    asked = Asked(first, ChangeWay.PERCENT, Decimal("3.5"), Rounding.YUAN, category=category)
    actions.apply_change(
        asked, digest=preview(by, asked).digest, reason="厂家通知下月起滤芯涨价", by=by
    )
