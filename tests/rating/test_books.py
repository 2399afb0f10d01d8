"""Cards on old loan books: by import, and as scikit-learn counts the same rows (issue 6.8)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from sklearn.metrics import confusion_matrix, roc_auc_score, roc_curve

from maizi.credit.models import Entry
from maizi.history.actions import recorded
from maizi.kernel.errors import Refused
from maizi.rating import actions, queries
from maizi.rating.models import (
    Attribute,
    Book,
    BookRow,
    Criterion,
    Evaluation,
    FinancialStatement,
    Scorecard,
    ScoreTrait,
)
from maizi.rating.pages import BOOK_IMPORTS, STATEMENT_IMPORTS
from maizi.rating.queries.backtest import cases_of_book
from tests.customers.importing import SHARED, lead

pytestmark = pytest.mark.django_db
GERMAN = (
    ("status.of.existing.checking.account", 40, (
        ("no checking account", 100),
        ("... >= 200 DM / salary assignments for at least 1 year", 80),
        ("0 <= ... < 200 DM", 30), ("... < 0 DM", 0))),
    ("credit.history", 20, (
        ("critical account/ other credits existing (not at this bank)", 100),
        ("existing credits paid back duly till now", 60), ("delay in paying off in the past", 60),
        ("all credits at this bank paid back duly", 20),
        ("no credits taken/ all credits paid back duly", 10))),
    ("savings.account.and.bonds", 15, (
        ("unknown/ no savings account", 90), (".. >= 1000 DM", 100), ("500 <= ... < 1000 DM", 90),
        ("100 <= ... < 500 DM", 40), ("... < 100 DM", 30))),
)  # fmt: skip


def shared(name: str):
    place = SHARED / "credit" / name
    assert place.exists(), "../shared/data is not here: CI has it"
    return place


def attribute(name: str, *, is_number: bool = True) -> Attribute:
    return Attribute.objects.create(name=name, is_number=is_number)


def card(name: str, parts, office) -> Scorecard:
    """A card for books; parts are (attribute, weight, steps, less is better)."""
    made = Scorecard.objects.create(name=name, sort="own", serves="book")
    for told, weight, steps, is_less in parts:
        criterion = Criterion.objects.create(card=made, name=told.name[:40], weight=weight)
        key = "bound" if told.is_number else "word"
        trait = ScoreTrait(
            criterion=criterion, name=told.name[:60], measure="attribute", attribute=told,
            is_less_better=is_less, steps=[{"score": s, key: str(b)} for b, s in steps],
        )  # fmt: skip
        actions.save_trait(trait, by=office.wang)
    return actions.activate_card(made, by=office.wang)


def agreed(book: Book, made: Scorecard, office) -> dict:
    """The back-test, and that scikit-learn says the same of the same rows."""
    told = actions.back_test(book, made, by=office.wang).told
    cases = [one for one in cases_of_book(book, made) if one is not None]
    bad, risk = [one.is_bad for one in cases], [-float(one.score) for one in cases]
    assert abs(float(told["auc"]) - roc_auc_score(bad, risk)) < 1e-6
    false, true, _ = roc_curve(bad, risk)
    assert abs(float(told["ks"]) - (true - false).max()) < 1e-6
    table = confusion_matrix(bad, [one.grade == "d" for one in cases], labels=[True, False])
    assert table.ravel().tolist() == told["confusion"]
    assert sum(count for _, count, _ in told["bands"]) == told["count"] == len(cases)
    return told


def test_german_consumer_credits_by_import_and_as_scikit_learn_counts(office):
    """Issue 6.8: 1,000 loans, 300 bad; a card of seven traits."""
    words = [(attribute(name, is_number=False), weight, steps, False)
             for name, weight, steps in GERMAN]  # fmt: skip
    numbers = [
        (attribute("duration.in.month"), 15, ((12, 100), (24, 60), (36, 30), (99, 0)), True),
        (attribute("age.in.years"), 10, ((35, 100), (25, 60), (0, 20)), False),
    ]
    made = card("消费信贷卡", words + numbers, office)
    led = lead(shared("germancredit.csv"), by=office.wang, kind=BOOK_IMPORTS, book="德国消费信贷")
    led.check().bring()
    assert led.counts() == (1000, 0, 0, 0), led.told()[:5]
    book = Book.objects.get(name="德国消费信贷")
    assert (book.row_count, book.bad_count) == (1000, 300)
    told = agreed(book, made, office)
    assert Decimal("0.7") < Decimal(told["auc"]) < Decimal("0.85")
    rates = [bad / count for _, count, bad in told["bands"] if count]
    assert rates == sorted(rates), "every lower grade failed more often"
    led.undo()
    assert not BookRow.objects.exists() and Book.objects.get().row_count == 0


def test_bank_loans_by_import_and_as_scikit_learn_counts(office):
    """Issue 6.8: 700 loans of a Chinese bank, an .xls."""
    parts = [
        (attribute("工龄"), 40, ((15, 100), (8, 70), (3, 40), (0, 10)), False),
        (attribute("负债率"), 40, ((6, 100), (12, 70), (20, 30), (99, 0)), True),
        (attribute("信用卡负债"), 20, (("0.5", 100), (2, 60), (99, 10)), True),
    ]
    made = card("银行贷款卡", parts, office)
    led = lead(shared("bankloan.xls"), by=office.wang, kind=BOOK_IMPORTS, book="银行贷款")
    led.check().bring()
    assert led.counts() == (700, 0, 0, 0), led.told()[:5]
    book = Book.objects.get(name="银行贷款")
    assert book.row_count == 700 and book.bad_count == 183
    assert Decimal(agreed(book, made, office)["auc"]) > Decimal("0.7")


def test_a_book_needs_both_outcomes_and_a_card_of_its_own(office):
    told = attribute("收入")
    made = card("试算卡", [(told, 100, ((100, 100), (0, 0)), False)], office)
    text = "收入,违约\n120,0\n80,1\n50,未知\n"
    led = lead(text, by=office.wang, kind=BOOK_IMPORTS, name="旧账.csv", book="旧账")
    led.check().bring()
    assert led.counts() == (2, 0, 0, 1) and "既不算违约，也不算正常" in "".join(led.told())
    book = Book.objects.get()
    assert agreed(book, made, office)["auc"] == "1.000000"
    with pytest.raises(Refused, match="不是组合试算用的评分卡"):
        actions.back_test(book, office.card, by=office.wang)
    BookRow.objects.filter(is_bad=True).delete()
    book.bad_count = 0
    with pytest.raises(Refused, match="只有一种结果，看不出好坏"):
        actions.back_test(book, made, by=office.wang)


def test_statements_come_in_from_a_sheet(office):
    """D-12, L-6: statements of several periods from a spreadsheet."""
    year = office.today.year - 1
    text = (
        "客户名称,报表日期,报告类型,流动资产合计,存货,资产总额,流动负债合计,负债总额,"
        "营业收入,营业成本,净利润,经营活动产生的现金流量净额\n"
        f"华宁科技有限公司,{year}-12-31,年报,300,100,1000,200,450,730,365,73,80\n"
        f"华宁科技有限公司,{year - 1}-12-31,年报,280,90,900,220,430,700,360,60,70\n"
        f"华宁科技有限公司,{year - 2}-12-31,年报,100,200,900,220,430,700,360,60,70\n"
        f"没有的客户,{year}-12-31,年报,280,90,900,220,430,700,360,60,70\n"
    )
    led = lead(text, by=office.wang, kind=STATEMENT_IMPORTS, name="报表.csv").check().bring()
    assert led.counts() == (2, 0, 0, 2), led.told()
    told = "".join(led.told())
    assert "存货不能大于流动资产" in told and "没有找到客户" in told
    trends = {one.ratio: one for one in queries.trends(
        queries.statements_of(office.customer, office.today))}  # fmt: skip
    assert trends["current"].words == ["1.27", "1.50"] and trends["current"].is_better
    assert trends["net_margin"].words == ["8.57%", "10.00%"]
    again = lead(text, by=office.wang, kind=STATEMENT_IMPORTS, name="报表.csv").check().bring()
    assert again.counts()[0] == 0, "the same sheet twice adds nothing"
    led.undo()
    assert not FinancialStatement.objects.exists()


def test_own_history_which_grade_did_later_defaulters_have(office):
    """D-2: a default is more than 90 days late within 12 months after the approval."""
    row = office.approved()
    second = office.house.customer("差客户", office.chen, usc_code="91320100MA1WX1234X",
                                   industry="manufacturing", legal_representative="王",
                                   founded_on=office.customer.founded_on)  # fmt: skip
    worse = office.approved(customer=second, score=0)
    rows = Evaluation.objects.all()
    assert queries.own_history(rows, office.today)["count"] == 0, "not watched long enough"
    long_ago = timezone.localdate() - timedelta(500)
    rows.update(approved_on=long_ago)
    office.bill(10_000, on=-450, due=-400, customer=second)
    told = queries.own_history(rows, office.today)
    assert told["count"] == 2 and told["bad"] == 1 and told["auc"] == "1.000000"
    assert [bad for _, _, bad in told["bands"]].index(1) == "abcd".index(worse.grade)
    assert row.grade < worse.grade and Entry.objects.exists()
    Evaluation.objects.filter(pk=worse.pk).update(customer=office.customer)
    moved = queries.own_history(rows, office.today)["migration"]
    assert moved["abcd".index(row.grade)]["abcd".index(worse.grade)] == 1


def test_attributes_are_saved_tidily(office):
    row = Attribute(name="  月  收入 ")
    with recorded(row, "create", by=office.wang):
        actions.save_attribute(row, "create", by=office.wang)
    assert Attribute.objects.get().name == "月 收入"
