"""An analysis of the scene with customers that bought, a kept result, and what is done with it."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from maizi.insight.models import Run
from maizi.sales.models import Order, OrderLine
from tests.house import fresh


class Thinking:
    """Six customers of chen with an order each; a result that he kept."""

    def __init__(self, scene):
        chen, self.today = fresh(scene.house.chen), timezone.localdate()
        product = scene.counter.order.lines.first().product
        for n in range(6):
            customer = scene.made(f"分析客户{n}", chen)
            self._bought(customer, product, n)
        self.run = Run.objects.create(
            code="rfm", version="1", starts_on=self.today - timedelta(365),
            ends_on=self.today - timedelta(1), by=chen, row_count=6, says=["一句话"],
            stats=[["count", "有交易的客户", "6", "number"]],
        )  # fmt: skip
        self.customer = scene.customer
        self.tag = scene.tag

    def _bought(self, customer, product, n: int) -> None:
        amount = Decimal(113 * (n + 1))
        order = Order.objects.create(
            no=f"SO-分析{n}", customer=customer, owner=customer.owner, state="completed",
            org_unit=customer.org_unit, created_by=customer.owner, amount_yuan=amount,
            ordered_on=self.today - timedelta(3 + n),
        )  # fmt: skip
        OrderLine.objects.create(
            document=order, position=1, product=product, name=product.name, unit="个",
            quantity=1, delivered=1, price_yuan=amount, amount_yuan=amount,
            tax_yuan=amount * 13 / 113,
        )  # fmt: skip


RECORDS = {"insight:run": lambda s: s.thinking.run}
BODIES = {
    "desk:move": lambda s: {"part": "promises", "verb": "down"},
    "desk:kind": lambda s: {"kind": "seller"},
    "desk:rhythm": lambda s: {"rhythm": "weekly"},
    "insight:export": lambda s: {"reason": "月报"},
    "insight:keep": lambda s: {},
    "insight:tag": lambda s: {"tag": s.thinking.tag.pk},
    "insight:quote": lambda s: {"quote": s.counter.quote.pk, "batch": "秋季促销",
                                "pk": s.thinking.customer.pk},
    "insight:classify": lambda s: {
        "value_class": "b", "reason": "新厂投产", "pk": s.thinking.customer.pk,
        "until": (s.thinking.today + timedelta(30)).isoformat()},
}  # fmt: skip
