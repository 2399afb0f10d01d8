"""What is sold in the scene, at every stage, with a body for everything that can be done to it."""

from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from maizi.catalog.actions.listprices import write_list_price
from maizi.catalog.models import Product
from maizi.credit.models import CreditAccount
from maizi.customers.models import Customer
from maizi.kit.models import SavedView
from maizi.kit.pages import save
from maizi.sales import actions, pages, queries
from maizi.sales.access import Issued
from maizi.sales.models import Solution
from maizi.stock.models import Warehouse
from tests.customers.importing import lead
from tests.house import fresh

SHEET = "订单号,下单日期,客户名称,商品名称,金额\nA1,2026-01-05,{name},油,5\nA2,2026-01-06,,油,6\n"
LISTS = ("quote", "order", "delivery", "invoice", "return", "solution")
TAX_NO = "91320100MA1WXYZ12X"
SERVICE = "上门检查"


class Counter:
    """Quotes, orders and what follows them, all of a customer of chen's; services need no shelf."""

    def __init__(self, house, customer: Customer):
        actions.seed_approvals()
        self.house, self.customer = house, customer
        self.chen, self.boss = fresh(house.chen), fresh(house.boss)
        self.goods = Product.objects.create(
            name=SERVICE, no="FW-1", sort_name="fuwu", name_key="fuwu", sort="service",
            list_price_yuan=Decimal(100), unit="次",
        )  # fmt: skip
        today = timezone.localdate()
        write_list_price(self.goods, price_yuan=Decimal(100), starts_on=today, by=self.boss)
        self.place = Warehouse.objects.order_by("id").first() or Warehouse.objects.create(
            code="C1", name="柜台仓"
        )
        CreditAccount.objects.filter(customer=customer).update(
            limit_yuan=Decimal(10**6), available_yuan=Decimal(10**6)
        )
        self.quote, self.order = self._draft(actions.start_quote), self._draft(actions.start_order)
        self.quote_line, self.order_line = self.quote.lines.get(), self.order.lines.get()
        self.sent = actions.send_quote(
            actions.submit_quote(self._draft(actions.start_quote), by=self.chen), by=self.chen
        )
        self.sheet = Solution(order=self.order, needs="三班用气")
        save(pages.SOLUTIONS, row=self.sheet, verb="create", by=self.chen)
        self.ready = self._ready()
        self.done = self._ready()
        two = {self.ready.lines.get().pk: Decimal(2)}
        self.delivery = actions.start_delivery(self.ready, by=self.boss, pieces=two)
        self._finish(today)
        self.views = {
            name: SavedView.objects.create(kind=f"sales.{name}", owner=house.chen, name="我的")
            for name in LISTS
        }
        text = SHEET.format(name=customer.name)
        self.run = lead(text, by=self.boss, name="订单.csv", kind=pages.IMPORTS).check().run

    def _draft(self, start):
        row = start(self.customer, by=self.chen)
        actions.add_lines(row, [actions.Wanted(self.goods, Decimal(4))], by=self.chen)
        return row

    def _ready(self):
        row = self._draft(actions.start_order)
        row.prepaid_yuan = Decimal(0)
        return actions.confirm_order(row, by=self.boss, approved=True)

    def _finish(self, today) -> None:
        gone = actions.ship_delivery(actions.start_delivery(self.done, by=self.boss), by=self.boss)
        actions.note_signature(gone, by=self.boss, signed_by="王芳")
        line = self.done.lines.get()
        half = {line.pk: Decimal(2)}
        self.issued = actions.draft_invoice(self.done, by=self.chen, pieces=half, tax_no=TAX_NO)
        number = Issued("26320000000000000001", today)
        self.issued = actions.issue_invoice(self.issued, number, by=self.boss)
        self.invoice = actions.draft_invoice(
            self.done, by=self.chen, pieces={line.pk: Decimal(1)}, tax_no=TAX_NO
        )
        wish = {"sort": "return", "reason": "faulty", "told": "坏了"}
        one = {line.pk: Decimal(1)}
        self.asked = actions.ask_return(self.done, by=self.chen, pieces=one, **wish)
        self.back = actions.ask_return(self.done, by=self.chen, pieces=one, **wish)
        type(self.back).objects.filter(pk=self.back.pk).update(state="approved")
        self.back.refresh_from_db()
        self.back = actions.receive_return(self.back, by=self.boss, warehouse=self.place)

    @property
    def offer(self) -> str:
        self.sent.refresh_from_db()
        return queries.token_of(self.sent)

    @property
    def track(self) -> str:
        return queries.token_of(self.ready)


def _nothing(s) -> dict:
    return {}


def _today() -> str:
    return timezone.localdate().isoformat()


def _line(s) -> dict:
    return {"product": s.counter.goods.pk, "quantity": "2"}


def _head(s) -> dict:
    return {
        "customer": s.counter.customer.pk, "valid_until": _today(), "terms_days": "0",
        "ordered_on": _today(), "prepaid_yuan": "0",
    }  # fmt: skip


def _sheet(s) -> dict:
    return {"needs": "三班用气", "solution": "变频机", "use": "先开冷干机", "upkeep": "每班排水"}


def _buyer(s) -> dict:
    return {"kind": "digital_general", "title": "华宁科技", "tax_no": TAX_NO}


BODIES = {
    "sales:offer": lambda s: {"answer": "yes", "words": "好"},
    "sales:quote_act": _nothing,
    "sales:quote_convert": _nothing,
    "sales:quote_many": lambda s: {"batch": "促销", "pk": [s.shared.pk]},
    "sales:order_act": _nothing,
    "sales:order_deliver": lambda s: {
        f"line-{s.counter.ready.lines.get().pk}": "1", "warehouse": s.counter.place.pk},
    "sales:order_bill": lambda s: _buyer(s) | {f"line-{s.counter.done.lines.get().pk}": "1"},
    "sales:order_return": lambda s: {
        "sort": "return", "reason": "faulty", "told": "坏了",
        f"line-{s.counter.done.lines.get().pk}": "1"},
    "sales:delivery_act": _nothing,
    "sales:delivery_edit": lambda s: {"receiver": "王芳", "freight_yuan": "0"},
    "sales:invoice_edit": _buyer,
    "sales:invoice_issue": lambda s: {"number": "26320000000000000002", "on": _today()},
    "sales:invoice_redden": lambda s: {"reason": "开错"},
    "sales:invoice_drop": lambda s: {"reason": "不开了"},
    "sales:return_act": _nothing,
    "sales:return_settle": lambda s: {
        "on": _today(), f"red-{s.counter.issued.pk}": "26320000000000000003"},
    "sales:report_export": lambda s: {"by": "customer", "reason": "月报"},
    "sales:imports_new": lambda s: {"file": SimpleUploadedFile("单.csv", SHEET.encode())},
    "sales:imports_map": lambda s: {"mode": "add", "party_type": "individual",
                                    "bad_cells": "refuse"},
    "sales:imports_reread": lambda s: {"encoding": "utf-8"},
    "sales:imports_check": _nothing,
    "sales:imports_fix": lambda s: {"drop": "on"},
    "sales:imports_start": _nothing,
    "sales:imports_tell": _nothing,
    "sales:imports_undo": _nothing,
}  # fmt: skip
for _name in LISTS:
    BODIES[f"sales:{_name}_export"] = lambda s: {"reason": "月报", "format": "csv"}
    BODIES[f"sales:{_name}_save_view"] = lambda s: {"name": "新视图"}
    BODIES[f"sales:{_name}_remove_view"] = _nothing
for _name in ("quote", "order"):
    BODIES[f"sales:{_name}_new"] = _head
    BODIES[f"sales:{_name}_edit"] = _head
    BODIES[f"sales:{_name}_line_add"] = _line
    BODIES[f"sales:{_name}_line"] = lambda s: {"quantity": "3"}
    BODIES[f"sales:{_name}_line_remove"] = _nothing
    BODIES[f"sales:{_name}_paste"] = lambda s: {"text": "FW-1\t2"}
    BODIES[f"sales:{_name}_reprice"] = _nothing
    BODIES[f"sales:{_name}_bundle"] = _line
    BODIES[f"sales:{_name}_solution"] = _sheet
BODIES["sales:solution_edit"] = _sheet
VERBS = {
    "sales:quote_act": "submit", "sales:order_act": "submit", "sales:delivery_act": "pack",
    "sales:return_act": "submit",
}  # fmt: skip
RECORDS = {
    "sales:quote_line": lambda s: s.counter.quote_line,
    "sales:order_line": lambda s: s.counter.order_line,
    "sales:quote_line_remove": lambda s: s.counter.quote_line,
    "sales:order_line_remove": lambda s: s.counter.order_line,
    "sales:quote_line_add": lambda s: s.counter.quote,
    "sales:order_line_add": lambda s: s.counter.order,
    "sales:quote_convert": lambda s: s.counter.sent,
    "sales:order_deliver": lambda s: s.counter.ready,
    "sales:order_bill": lambda s: s.counter.done,
    "sales:order_return": lambda s: s.counter.done,
    "sales:delivery": lambda s: s.counter.delivery,
    "sales:invoice_redden": lambda s: s.counter.issued,
    "sales:invoice": lambda s: s.counter.invoice,
    "sales:return_settle": lambda s: s.counter.back,
    "sales:return": lambda s: s.counter.asked,
    "sales:imports": lambda s: s.counter.run,
    "sales:quote": lambda s: s.counter.quote,
    "sales:solution": lambda s: s.counter.sheet,
    "sales:order": lambda s: s.counter.order,
}
