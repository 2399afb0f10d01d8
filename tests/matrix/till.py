"""Receivables of the scene, with a body for everything that can be done to them."""

from datetime import timedelta
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from maizi.accounts.models import Appointment
from maizi.credit import actions, pages
from maizi.credit.models import Allocation
from maizi.credit.terms import PayWay
from maizi.customers.models import Customer
from maizi.kit.models import SavedView
from tests.customers.importing import lead
from tests.house import fresh

SHEET = "客户,金额,日期,单据号\n{name},1200,{day},QC-1\n没有的客户,80,{day},QC-2\n"
LISTS = ("creditaccount", "entry", "statement", "writeoff")


class Till:
    """An account of chen's customer with bills, receipts, a statement, a request to write off.

    The boss keeps the books as well: somebody has to be allowed everything here.
    """

    def __init__(self, house, customer: Customer):
        house.person("fin", "钱会计", house.hq, "finance")
        house.person("zhou", "周副总", house.hq, "vice_president")
        Appointment.objects.create(user=house.boss, role=house.roles["finance"], unit=house.hq)
        self.by = by = fresh(house.boss)
        actions.seed_approvals()
        on = timezone.localdate() - timedelta(days=40)
        agreed = actions.Agreed(Decimal(10_000), 30, 7)
        self.account = actions.agree(customer, agreed, reason="授信", by=by)
        self.paid = actions.post_opening(customer, amount_yuan=Decimal(100), on=on, by=by,
                                         number="QC-8")  # fmt: skip
        self.receipt = actions.post_receipt(
            customer, amount_yuan=Decimal(450), on=on, way=PayWay.TRANSFER, by=by
        )
        self.bill = actions.post_opening(customer, amount_yuan=Decimal(900), on=on, by=by,
                                         number="QC-9")  # fmt: skip
        self.lost = actions.post_opening(customer, amount_yuan=Decimal(70), on=on, by=by)
        self.pair = Allocation.objects.get(credit=self.receipt)
        self.statement = actions.make_statement(self.account, from_on=on, to_on=on, by=by)
        self.token = actions.send_statement(self.statement, by=by)
        self.write_off = actions.ask_write_off(
            self.lost, amount_yuan=Decimal(70), reason="对方已注销", by=by
        )
        self.held = actions.hold(
            actions.open_account(house.customer("南京停信有限公司", house.chen), by=by),
            reason="官司", by=by,
        )  # fmt: skip
        self.views = {
            name: SavedView.objects.create(kind=f"credit.{name}", owner=house.chen, name="我的")
            for name in LISTS
        }
        text = SHEET.format(name=customer.name, day=on.isoformat())
        self.run = lead(text, by=by, name="期初.csv", kind=pages.IMPORTS).check().run


def _today() -> str:
    return timezone.localdate().isoformat()


def _nothing(s) -> dict:
    return {}


def _money(s) -> dict:
    return {"amount_yuan": "50", "on": _today(), "way": "cash", "sharing": "oldest"}


def _yesterday() -> str:
    return (timezone.localdate() - timedelta(days=1)).isoformat()


BODIES = {
    "credit:agree": lambda s: {
        "limit_yuan": "20000", "terms_days": "30", "grace_days": "7", "reason": "年审"},
    "credit:dun": lambda s: {"text": "请付款"},
    "credit:hold": lambda s: {"reason": "官司"},
    "credit:unhold": _nothing,
    "credit:open_account": _nothing,
    "credit:receipt": _money,
    "credit:refund": _money,
    "credit:posting": lambda s: {"kind": "opening", "amount_yuan": "80", "on": _today()},
    "credit:make_statement": lambda s: {"from_on": _yesterday(), "to_on": _today()},
    "credit:closing": lambda s: {"through_on": _yesterday()},
    "credit:allocate": _nothing,
    "credit:reverse": lambda s: {"on": _today(), "reason": "记错了"},
    "credit:ask_write_off": lambda s: {"amount_yuan": "10", "reason": "收不回"},
    "credit:allocation_undo": _nothing,
    "credit:statement_send": _nothing,
    "credit:statement_cancel": _nothing,
    "credit:confirm": lambda s: {"name": "王会计", "verdict": "agree"},
    "credit:imports_new": lambda s: {"file": SimpleUploadedFile("期.csv", SHEET.encode())},
    "credit:imports_map": lambda s: {
        "mode": "add", "posts": "opening", "bad_cells": "choices", "key": "number"},
    "credit:imports_reread": lambda s: {"encoding": "utf-8"},
    "credit:imports_check": _nothing,
    "credit:imports_fix": lambda s: {"drop": "on"},
    "credit:imports_start": _nothing,
    "credit:imports_tell": _nothing,
    "credit:imports_undo": _nothing,
}  # fmt: skip
for _name in LISTS:
    BODIES[f"credit:{_name}_export"] = lambda s: {"reason": "月报", "format": "csv"}
    BODIES[f"credit:{_name}_save_view"] = lambda s: {"name": "新视图"}
    BODIES[f"credit:{_name}_remove_view"] = _nothing
RECORDS = {
    "credit:entry": lambda s: s.till.bill,
    "credit:ask_write_off": lambda s: s.till.bill,
    "credit:allocate": lambda s: s.till.receipt,
    "credit:reverse": lambda s: s.till.receipt,
    "credit:allocation_undo": lambda s: s.till.pair,
    "credit:statement": lambda s: s.till.statement,
    "credit:writeoff": lambda s: s.till.write_off,
    "credit:open_account": lambda s: s.customer,
    "credit:unhold": lambda s: s.till.held,
    "credit:imports": lambda s: s.till.run,
    "credit:": lambda s: s.till.account,
}
