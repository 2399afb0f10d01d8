"""A customer with a ledger, moved through the doors that the apps above use."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from maizi.credit import actions, queries
from maizi.credit.models import CreditAccount, Entry
from maizi.credit.terms import PayWay
from maizi.kernel.ids import new_id
from maizi.kernel.sources import Source
from tests.house import fresh


def order(number: str = "SO-1") -> Source:
    return Source("sales.order", new_id(), number)


def invoice(number: str = "FP-1") -> Source:
    return Source("sales.invoice", new_id(), number)


class Ledger:
    """The house with a customer of chen's; fin keeps the books, wang the credit."""

    def __init__(self, house):
        self.house = house
        self.chen, self.boss = fresh(house.chen), fresh(house.boss)
        self.fin = fresh(house.person("fin", "钱会计", house.hq, "finance"))
        self.wang = fresh(house.person("wang", "王信用", house.hq, "credit_officer"))
        self.customer = house.customer("华宁科技有限公司", house.chen)
        self.today = timezone.localdate()

    @property
    def account(self) -> CreditAccount:
        return CreditAccount.objects.get(customer=self.customer)

    def agree(self, limit: str, *, terms: int = 30, grace: int = 0, **more) -> None:
        values = {"limit_yuan": Decimal(limit), "available_yuan": Decimal(limit)}
        CreditAccount.objects.update_or_create(
            customer=self.customer,
            defaults=values | {"terms_days": terms, "grace_days": grace} | more,
        )

    def day(self, days: int) -> date:
        return self.today + timedelta(days=days)

    def bill(self, amount: str, *, on: int = 0, due: int = 30, **more) -> Entry:
        source = more.pop("source", None) or invoice()
        return actions.post_invoice(
            more.pop("customer", self.customer), source=source, amount_yuan=Decimal(amount),
            on=self.day(on), due_on=self.day(due), number=source.number, by=self.fin, **more,
        )  # fmt: skip

    def pay(self, amount: str, *, on: int = 0, **more) -> Entry:
        return actions.post_receipt(
            more.pop("customer", self.customer), amount_yuan=Decimal(amount), on=self.day(on),
            way=PayWay.TRANSFER, by=self.fin, **more,
        )  # fmt: skip

    def reserve(self, amount: str, *, source: Source | None = None, terms: int = 30, **more):
        return actions.reserve(
            self.customer, wanted=queries.Wanted(Decimal(amount), terms), source=source or order(),
            by=self.chen, **more,
        )  # fmt: skip

    def sums(self) -> dict[str, str]:
        row = self.account
        return {name: str(getattr(row, f"{name}_yuan")) for name in (
            "receivable", "unapplied", "deposit", "reserved", "exposure", "available")}  # fmt: skip

    def assert_sound(self) -> None:
        for row in CreditAccount.objects.all():
            for name, value in queries.recount(row).items():
                assert getattr(row, name) == value, name
        assert queries.unbalanced() == [] and queries.overpaid() == 0


@pytest.fixture
def ledger(house) -> Ledger:
    made = Ledger(house)
    yield made
    made.assert_sound()
