"""Spare parts of the demo company: three regions, two years of use, a plan in force, a draft."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from django.utils import timezone

from maizi.accounts.models import OrgUnit, User
from maizi.approvals.actions import agree
from maizi.approvals.models import ApprovalCase
from maizi.catalog.models import Product
from maizi.history.actions import recorded
from maizi.kit.pages import save
from maizi.parts import actions, queries
from maizi.parts.models import Fitting, PartPlan, PastUse, Region
from maizi.parts.pages import FITTINGS, PAST_USE, REGIONS
from maizi.stock import actions as stock
from maizi.stock.models import Warehouse
from maizi.stock.terms import MovementKind

REGIONS_TOLD = (  # name, unit, store, its code where it is new
    ("江苏", "江苏区域", "维修备件库", ""),
    ("浙江", "浙江区域", "杭州备件库", "HZ"),
    ("河南", "河南区域", "郑州分仓", ""),
)
FITTED = (  # part, model, pieces, probability in half a year
    ("AF-75", "BK7.5-8", 1, "0.045"), ("OF-75", "BK7.5-8", 1, "0.040"),
    ("OS-75", "BK7.5-8", 1, "0.018"), ("AF-220", "PM22-8", 1, "0.040"),
    ("OF-220", "PM22-8", 1, "0.036"), ("OS-220", "PM22-8", 2, "0.015"),
    ("IVK-75", "BK7.5-8", 1, "0.008"), ("IVK-75", "BK15-8", 1, "0.012"),
    ("TVC-71", "BK15-8", 1, "0.010"), ("TVC-71", "PM22-8", 1, "0.006"),
    ("PT-16", "BK15-8", 2, "0.004"), ("BRK-15", "BK15-8", 1, "0.009"),
)  # fmt: skip
UNITS = {  # out by model: Jiangsu, Zhejiang, Henan; a third will be sold on top
    "BK7.5-8": (420, 260, 150), "BK15-8": (310, 180, 120), "PM22-8": (160, 140, 60),
}  # fmt: skip
USED = (  # part, model or none, how likely in a month, at most how many
    ("OF-75", "BK7.5-8", 0.8, 4), ("AF-75", "BK7.5-8", 0.85, 5),
    ("OS-75", "BK7.5-8", 0.7, 7), ("BRK-15", "BK15-8", 0.25, 2),
    ("CPL-75", "", 0.35, 6), ("EDV-16", "", 0.3, 4), ("YX-01", "", 0.12, 1),
)  # fmt: skip
MONTHS = 26
IN_STORES = (("AF-75", (22, 9, 12)), ("OF-75", (4, 14, 9)), ("OS-75", (9, 8, 6)),
             ("AF-220", (10, 12, 5)), ("OS-220", (9, 4, 4)), ("IVK-75", (13, 2, 6)),
             ("TVC-71", (9, 6, 1)), ("BRK-15", (3, 1, 1)), ("PT-16", (6, 5, 3)),
             ("CPL-75", (8, 3, 2)))  # fmt: skip
ASSUMED = """各区域销量按销售部年度计划，半年卖出的按一半计入。
故障概率从上一阶段的维修更新，先验权重 200 件。"""
LEARNT = "上一阶段油滤芯多备了两成，主机轴承套件两次断货，客户等了九天；轴承按新批次上调。"


def build_spares(people: dict[str, User]) -> None:
    """Regions, fittings, past use, stock in the stores, a plan in force, the next one drafted."""
    room = _Room({name: User.objects.get(pk=row.pk) for name, row in people.items()})
    room.open_regions()
    room.fit()
    room.remember()
    room.fill()
    room.enforce(room.plan("二阶段：上市第二年", 2, since=-60))
    room.plan("三阶段：成熟期", 3, since=121)


class _Room:
    """Sun Bo plans, Wu Han approves."""

    def __init__(self, people: dict[str, User]):
        self.sun, self.wu, self.boss = people["sunbo"], people["wuhan"], people["boss"]
        self.today, self.dice = timezone.localdate(), Random(20261129)
        self.goods = {row.model: row for row in Product.objects.exclude(model="")}
        self.regions: list[Region] = []

    def open_regions(self) -> None:
        units = {unit.name: unit for unit in OrgUnit.objects.all()}
        for position, (name, unit, place, code) in enumerate(REGIONS_TOLD):
            if code:
                store = Warehouse(code=code, name=place, keeper=self.boss, position=9)
                with recorded(store, "create", by=self.boss):
                    stock.save_warehouse(store, "create", by=self.boss)
            store = Warehouse.objects.get(name=place)
            row = Region(name=name, unit=units[unit], warehouse=store, position=position)
            save(REGIONS, row=row, verb="create", by=self.boss)
            self.regions.append(row)

    def fit(self) -> None:
        for part, model, pieces, probability in FITTED:
            row = Fitting(
                part=self.goods[part], model=self.goods[model], pieces=pieces,
                probability=Decimal(probability), note="厂家提供，按半年折算",
            )  # fmt: skip
            save(FITTINGS, row=row, verb="create", by=self.boss)

    def remember(self) -> None:
        """What was used before tickets were kept: now and then, in some regions more."""
        month = self.today.replace(day=1)
        for _n in range(MONTHS):
            month = (month - timedelta(1)).replace(day=1)
            for part, model, chance, most in USED:
                self._used(month, self.goods[part], self.goods.get(model), (chance, most))

    def _used(self, month: date, part: Product, model: Product | None, how: tuple) -> None:
        chance, most = how
        for share, region in zip((1.0, 0.6, 0.4), self.regions, strict=True):
            if self.dice.random() < chance * share:
                pieces = self.dice.randint(1, most)
                row = PastUse(part=part, region=region, model=model, month=month, quantity=pieces)
                save(PAST_USE, row=row, verb="create", by=self.boss)

    def fill(self) -> None:
        for place, region in enumerate(self.regions):
            lines = [
                stock.Line(self.goods[model], Decimal(pieces[place]),
                           price_yuan=self.goods[model].cost_yuan)
                for model, pieces in IN_STORES
            ]  # fmt: skip
            stock.post(MovementKind.OTHER_IN, warehouse=region.warehouse, lines=lines,
                       on=self.today, by=self.boss, note="区域备件")  # fmt: skip

    def plan(self, name: str, phase: int, *, since: int) -> PartPlan:
        """A plan of half a year from so many days on, reckoned."""
        start = self.today + timedelta(since)
        row = PartPlan(
            name=name, phase=phase, since_on=start, until_on=start + timedelta(180),
            assumptions=ASSUMED, experience=LEARNT, **queries.usual_values(),
        )  # fmt: skip
        with recorded(row, "create", by=self.sun):
            actions.save_plan(row, "create", by=self.sun)
        places = [region.pk for region in self.regions]
        cells = []
        for one in row.fleet.select_related("model", "region"):
            out = UNITS[one.model.model][places.index(one.region_id)]
            cells.append(actions.Correction(one, out, out // 3))
        actions.save_fleet(row, cells, by=self.sun)
        actions.compute_plan(row, by=self.sun)
        return row

    def enforce(self, row: PartPlan) -> None:
        actions.submit_plan(row, by=self.sun)
        case = ApprovalCase.objects.latest("id")
        agree(case, by=self.wu, digest=case.digest, opinion="轴承先备足")
