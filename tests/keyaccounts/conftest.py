"""A key account with a ledger, and the people whom lists and grades concern."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from maizi.credit import actions as credit
from maizi.credit.models import Entry
from maizi.credit.terms import CreditGrade, PayWay
from maizi.customers.models import Customer
from maizi.customers.terms import KaStatus
from maizi.kernel.ids import new_id
from maizi.kernel.sources import Source
from maizi.keyaccounts import actions
from maizi.keyaccounts.models import GradeChange, KeyAccount
from maizi.keyaccounts.terms import Trigger
from tests.house import fresh


class Lists:
    """The house with a key account of chen's; district, region, headquarters and the officer."""

    def __init__(self, house):
        self.house = house
        actions.seed_approvals()
        self.chen, self.boss = fresh(house.chen), fresh(house.boss)
        self.qu = fresh(house.person("qu", "曲处长", house.nanjing, "ka_office_district"))
        self.du = fresh(house.person("du", "杜部长", house.east, "ka_department_region"))
        self.zong = fresh(house.person("zong", "宗主任", house.hq, "ka_centre_hq"))
        self.wang = fresh(house.person("wang", "王信用", house.hq, "credit_officer"))
        self.fin = fresh(house.person("fin", "钱会计", house.hq, "finance"))
        self.customer = house.customer("华宁科技有限公司", house.chen, ka_status=KaStatus.KEY)
        self.today = timezone.localdate()

    @property
    def key(self) -> KeyAccount:
        return KeyAccount.objects.get(customer=self.customer)

    def again(self) -> Customer:
        return Customer.objects.get(pk=self.customer.pk)

    def bill(self, amount, *, due: int, paid: int | None = None, on: int | None = None) -> Entry:
        """A bill that fell due so many days ago, and was paid so many days after that."""
        due_on = self.today - timedelta(days=due)
        entry = credit.post_invoice(
            self.customer, source=Source("sales.invoice", new_id(), f"FP-{due}"),
            amount_yuan=Decimal(amount), by=self.fin, number=f"FP-{due}", due_on=due_on,
            on=due_on - timedelta(days=30) if on is None else self.today - timedelta(days=on),
        )  # fmt: skip
        if paid is not None:
            credit.post_receipt(
                self.customer, amount_yuan=Decimal(amount), by=self.fin, way=PayWay.TRANSFER,
                on=due_on + timedelta(days=paid), allocate_to={entry.pk: Decimal(amount)},
            )  # fmt: skip
        return entry

    def bills(self, kept: int, broken: int, *, amount="100000") -> None:
        """So many kept and broken obligations, all paid in the end."""
        for number in range(kept + broken):
            self.bill(amount, due=20 + 5 * number, paid=0 if number < kept else 4)

    def review(self) -> int:
        return actions.review([self.customer.pk], today=self.today)

    def graded(self, letter="b", limit="1000000") -> None:
        graded = credit.Graded(CreditGrade(letter), Decimal(limit))
        credit.apply_grade(self.customer, graded, reason="评级", by=self.wang)

    def candidate(self, **more) -> GradeChange:
        return actions.raise_candidate(
            self.customer, trigger=Trigger.HAND, why="复评", by=self.qu, **more
        )

    def form(self, grade="c", limit="300000", terms=15, **more) -> actions.Form:
        return actions.Form(
            CreditGrade(grade), Decimal(limit), terms, more.pop("reason", "付款变慢"), **more
        )


@pytest.fixture
def lists(house) -> Lists:
    return Lists(house)
