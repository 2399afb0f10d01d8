"""Purchases, targets and commission of the scene, with a body for everything done to them."""

from datetime import timedelta
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from maizi.approvals.actions import Approver, Definition, Step, seed_definition
from maizi.approvals.terms import ApproverSort
from maizi.kit.models import SavedView
from maizi.kit.pages import save
from maizi.purchasing import actions, pages
from maizi.purchasing.actions import NewLine, OrderDraft, RequestDraft
from maizi.purchasing.actions.ledger import Money
from maizi.purchasing.models import Allocation, Supplier, SupplierContact, SupplierEntry, Supply
from maizi.stock.actions import save_warehouse, set_point
from maizi.stock.models import Warehouse
from maizi.targets import actions as targets
from maizi.targets.access import RUN_SUBJECT
from maizi.targets.models import CommissionRule
from maizi.targets.pages import RULES
from tests.customers.importing import lead
from tests.house import fresh

SHEET = "供应商名称,商品编号,进价\n苏州恒信滤材,{no},58\n没有货的,NOPE,1\n"
LISTS = ("supplier", "purchaserequest", "purchaseorder", "receipt", "purchasereturn",
         "supplierentry", "supplierbill")  # fmt: skip


class Yard:
    """Documents at every step; the boss keeps the goods and the books as well."""

    def __init__(self, house, product):
        self.by = by = fresh(house.boss)
        actions.seed_approvals()
        self._judged_by(house.lin)
        self.today, self.product = timezone.localdate(), product
        self.place = Warehouse(name="采购仓", code="CG")
        save_warehouse(self.place, "create", by=by)
        self.supplier = Supplier(name="杭州开岳压缩机有限公司")
        save(pages.SUPPLIERS, row=self.supplier, verb="create", by=by)
        person = SupplierContact(name="周建国", mobile="13800571201")
        self.contact = actions.add_contact(self.supplier, person, by=by)
        supply = Supply(supplier=self.supplier, product=product, price_yuan=Decimal(62))
        self.supply = actions.set_supply(supply, by=by)
        self._orders()
        self._goods()
        self._ledger()
        set_point(product, least=Decimal(500), fill_to=Decimal(600), by=by)
        self.run = lead(SHEET.format(no=product.no), by=by, name="供.csv", kind=pages.IMPORTS)
        self.run = self.run.check().run
        self.rule = CommissionRule(name="基础", rate_percent=Decimal(1))
        save(RULES, row=self.rule, verb="create", by=by)
        self.commission = targets.compute_run(self.today, by=by)
        self.views = {
            name: SavedView.objects.create(kind=f"purchasing.{name}", owner=house.chen, name="我的")
            for name in LISTS
        }
        self.views["commissionrule"] = SavedView.objects.create(
            kind="targets.commissionrule", owner=house.chen, name="我的"
        )

    def _judged_by(self, person) -> None:
        """Nobody approves his own commission: somebody else judges what the boss submits."""
        step = Step("审核", (Approver(ApproverSort.PERSON, person_id=person.pk),))
        seed_definition(RUN_SUBJECT, name="提成审批", definition=Definition((), (step,)), by=None)

    def _draft(self):
        line = NewLine(self.product, Decimal(10))
        return actions.save_order(None, OrderDraft(self.supplier, [line]), by=self.by)

    def _order(self):
        row = self._draft()
        actions.submit_order(row, by=self.by)
        return actions.place_order(row, by=self.by)

    def _orders(self) -> None:
        line = NewLine(self.product, Decimal(2))
        self.request = actions.save_request(None, RequestDraft("备货", [line]), by=self.by)
        self.granted = actions.save_request(None, RequestDraft("急用", [line]), by=self.by)
        actions.submit_request(self.granted, by=self.by)
        self.draft, self.approved, self.placed = self._draft(), self._draft(), self._order()
        actions.submit_order(self.approved, by=self.by)
        self.line = self.placed.lines.get()

    def _arrival(self, order):
        return actions.Arrival(self.place, self.today, {order.lines.get().pk: Decimal(5)})

    def _goods(self) -> None:
        order = self._order()
        self.receipt = actions.receive(order, self._arrival(order), by=self.by)
        self.waiting = actions.register(order, self._arrival(order), by=self.by)
        self.received = self.receipt.lines.get()
        going = actions.Going({self.received.pk: Decimal(1)}, "credit", "漏", self.today)
        self.back = actions.return_goods(self.receipt, going, by=self.by)

    def _ledger(self) -> None:
        self.payment = actions.pay(self.supplier, Money(Decimal(100), self.today), by=self.by)
        self.pair = Allocation.objects.filter(credit=self.payment).first()
        extra = Money(Decimal(900), self.today)
        actions.pay(self.supplier, extra, by=self.by)
        draft = actions.BillDraft("none", "88", self.today, Decimal(20))
        self.bill = actions.post_bill(self.supplier, draft, by=self.by)
        self.entry = SupplierEntry.objects.get(pk=self.payment.pk)
        last = self.today.replace(day=1) - timedelta(1)
        self.before = last.replace(day=1) - timedelta(1)
        actions.close_month(self.before, by=self.by)


def _today() -> str:
    return timezone.localdate().isoformat()


def _lines(s) -> dict:
    return {
        "product": s.yard.product.no, "quantity": "3", "price": "", "expected_on": "",
        "note": "", "request_line": "",
    }  # fmt: skip


def _why(s) -> dict:
    return {"reason": "不要了"}


def _nothing(s) -> dict:
    return {}


def _closing(s) -> dict:
    return {"month": f"{timezone.localdate().replace(day=1) - timedelta(1):%Y-%m}"}


def _rule(s) -> dict:
    return {"name": "配件", "rate_percent": "3", "from_percent": "0", "is_active": "on"}


BODIES = {
    "purchasing:supplier_new": lambda s: {
        "name": "无锡恒力", "lead_days": "5", "terms_days": "30", "due_from": "day",
        "is_active": "on"},
    "purchasing:supplier_edit": lambda s: {
        "name": "杭州开岳", "lead_days": "5", "terms_days": "30", "due_from": "day",
        "is_active": "on"},
    "purchasing:supplier_bulk": lambda s: {
        "pk": s.yard.supplier.pk, "field": "supplies", "supplies": "滤芯"},
    "purchasing:supplier_cell": lambda s: {"supplies": "滤芯"},
    "purchasing:supplier_undo": _nothing,
    "purchasing:supplier_reveal": _nothing,
    "purchasing:contact_add": lambda s: {"name": "沈洁"},
    "purchasing:contact_remove": _nothing,
    "purchasing:supply_set": lambda s: {"product": s.shelf.part.pk, "price_yuan": "5"},
    "purchasing:supply_remove": _nothing,
    "purchasing:imports_new": lambda s: {"file": SimpleUploadedFile("供.csv", SHEET.encode())},
    "purchasing:imports_map": lambda s: {"mode": "add", "bad_cells": "choices", "key": "name"},
    "purchasing:imports_reread": lambda s: {"encoding": "utf-8"},
    "purchasing:imports_check": _nothing,
    "purchasing:imports_fix": lambda s: {"drop": "on"},
    "purchasing:imports_start": _nothing,
    "purchasing:imports_tell": _nothing,
    "purchasing:imports_undo": _nothing,
    "purchasing:purchaserequest_new": lambda s: _lines(s) | {"reason": "客户急用"},
    "purchasing:purchaserequest_edit": lambda s: _lines(s) | {"reason": "客户急用"},
    "purchasing:request_submit": _nothing,
    "purchasing:request_cancel": _nothing,
    "purchasing:request_order": _nothing,
    "purchasing:order_chosen": lambda s: {"pk": s.yard.granted.pk},
    "purchasing:purchaseorder_new": lambda s: _lines(s) | {"supplier": s.yard.supplier.pk},
    "purchasing:purchaseorder_edit": lambda s: _lines(s) | {"supplier": s.yard.supplier.pk},
    "purchasing:order_submit": _nothing,
    "purchasing:order_place": _nothing,
    "purchasing:order_reopen": _nothing,
    "purchasing:order_close": _why,
    "purchasing:order_cancel": _why,
    "purchasing:postpone": lambda s: {"expected_on": _today()},
    "purchasing:order_receive": lambda s: {
        "warehouse": s.yard.place.pk, "on": _today(), f"delivered-{s.yard.line.pk}": "4",
        f"accepted-{s.yard.line.pk}": "4"},
    "purchasing:receipt_inspect": lambda s: {
        f"accepted-{s.yard.waiting.lines.get().pk}": "5"},
    "purchasing:receipt_cancel": _why,
    "purchasing:receipt_return": lambda s: {
        "way": "credit", "on": _today(), "reason": "漏", f"quantity-{s.yard.received.pk}": "1"},
    "purchasing:suggestions_take": lambda s: {
        "pk": s.yard.product.pk, f"quantity-{s.yard.product.pk}": "9", "into": "order"},
    "purchasing:report_export": lambda s: {"by": "supplier", "reason": "月报"},
    "purchasing:pay": lambda s: {"amount_yuan": "5", "on": _today(), "way": "bank"},
    "purchasing:bill": lambda s: {
        "sort": "none", "number": "99", "billed_on": _today(), "amount_yuan": "7"},
    "purchasing:allocate": _nothing,
    "purchasing:opening": lambda s: {"amount_yuan": "80", "on": _today()},
    "purchasing:release": _nothing,
    "purchasing:entry_reverse": _why,
    "purchasing:month_close": _closing,
    "purchasing:month_reopen": _why,
    "targets:board_export": lambda s: {"reason": "月会"},
    "targets:grid": lambda s: {f"cell-{s.house.chen.pk}-0": "1000"},
    "targets:grid_sheet": lambda s: {
        "file": SimpleUploadedFile("目标.csv", "姓名,1月\n陈默,1000\n".encode())},
    "targets:commission_compute": lambda s: {"month": _today()},
    "targets:commission_submit": _nothing,
    "targets:commission_export": lambda s: {"reason": "发放"},
    "targets:commissionrule_new": _rule,
    "targets:commissionrule_edit": _rule,
}  # fmt: skip
for _name in (*(f"purchasing:{name}" for name in LISTS), "targets:commissionrule"):
    BODIES[f"{_name}_export"] = lambda s: {"reason": "月报", "format": "csv"}
    BODIES[f"{_name}_save_view"] = lambda s: {"name": "新视图"}
    BODIES[f"{_name}_remove_view"] = _nothing
RECORDS = {
    "purchasing:supplier": lambda s: s.yard.supplier,
    "purchasing:contact_remove": lambda s: s.yard.contact,
    "purchasing:supply_remove": lambda s: s.yard.supply,
    "purchasing:imports": lambda s: s.yard.run,
    "purchasing:purchaserequest": lambda s: s.yard.request,
    "purchasing:request_": lambda s: s.yard.request,
    "purchasing:request_order": lambda s: s.yard.granted,
    "purchasing:purchaseorder": lambda s: s.yard.draft,
    "purchasing:order_": lambda s: s.yard.placed,
    "purchasing:order_submit": lambda s: s.yard.draft,
    "purchasing:order_place": lambda s: s.yard.approved,
    "purchasing:order_reopen": lambda s: s.yard.approved,
    "purchasing:postpone": lambda s: s.yard.line,
    "purchasing:receipt": lambda s: s.yard.receipt,
    "purchasing:receipt_inspect": lambda s: s.yard.waiting,
    "purchasing:receipt_cancel": lambda s: s.yard.waiting,
    "purchasing:purchasereturn": lambda s: s.yard.back,
    "purchasing:supplierentry": lambda s: s.yard.entry,
    "purchasing:entry_reverse": lambda s: s.yard.entry,
    "purchasing:release": lambda s: s.yard.pair,
    "purchasing:supplierbill": lambda s: s.yard.bill,
    "purchasing:": lambda s: s.yard.supplier,
    "targets:documents": lambda s: s.house.chen,
    "targets:commissionrule": lambda s: s.yard.rule,
    "targets:": lambda s: s.yard.commission,
}
