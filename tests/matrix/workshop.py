"""Pieces of the scene, with a body for everything that can be done to them."""

from datetime import timedelta
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from maizi.kit.models import SavedView
from maizi.warranty import actions, pages
from maizi.warranty.models import CatalogueRow, Unit
from maizi.warranty.queries import Question
from tests.customers.importing import lead
from tests.house import fresh

SHEET = "序列号,商品名称\nTV-31,空气滤芯\nTV-32,没有的商品\n"
KINDS = ("unit", "repair", "verdict", "acceptance", "cataloguerow")


class Workshop:
    """A piece of chen's customer, repaired, accepted and judged; another still to be accepted."""

    def __init__(self, house, customer, product):
        by, self.today = fresh(house.boss), timezone.localdate()
        actions.seed_catalogue()
        self.row = CatalogueRow.objects.get(code="flat_tv")
        self.product = product
        self.unit, done = (self._unit(customer, serial, by) for serial in ("TV-1", "TV-2"))
        self.code = self.unit.code
        at = timezone.now() - timedelta(days=20)
        signed = actions.Signed("通电", "正常", "李工", "王芳", "8802", at=at)
        self.acceptance = actions.accept([done], signed, by=by)
        self.repair = actions.log_repair(
            done, by=by, handed_in_at=at, ready_at=at + timedelta(days=2), fault="黑屏",
            repairer="售后",
        )  # fmt: skip
        question = Question(fault="黑屏", reported_on=self.today)
        self.verdict = actions.ask(done, question=question, by=by)
        self.views = {
            name: SavedView.objects.create(kind=f"warranty.{name}", owner=house.chen, name="我的")
            for name in KINDS
        }
        self.run = lead(SHEET, by=by, name="设备.csv", kind=pages.IMPORTS).check().run

    def _unit(self, customer, serial: str, by) -> Unit:
        day = self.today - timedelta(days=40)
        row = Unit(serial=serial, product=self.product, customer=customer, phone="13912340002",
                   catalogue="平板电视", invoiced_on=day, delivered_on=day,
                   price_yuan=Decimal(4999))  # fmt: skip
        return actions.register(row, by=by)


def argument(scene, url: str, name: str):
    """The code on the label of a piece; None where the matrix knows better."""
    own = url.startswith("warranty:") and name == "code"
    return scene.workshop.code if own else None


def _nothing(s) -> dict:
    return {}


def _export(s) -> dict:
    return {"reason": "月报", "format": "csv"}


def _view(s) -> dict:
    return {"name": "新视图"}


def _unit(s) -> dict:
    return {"serial": "TV-9", "product": s.workshop.product.pk, "customer": s.customer.pk,
            "bundled": "alone"}  # fmt: skip


def _asked(s) -> dict:
    return {
        "fault": "黑屏", "reported_on": s.workshop.today.isoformat(), "is_performance": "yes",
        "is_model_there": "yes", "is_consumer": "yes", "is_fraud": "no", "is_grave": "no",
        "is_returnable": "yes", "needs_assembly": "no", "is_distance": "no", "has_voucher": "no",
        "product": s.workshop.product.pk,
    }  # fmt: skip


def _repair(s) -> dict:
    at = timezone.localtime() - timedelta(days=9)
    return {"fault": "花屏", "fault_code": "花屏", "repairer": "售后", "assembly": "other",
            "safety": "none", "delay": "none", "uncounted_hours": "0",
            "handed_in_at": f"{at:%Y-%m-%dT%H:%M}"}  # fmt: skip


def _accepted(s) -> dict:
    at = timezone.localtime() - timedelta(days=9)
    return {"units": [s.workshop.unit.pk], "works": "通电", "result": "正常",
            "instructor": "李工", "signed_by": "王芳", "signature": "1",
            "accepted_at": f"{at:%Y-%m-%dT%H:%M}"}  # fmt: skip


def _version(s) -> dict:
    row = s.workshop.row
    return {"name": "落地扇", "code": "fan", "kind": row.kind, "start_rule": row.start_rule,
            "since_on": "2027-01-01", "months": "24"}  # fmt: skip


def _same_row(s) -> dict:
    row = s.workshop.row
    return {"name": row.name, "code": row.code, "kind": row.kind, "start_rule": row.start_rule,
            "since_on": row.since_on.isoformat(), "months": "12", "part_months": "36",
            "parts": row.parts, "rate_percent": "0.1", "is_verified": "on", "is_active": "on",
            "note": "已核对"}  # fmt: skip


BODIES = {
    "warranty:imports_new": lambda s: {"file": SimpleUploadedFile("设.csv", SHEET.encode())},
    "warranty:imports_map": lambda s: {"mode": "add", "bad_cells": "choices", "key": "serial"},
    "warranty:imports_reread": lambda s: {"encoding": "utf-8"},
    "warranty:imports_check": _nothing,
    "warranty:imports_fix": lambda s: {"drop": "on"},
    "warranty:imports_start": _nothing,
    "warranty:imports_tell": _nothing,
    "warranty:imports_undo": _nothing,
    "warranty:unit_new": _unit,
    "warranty:unit_edit": _unit,
    "warranty:ask": _asked,
    "warranty:ask_free": _asked,
    "warranty:mend": _repair,
    "warranty:repair_edit": _repair,
    "warranty:exchange": lambda s: {"serial": "TV-8", "on": s.workshop.today.isoformat()},
    "warranty:take_back": _nothing,
    "warranty:accept": _accepted,
    "warranty:choose": lambda s: {"right": "repair", "chosen_by": "王芳", "repairer": "售后"},
    "warranty:check": lambda s: {"serial": "TV-1", "proof": "0002", "fault": "黑屏"},
    "warranty:cataloguerow_new": _version,
    "warranty:cataloguerow_edit": _same_row,
    "warranty:catalogue_version": _version,
    "warranty:catalogue_confirm": lambda s: {"words": "于法务核对"},
}  # fmt: skip
for _kind in KINDS:
    BODIES[f"warranty:{_kind}_export"] = _export
    BODIES[f"warranty:{_kind}_save_view"] = _view
    BODIES[f"warranty:{_kind}_remove_view"] = _nothing
RECORDS = {
    "warranty:imports": lambda s: s.workshop.run,
    "warranty:": lambda s: s.workshop.unit,
    "warranty:repair": lambda s: s.workshop.repair,
    "warranty:verdict": lambda s: s.workshop.verdict,
    "warranty:choose": lambda s: s.workshop.verdict,
    "warranty:acceptance": lambda s: s.workshop.acceptance,
    "warranty:catalogue": lambda s: s.workshop.row,
}
