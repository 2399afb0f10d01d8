"""Products and prices of the scene, with a body for everything that can be done to them."""

from datetime import timedelta
from decimal import Decimal

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from maizi.catalog import actions, pages
from maizi.catalog.models import Category, PriceList, Product
from maizi.catalog.queries import Asked, preview
from maizi.catalog.terms import ChangeWay
from maizi.kit.models import SavedView
from maizi.kit.pages import save
from tests.house import fresh

SHEET = "商品名称,型号,单价\n管道循环泵,TD50-18,2180\n潜水排污泵,WQ25-10,abc\n"


class Shelf:
    """A product, a bundle, lists for everybody and for one customer, a mass change."""

    def __init__(self, house, customer, seal: bytes):
        self.by = by = fresh(house.boss)
        self.category = self._saved(pages.CATEGORIES, Category(name="配件"))
        self.product = self._product("空气滤芯", model="AF-75", category=self.category)
        self.part = self._product("油滤芯", model="OF-75")
        self.unit = actions.add_unit(
            self.product, name="箱", pieces=Decimal(1), worth=Decimal(12), by=by
        )
        self.code, _ = actions.add_barcode(self.product, "6901234567892", by=by)
        self.picture = actions.add_picture(self.product, ContentFile(seal, name="a.png"), by=by)
        self.bundle = self._product("配置", sort="bundle", bundle_sort="flexible")
        self.group = actions.add_group(self.bundle, name="选配", least=0, most=1, by=by)
        self.line = actions.add_part(self.bundle, part=self.product, by=by)
        self.other = actions.add_part(self.bundle, part=self.part, by=by)
        self.relation = actions.add_relation(self.line, "requires", self.other, by=by)
        self.list = self._saved(
            pages.PRICE_LISTS, PriceList(name="年度合同", kind="contract", customer=customer)
        )
        self.row = actions.set_row(self.list, product=self.product, price_yuan=Decimal(90), by=by)
        self.ahead = actions.set_list_price(
            self.product,
            price_yuan=Decimal(110),
            starts_on=timezone.localdate() + timedelta(9),
            by=by,
        )
        asked = Asked(timezone.localdate(), ChangeWay.AMOUNT, Decimal(1), ids=(self.part.pk,))
        digest = preview(by, asked).digest
        self.change = actions.apply_change(asked, digest=digest, reason="试调", by=by)
        self.digest = preview(by, asked).digest
        self.views = {
            name: SavedView.objects.create(kind=f"catalog.{name}", owner=house.chen, name="我的")
            for name in ("product", "category", "pricelist")
        }
        self.run = None

    def _saved(self, kind, row):
        save(kind, row=row, verb="create", by=self.by)
        return row

    def _product(self, name: str, **values) -> Product:
        return self._saved(pages.PRODUCTS, Product(name=name, list_price_yuan=100, **values))


def _product(s) -> dict:
    return {
        "name": "进气阀修理包", "sort": "goods", "unit": "个", "tracking": "none",
        "packaging": "plain", "tax_rate": "0.13", "list_price_yuan": "420", "is_active": "on",
    }  # fmt: skip


def _list(s) -> dict:
    return {"name": "大客户价目表", "kind": "group", "group": "key", "is_active": "on"}


def _nothing(s) -> dict:
    return {}


def _export(s) -> dict:
    return {"reason": "月报", "format": "csv"}


def _view(s) -> dict:
    return {"name": "新视图"}


BODIES = {
    "catalog:product_new": _product,
    "catalog:product_edit": _product,
    "catalog:product_bulk": lambda s: {
        "pk": s.shelf.product.pk, "field": "brand", "brand": "开岳"},
    "catalog:product_cell": lambda s: {"brand": "开岳"},
    "catalog:product_undo": _nothing,
    "catalog:product_export": _export,
    "catalog:product_save_view": _view,
    "catalog:product_remove_view": _nothing,
    "catalog:category_new": lambda s: {"name": "水泵"},
    "catalog:category_edit": lambda s: {"name": "备件"},
    "catalog:category_export": _export,
    "catalog:category_save_view": _view,
    "catalog:category_remove_view": _nothing,
    "catalog:pricelist_new": _list,
    "catalog:pricelist_edit": lambda s: {
        "name": "年度合同", "kind": "contract", "customer": s.customer.pk, "is_active": "on"},
    "catalog:pricelist_export": _export,
    "catalog:pricelist_save_view": _view,
    "catalog:pricelist_remove_view": _nothing,
    "catalog:unit_add": lambda s: {"pieces": "1", "name": "盒", "worth": "6"},
    "catalog:unit_remove": _nothing,
    "catalog:barcode_add": lambda s: {"code": "036000291452"},
    "catalog:barcode_remove": _nothing,
    "catalog:picture_add": lambda s: {"file": SimpleUploadedFile("b.png", s.seal)},
    "catalog:picture_remove": _nothing,
    "catalog:part_add": lambda s: {"part": s.shelf.part.pk, "quantity": "2"},
    "catalog:group_add": lambda s: {"name": "主机", "least": "0", "most": "1"},
    "catalog:relation_add": lambda s: {
        "one": s.shelf.other.pk, "sort": "requires", "other": s.shelf.line.pk},
    "catalog:part_remove": _nothing,
    "catalog:group_remove": _nothing,
    "catalog:relation_remove": _nothing,
    "catalog:list_price_set": lambda s: {
        "price_yuan": "105", "starts_on": timezone.localdate().isoformat()},
    "catalog:list_price_drop": _nothing,
    "catalog:customer_price": lambda s: {
        "product": s.shelf.part.pk, "least": "0", "price_yuan": "66", "name": "调价",
        "starts_on": timezone.localdate().isoformat(),
    },
    "catalog:row_set": lambda s: {"product": s.shelf.part.pk, "least": "0", "price_yuan": "66"},
    "catalog:row_remove": _nothing,
    "catalog:limits": lambda s: {f"role-{s.role.pk}": "5"},
    "catalog:change": lambda s: {
        "way": "amount", "by": "1", "rounding": "0.01", "product": s.shelf.part.pk,
        "digest": s.shelf.digest, "reason": "年度"},
    "catalog:change_chosen": lambda s: {"pk": s.shelf.part.pk},
    "catalog:change_undo": _nothing,
    "catalog:imports_new": lambda s: {"file": SimpleUploadedFile("新.csv", SHEET.encode())},
    "catalog:imports_map": lambda s: {
        "mode": "add", "sort": "goods", "bad_cells": "choices", "key": "no"},
    "catalog:imports_reread": lambda s: {"encoding": "utf-8"},
    "catalog:imports_check": _nothing,
    "catalog:imports_fix": lambda s: {"drop": "on"},
    "catalog:imports_start": _nothing,
    "catalog:imports_tell": _nothing,
    "catalog:imports_undo": _nothing,
}  # fmt: skip
RECORDS = {
    "catalog:category": lambda s: s.shelf.category,
    "catalog:imports": lambda s: s.shelf.run,
    "catalog:unit_remove": lambda s: s.shelf.unit,
    "catalog:barcode_remove": lambda s: s.shelf.code,
    "catalog:bundle": lambda s: s.shelf.bundle,
    "catalog:part_add": lambda s: s.shelf.bundle,
    "catalog:group_add": lambda s: s.shelf.bundle,
    "catalog:relation_add": lambda s: s.shelf.bundle,
    "catalog:part_remove": lambda s: s.shelf.line,
    "catalog:group_remove": lambda s: s.shelf.group,
    "catalog:relation_remove": lambda s: s.shelf.relation,
    "catalog:list_price_drop": lambda s: s.shelf.ahead,
    "catalog:customer_price": lambda s: s.customer,
    "catalog:row_set": lambda s: s.shelf.list,
    "catalog:row_remove": lambda s: s.shelf.row,
    "catalog:pricelist": lambda s: s.shelf.list,
    "catalog:change": lambda s: s.shelf.change,
    "catalog:": lambda s: s.shelf.product,
}
