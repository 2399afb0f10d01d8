"""Spare parts of the scene, with a body for everything that can be done to them."""

from datetime import timedelta
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from maizi.history.actions import recorded
from maizi.kit.models import SavedView
from maizi.parts import actions, pages, queries
from maizi.parts.models import Fitting, PartPlan, PastUse, Region
from maizi.stock.models import Warehouse
from tests.customers.importing import lead
from tests.house import fresh

KINDS = ("partplan", "region", "fitting", "pastuse")
SHEET = "备件,机型,故障概率\n空气滤芯,没有的机型,0.01\n"


class Spares:
    """A reckoned draft of boss for one part in one model, and the registers it comes from."""

    def __init__(self, scene):
        boss, self.today = fresh(scene.house.boss), timezone.localdate()
        self.part, self.model = scene.shelf.part, scene.shelf.product
        self.unit, self.other = scene.house.north, scene.house.nanjing
        stores = [Warehouse.objects.create(code=f"SP{n}", name=f"备件库{n}") for n in (1, 2, 3)]
        self.store, self.free_store, third = stores
        self.region = Region.objects.create(
            name="华东备件", unit=scene.house.east, warehouse=self.store
        )
        self.fitting = Fitting.objects.create(
            part=self.part, model=self.model, probability=Decimal("0.02")
        )
        month = (self.today.replace(day=1) - timedelta(1)).replace(day=1)
        self.month = month
        self.use = PastUse.objects.create(
            part=self.part, region=self.region, month=month, quantity=3
        )
        row = PartPlan(
            name="一阶段", since_on=self.today, until_on=self.today + timedelta(180),
            assumptions="按年计划", experience="上季少备", **queries.usual_values(),
        )  # fmt: skip
        with recorded(row, "create", by=boss):
            actions.save_plan(row, "create", by=boss)
        actions.compute_plan(row, by=boss)
        self.plan = row
        self.rate = row.rates.select_related("plan").get()
        self.views = {
            name: SavedView.objects.create(kind=f"parts.{name}", owner=scene.house.chen,
                                           name="我的")
            for name in KINDS
        }  # fmt: skip
        self.run = lead(SHEET, by=boss, name="用量.csv", kind=pages.IMPORTS).check().run


def argument(scene, url: str, name: str):
    """A value for an argument of a route; None where the matrix knows better."""
    own = {"verb": "compute", "part": scene.spares.part.pk}
    return own.get(name) if url in ("parts:do", "parts:basis_set") else None


def _nothing(s) -> dict:
    return {}


def _plan(s) -> dict:
    return {
        "name": "二阶段", "phase": "2", "since_on": s.spares.today.isoformat(),
        "until_on": (s.spares.today + timedelta(90)).isoformat(), "service_level": "0.95",
        "prior_weight": "200", "sales_share": "0.5",
    }  # fmt: skip


def _region(s) -> dict:
    return {"name": "华北备件", "unit": s.spares.unit.pk, "warehouse": s.spares.free_store.pk,
            "position": "1", "is_active": "on"}  # fmt: skip


def _same_region(s) -> dict:
    return {"name": "华东备件", "unit": s.house.east.pk, "warehouse": s.spares.store.pk,
            "position": "2", "is_active": "on"}  # fmt: skip


def _fitting(s) -> dict:
    return {"part": s.spares.model.pk, "model": s.spares.part.pk, "pieces": "1",
            "probability": "0.1"}  # fmt: skip


def _use(s) -> dict:
    return {"part": s.spares.part.pk, "region": s.spares.region.pk, "quantity": "2",
            "month": (s.spares.month - timedelta(40)).isoformat()}  # fmt: skip


BODIES = {
    "parts:imports_new": lambda s: {"file": SimpleUploadedFile("用.csv", SHEET.encode())},
    "parts:imports_map": lambda s: {"mode": "add", "bad_cells": "choices", "key": "part"},
    "parts:imports_reread": lambda s: {"encoding": "utf-8"},
    "parts:imports_check": _nothing,
    "parts:imports_fix": lambda s: {"drop": "on"},
    "parts:imports_start": _nothing,
    "parts:imports_tell": _nothing,
    "parts:imports_undo": _nothing,
    "parts:partplan_new": _plan,
    "parts:partplan_edit": _plan,
    "parts:region_new": _region,
    "parts:region_edit": _same_region,
    "parts:fitting_new": _fitting,
    "parts:fitting_edit": lambda s: {
        "part": s.spares.part.pk,
        "model": s.spares.model.pk,
        "pieces": "2",
        "probability": "0.1",
    },
    "parts:pastuse_new": _use,
    "parts:pastuse_edit": _use,
    "parts:fleet": _nothing,
    "parts:do": _nothing,
    "parts:prior_set": lambda s: {"prior": "0.03", "why": "新批次"},
    "parts:basis_set": lambda s: {"asked": "history", "why": "将停产"},
}
for _kind in KINDS:
    BODIES[f"parts:{_kind}_export"] = lambda s: {"reason": "月报", "format": "csv"}
    BODIES[f"parts:{_kind}_save_view"] = lambda s: {"name": "新视图"}
    BODIES[f"parts:{_kind}_remove_view"] = _nothing
RECORDS = {
    "parts:": lambda s: s.spares.plan,
    "parts:part": lambda s: s.spares.part,
    "parts:partplan": lambda s: s.spares.plan,
    "parts:region": lambda s: s.spares.region,
    "parts:fitting": lambda s: s.spares.fitting,
    "parts:pastuse": lambda s: s.spares.use,
    "parts:prior_set": lambda s: s.spares.rate,
    "parts:imports": lambda s: s.spares.run,
}
