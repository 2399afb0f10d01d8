"""Stock of the scene: a warehouse with goods, a document, counts, with a body for every verb."""

from datetime import date
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from maizi.kit.models import SavedView
from maizi.stock import actions, pages
from maizi.stock.models import StockAccount, StockCount, Warehouse
from maizi.stock.terms import CountState, MovementKind
from tests.customers.importing import lead
from tests.house import fresh


class Stockroom:
    """Two warehouses, a product in one of them, a point, two counts, an import on its way."""

    def __init__(self, house, product):
        self.by = by = fresh(house.boss)
        self.product, self.today = product, timezone.localdate()
        self.place, self.other = (
            actions.save_warehouse(Warehouse(name=name, code=code), "create", by=by)
            for name, code in (("总仓", "A"), ("分仓", "B"))
        )
        self.bin = actions.add_bin(self.place, code="A-01", by=by)
        self.spare = actions.save_warehouse(Warehouse(name="小仓", code="C"), "create", by=by)
        places = (self.place, self.other, self.spare)
        self.document, *_others = [self._posted(place) for place in places]
        self.account = StockAccount.objects.get(product=product, warehouse=self.place)
        self.point = actions.set_point(product, least=Decimal(9), fill_to=Decimal(20), by=by)
        self.count = actions.start_count(self.place, by=by)
        found = {self.count.lines.get().pk: actions.Found(Decimal(10))}
        actions.note_found(self.count, found=found, by=by)
        self.asked = actions.start_count(self.other, by=by)
        StockCount.objects.filter(pk=self.asked.pk).update(state=CountState.ASKED)
        actions.close_through(date(2020, 1, 31), by=by)
        sheet = f"货号,仓库,数量,成本价\n{product.no},总仓,3,10\n没有的,总仓,1,1\n"
        self.run = lead(sheet, by=by, kind=pages.IMPORTS, name="期初.csv").check().run
        self.views = {
            name: SavedView.objects.create(kind=f"stock.{name}", owner=house.chen, name="我的")
            for name in ("stockaccount", "stockdocument", "stockcount", "warehouse")
        }

    def _posted(self, place: Warehouse):
        line = actions.Line(self.product, Decimal(10), price_yuan=Decimal(5))
        return actions.post(
            MovementKind.OPENING, warehouse=place, lines=[line], on=self.today, by=self.by
        )


def _nothing(s) -> dict:
    return {}


def _export(s) -> dict:
    return {"reason": "月报", "format": "csv"}


def _view(s) -> dict:
    return {"name": "新视图"}


def _reason(s) -> dict:
    return {"reason": "录错"}


def _entry(s) -> dict:
    return {
        "warehouse": s.stock.place.pk, "on": s.stock.today.isoformat(), "note": "补录",
        "product": s.shelf.product.pk, "quantity": "2", "price": "5",
    }  # fmt: skip


SHEET = "货号,仓库,数量,成本价\n没有的,总仓,3,10\n"
BODIES = {
    "stock:entry": _entry,
    "stock:reverse": _reason,
    "stock:warehouse_new": lambda s: {"name": "新仓", "code": "N1", "position": 0},
    "stock:warehouse_edit": lambda s: {
        "name": "总仓", "code": "A", "position": 1, "is_active": "on"},
    "stock:bin_add": lambda s: {"code": "B-02"},
    "stock:bin_remove": _nothing,
    "stock:count_new": lambda s: {"warehouse": s.stock.spare.pk, "category": ""},
    "stock:stockcount": lambda s: {f"found-{s.stock.count.lines.get().pk}": "9"},
    "stock:count_line_add": lambda s: {"product": s.shelf.part.pk, "status": "good"},
    "stock:count_submit": _reason,
    "stock:count_cancel": _nothing,
    "stock:count_resume": _nothing,
    "stock:point_set": lambda s: {
        "product": s.shelf.part.pk, "least": "5", "fill_to": "10"},
    "stock:point_remove": _nothing,
    "stock:closing": lambda s: {"day": "2020-02-29"},
    "stock:reopen": _reason,
    "stock:report_sheet": lambda s: {"by": "product"},
    "stock:imports_new": lambda s: {"file": SimpleUploadedFile("新.csv", SHEET.encode())},
    "stock:imports_map": lambda s: {"mode": "add", "warehouse": s.stock.place.pk},
    "stock:imports_reread": lambda s: {"encoding": "utf-8"},
    "stock:imports_check": _nothing,
    "stock:imports_fix": lambda s: {"drop": "on"},
    "stock:imports_start": _nothing,
    "stock:imports_tell": _nothing,
    "stock:imports_undo": _nothing,
}  # fmt: skip
for _kind in ("stockaccount", "stockdocument", "stockcount", "warehouse"):
    BODIES[f"stock:{_kind}_export"] = _export
    BODIES[f"stock:{_kind}_save_view"] = _view
    BODIES[f"stock:{_kind}_remove_view"] = _nothing
RECORDS = {
    "stock:stockaccount": lambda s: s.stock.account,
    "stock:stockdocument": lambda s: s.stock.document,
    "stock:reverse": lambda s: s.stock.document,
    "stock:stockcount": lambda s: s.stock.count,
    "stock:count": lambda s: s.stock.count,
    "stock:count_resume": lambda s: s.stock.asked,
    "stock:warehouse": lambda s: s.stock.place,
    "stock:bin_add": lambda s: s.stock.place,
    "stock:bin_remove": lambda s: s.stock.bin,
    "stock:point_remove": lambda s: s.stock.point,
    "stock:imports": lambda s: s.stock.run,
    "stock:card": lambda s: s.shelf.product,
}
