"""Pieces at customers of the demo company: bought, installed, repaired, exchanged, judged."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from maizi.accounts.models import User
from maizi.catalog import actions as catalog
from maizi.catalog.models import Product
from maizi.customers.models import Customer
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.warranty import actions
from maizi.warranty.models import Unit
from maizi.warranty.queries import Question
from maizi.warranty.terms import AskedBy, Delay, Right

OWNERS = 12
# model -> months ago it was sold, one after the other
MACHINES = (("PM22-8", 4), ("BK15-8", 9), ("BK7.5-8", 14), ("SAD-2.6", 20), ("PM37-8", 27),
            ("OL-1.5", 2), ("HYG-2", 11), ("SC-5.5", 7))  # fmt: skip
SCREEN = ("车间看板电视 55 寸", "视通", "KB-55", "4999", "平板电视")
LAPTOP = ("现场测量笔记本电脑", "联拓", "NB-14", "5600", "微型计算机")
FAULTS = (
    ("高温停机", "冷却风扇轴承磨损", "风扇总成", "运行 48 小时正常"),
    ("压力上不去", "进气阀卡滞", "进气阀修理包", "加载正常"),
    ("排水不畅", "电子排水阀堵塞", "电子排水阀", "排水正常"),
)


@transaction.atomic
def build_warranty(people: dict[str, User]) -> None:
    """Two dozen machines with a history, screens and laptops under 三包, one exchange."""
    shop = _Shop(people)
    shop.machines()
    shop.screens()
    shop.laptops()


class _Shop:
    """Registers and mends; everything through the actions."""

    def __init__(self, people: dict[str, User]):
        self.by, self.today, self.count = people["wuhan"], timezone.localdate(), 0
        rows = Customer.objects.filter(archived_at=None, owner__isnull=False, is_restricted=False)
        self.firms = list(rows.filter(party_type="enterprise").order_by("id")[:OWNERS])
        self.persons = list(rows.filter(party_type="individual").order_by("id")[:4]) or self.firms

    def unit(self, product: Product, owner: Customer, sold: date, **more) -> Unit:
        self.count += 1
        given = {
            "serial": f"{product.model}-{25_0100 + self.count * 7}", "product": product,
            "customer": owner, "contact_name": "设备科", "phone": f"1385166{4000 + self.count}",
            "invoice_no": f"25320000000000{self.count:06d}", "invoiced_on": sold,
            "delivered_on": sold + timedelta(days=2), "price_yuan": product.list_price_yuan,
            "voucher_no": f"SBZ-{self.count:04d}", "produced_on": sold - timedelta(days=45),
        } | more  # fmt: skip
        return actions.register(Unit(**given), by=self.by)

    def ago(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def machines(self) -> None:
        """Compressors and what belongs to them: contract warranty, repairs, receipts."""
        known = {row.model: row for row in Product.objects.filter(model__in=dict(MACHINES))}
        for at, owner in enumerate(self.firms * 2):
            model, months = MACHINES[at % len(MACHINES)]
            unit = self.unit(known[model], owner, self.ago(30 * months + at))
            if at % 2 == 0:
                self.accepted(unit)
            if at % 3 == 0:
                self.mended(unit, FAULTS[at % len(FAULTS)], 60 - at, 3)
        self.mended(unit, FAULTS[0], 6, None, delay=Delay.PARTS)

    def accepted(self, unit: Unit) -> None:
        at = _at(unit.delivered_on + timedelta(days=1))
        signed = actions.Signed(
            "开机、加载、卸载、急停", "连续运行 2 小时，排气 88 ℃，正常", "吴涵", "设备科长",
            f"{8800 + self.count}", at=at,
        )  # fmt: skip
        actions.accept([unit], signed, by=self.by)

    def mended(self, unit: Unit, fault, days_ago: int, length: int | None, **more) -> None:
        name, cause, part, after = fault
        first = _at(self.ago(days_ago))
        ready = first + timedelta(days=length) if length is not None else None
        actions.log_repair(
            unit, by=self.by, handed_in_at=first, ready_at=ready, picked_up_at=ready,
            fault=f"{name}，{cause}", fault_code=name, parts_used=part if ready else "",
            repairer="售后服务部", state_after=after if ready else "", **more,
        )  # fmt: skip

    def screens(self) -> None:
        """Televisions: a week old; repaired twice; looked up by its owner."""
        product = self.product(SCREEN)
        fresh = self.unit(product, self.persons[0], self.ago(4), produced_on=None)
        self.ask(fresh, "开机黑屏", "黑屏")
        old = self.unit(product, self.persons[1 % len(self.persons)], self.ago(160))
        for days_ago in (120, 70):
            self.mended(old, ("黑屏", "背光组件失效", "背光组件", "点亮正常"), days_ago, 8)
        self.ask(old, "第三次黑屏", "黑屏", asked_by=AskedBy.CUSTOMER)

    def laptops(self) -> None:
        """Laptops: one exchanged, one with a free repair on its way."""
        product = self.product(LAPTOP)
        first = self.unit(product, self.persons[2 % len(self.persons)], self.ago(200))
        verdict = self.ask(first, "屏幕闪烁", "花屏")
        actions.choose(verdict, right=Right.REPAIR, by=self.by, chosen_by="客户本人",
                       repairer="售后服务部")  # fmt: skip
        second = self.unit(product, self.persons[3 % len(self.persons)], self.ago(60))
        actions.exchange(second, "NB-14-260888", on=self.ago(49), by=self.by)

    def product(self, told) -> Product:
        name, brand, model, price, kind = told
        row = Product(
            name=name, brand=brand, model=model, unit="台", list_price_yuan=Decimal(price),
            tracking="serial", sanbao_catalogue=kind, warranty_months=12,
        )  # fmt: skip
        with recorded(row, Verb.CREATE, by=self.by):
            catalog.save_product(row, Verb.CREATE, by=self.by)
        return row

    def ask(self, unit: Unit, fault: str, code: str, asked_by: AskedBy = AskedBy.STAFF):
        question = Question(fault=fault, fault_code=code, reported_on=self.today, is_consumer=True)
        by = self.by if asked_by == AskedBy.STAFF else None
        return actions.ask(unit, question=question, by=by, asked_by=asked_by)


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10)))
