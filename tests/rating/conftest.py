"""A credit office: an officer who evaluates, a director who approves, a customer with a ledger."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maizi.approvals import actions as approvals
from maizi.approvals.models import Seat
from maizi.approvals.queries import open_case
from maizi.approvals.terms import SeatState
from maizi.credit import actions as credit
from maizi.credit.terms import PayWay
from maizi.history.actions import recorded
from maizi.kernel.ids import new_id
from maizi.kernel.sources import Source
from maizi.rating import access, actions, queries
from maizi.rating.actions.evaluating import Given
from maizi.rating.models import Evaluation, FinancialStatement, Paper, Scorecard
from maizi.rating.rules.days import months_from
from maizi.rating.rules.ratios import last_quarter_end
from maizi.rating.terms import Factor, Measure, PaperKind
from tests.house import fresh

FIGURES = {
    "current_assets": 3_000_000, "inventory": 900_000, "receivables": 800_000,
    "total_assets": 8_000_000, "current_liabilities": 1_500_000, "total_liabilities": 3_000_000,
    "revenue": 12_000_000, "cost": 9_000_000, "net_profit": 900_000, "operating_cash": 700_000,
}  # fmt: skip


class Office:
    """wang evaluates, boss (director) approves, hq is asked beyond the range; chen sells."""

    def __init__(self, house):
        self.house, self.today = house, timezone.localdate()
        self.wang = fresh(house.person("wang", "王信用", house.hq, "credit_officer"))
        self.hq = fresh(house.person("hq", "总部", house.hq, "ka_centre_hq"))
        self.vice = fresh(house.person("vice", "副总", house.hq, "vice_president"))
        self.boss, self.chen, self.lin = fresh(house.boss), fresh(house.chen), fresh(house.lin)
        actions.seed_cards()
        actions.seed_approvals()
        self.card = Scorecard.objects.get(name="5C 评分卡")
        self.customer = house.customer(
            "华宁科技有限公司", house.chen, usc_code="91320100MA1WX1234X", industry="manufacturing",
            legal_representative="李强", founded_on=date(2012, 5, 1),
        )  # fmt: skip

    def day(self, days: int) -> date:
        return self.today + timedelta(days=days)

    def bill(self, amount: int, *, on: int, due: int, customer=None):
        source = Source("sales.invoice", new_id(), f"FP{new_id()}")
        return credit.post_invoice(
            customer or self.customer, source=source, amount_yuan=Decimal(amount),
            on=self.day(on), due_on=self.day(due), number=source.number, by=self.boss,
        )  # fmt: skip

    def pay(self, amount: int, *, on: int, customer=None):
        return credit.post_receipt(
            customer or self.customer, amount_yuan=Decimal(amount), on=self.day(on),
            way=PayWay.TRANSFER, by=self.boss,
        )  # fmt: skip

    def trade(self, *, late: int = 0, customer=None) -> None:
        """Ten months of 100,000 each, paid on the due day or so many days later."""
        first = self.today.replace(day=1)
        for month in range(11, 1, -1):
            on = (months_from(first, -month) - self.today).days
            self.bill(100_000, on=on, due=on + 30, customer=customer)
            if on + 30 + late < 0:
                self.pay(100_000, on=on + 30 + late, customer=customer)

    def papers(self, customer=None) -> None:
        """Everything that D-12 asks for, and two statements."""
        customer = customer or self.customer
        quarter = last_quarter_end(self.today, grace_days=45)
        year = date(self.today.year - 1, 12, 31)
        ends = {PaperKind.ANNUAL: year, PaperKind.QUARTER: quarter}
        for kind in (PaperKind.IDENTITY, PaperKind.LICENCE, *ends):
            row = Paper(customer=customer, kind=kind, received_on=self.today,
                        period_end=ends.get(kind))  # fmt: skip
            actions.add_paper(row, [self.upload()], by=self.wang)
        for end, span in ((months_from(year, -12), "12"), (year, "12")):
            self.statement(end, span, customer=customer)

    def upload(self) -> SimpleUploadedFile:
        return SimpleUploadedFile("report.txt", "资料".encode(), content_type="text/plain")

    def statement(self, end: date, span: str = "12", *, customer=None, **more):
        values = {name: Decimal(v) for name, v in (FIGURES | more).items()}
        row = FinancialStatement(customer=customer or self.customer, period_end=end, span=span,
                                 **values)  # fmt: skip
        with recorded(row, "create", by=self.wang):
            return actions.save_statement(row, "create", by=self.wang)

    def opened(self, **values) -> Evaluation:
        """An evaluation with what was asked for."""
        row = actions.open_evaluation(
            values.pop("customer", self.customer), values.pop("card", self.card), by=self.wang
        )
        given = {"asked_yuan": Decimal(150_000), "collateral_yuan": Decimal(180_000)} | values
        for name, value in given.items():
            setattr(row, name, value)
        row.save()
        return row

    def marks(self, row: Evaluation, score: int = 80) -> dict[int, Given]:
        """The same mark for every manual trait."""
        manual = [i for i in queries.traits_of(row.card) if i.measure == Measure.MANUAL]
        return {trait.id: Given(score, "有记录") for trait in manual}

    def told(self, row: Evaluation, mark: int = 80) -> None:
        """The five paragraphs."""
        told = {factor: (f"{factor.chinese}平稳", mark) for factor in Factor}
        actions.save_paragraphs(row, told, by=self.wang)

    def complete(self, *, score: int = 80, late: int = 0, **values) -> Evaluation:
        """Ready to be submitted."""
        self.trade(late=late, customer=values.get("customer"))
        self.papers(values.get("customer"))
        row = self.opened(**values)
        actions.hand_in(row, self.marks(row, score), by=self.wang)
        self.told(row)
        return fresh_row(row)

    def agree(self, row: Evaluation) -> Evaluation:
        """Everybody who is asked says yes."""
        for _ in range(4):
            case = open_case(row._meta.label_lower, row.pk, subject=access.SUBJECT)
            if case is None:
                break
            seat = Seat.objects.filter(step__case=case, state=SeatState.OPEN).first()
            approvals.agree(case, by=fresh(seat.person), digest=case.digest)
        return fresh_row(row)

    def approved(self, **values) -> Evaluation:
        row = self.complete(**values)
        actions.submit_evaluation(row, by=self.wang)
        return self.agree(row)


def browser(person) -> Client:
    found = Client()
    found.force_login(person)
    return found


def text_of(answer) -> str:
    return answer.content.decode()


def told(client: Client, customer, purpose: str = "manage"):
    """Say for what credit information is used (M-5)."""
    ask = reverse("privacy:open_for", args=["credit", "customers.customer", customer.pk])
    return client.post(ask, {"purpose": purpose})


def fresh_row(row):
    """The row as it is stored now."""
    return type(row).objects.get(pk=row.pk)


@pytest.fixture
def office(house) -> Office:
    return Office(house)
