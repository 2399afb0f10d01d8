"""The nightly re-rating: what it sees, what it raises, and that it changes no grade."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from maizi.credit.models import CreditAccount
from maizi.inbox.models import Notice, Todo
from maizi.kernel.errors import Refused
from maizi.rating import actions, queries
from maizi.rating.actions.nightly import laid_down, remeasure
from maizi.rating.actions.reviewing import raise_many
from maizi.rating.models import Review, Standing
from maizi.rating.rules.payments import payments
from maizi.rating.terms import Trigger
from tests.rating.conftest import fresh_row

pytestmark = pytest.mark.django_db


def test_payments_that_get_worse_raise_a_review_and_leave_the_grade(office):
    """D-30: triggers; a grade changes only by an evaluation."""
    office.approved()
    assert remeasure(laid_down()) is None
    standing = Standing.objects.get()
    assert standing.live_grade == standing.grade == "a" and standing.overdue_days == 0
    assert not Review.objects.exists()
    office.bill(90_000, on=-120, due=-70)
    remeasure(laid_down())
    standing = Standing.objects.get()
    assert standing.grade == "a" and standing.live_grade == "c" and standing.overdue_days == 70
    found = {row.trigger: row.text for row in Review.objects.all()}
    assert found[Trigger.OVERDUE] == "有应收已逾期 70 天"
    assert found[Trigger.DRIFT] == "按今天的付款表现会是 C，现在是 A"
    assert CreditAccount.objects.get().grade == "a"
    assert Todo.objects.filter(owner=office.wang, source="rating.review").count() == len(found)
    remeasure(laid_down())
    assert Review.objects.count() == len(found), "raised once while it is open"


def test_live_score_agrees_with_a_full_assessment(office):
    """The short way of the night comes to the same number as the explained one."""
    row = office.approved(score=60)
    office.bill(200_000, on=-60, due=-20)
    remeasure(laid_down())
    standing = Standing.objects.get()
    full = queries.assess(fresh_row(row))
    assert standing.live_score == full.total.score and standing.live_grade == full.graded.grade


def test_expiry_statements_and_growth(office):
    row = office.approved()
    laid = laid_down(row.until_on - timedelta(20))
    remeasure(laid)
    assert Review.objects.filter(trigger=Trigger.EXPIRY).exists()
    far = laid_down(office.day(600))
    remeasure(far)
    found = set(Review.objects.values_list("trigger", flat=True))
    assert Trigger.STATEMENTS in found
    office.bill(900_000, on=-5, due=60)
    remeasure(laid_down())
    assert Review.objects.filter(trigger=Trigger.GROWTH).exists()


def test_a_review_is_closed_with_a_reason(office):
    row = actions.raise_review(office.customer, Trigger.GUARANTOR, "担保人破产", by=office.chen)
    assert actions.raise_review(office.customer, Trigger.GUARANTOR, "再说", by=office.chen) == row
    with pytest.raises(Refused, match="请写明发生了什么"):
        actions.raise_review(office.customer, Trigger.OWNERSHIP, " ", by=office.chen)
    with pytest.raises(Refused, match="请写明为什么不用重新评级"):
        actions.close_review(row, answer="", by=office.wang)
    actions.close_review(row, answer="已换担保人", by=office.wang)
    with pytest.raises(Refused, match="已经处理过了"):
        actions.close_review(row, answer="再来", by=office.wang)
    assert not Todo.objects.filter(source="rating.review", state="open").exists()


def test_a_slice_costs_the_same_number_of_queries_for_one_and_for_three(office):
    office.approved()
    laid = laid_down()
    remeasure(laid)
    with CaptureQueriesContext(
        connection,
    ) as one:
        remeasure(laid)
    for number in range(3):
        more = office.house.customer(
            f"客户{number}", office.chen, usc_code="91320100MA1WX1234X",
            industry="manufacturing", legal_representative="李强",
            founded_on=office.customer.founded_on,
        )  # fmt: skip
        office.approved(customer=more)
    remeasure(laid)
    with CaptureQueriesContext(connection) as four:
        remeasure(laid)
    assert len(four) == len(one)


def test_who_has_looked_is_not_asked_again_every_night(office):
    """D-30: a closed review rests for a while, whether it was kept or rated anew."""
    office.approved()
    office.bill(90_000, on=-120, due=-70)
    remeasure(laid_down())
    for row in Review.objects.all():
        actions.close_review(row, answer="已在催收", by=office.wang)
    closed = Review.objects.count()
    remeasure(laid_down())
    assert Review.objects.count() == closed
    Review.objects.filter(trigger=Trigger.DRIFT).update(text="按今天的付款表现会是 B，现在是 A")
    remeasure(laid_down())
    (again,) = Review.objects.filter(state="open")
    assert again.trigger == Trigger.DRIFT, "a grade that would be another one is asked at once"
    Review.objects.update(state="done", closed_at=timezone.now() - timedelta(days=31))
    remeasure(laid_down())
    assert Review.objects.filter(state="open").count() == closed


def test_a_night_that_finds_much_asks_as_few_queries_as_one_that_finds_little(office):
    """Raising is set-based: reviews, history, to-dos and notices of three as of one."""
    office.approved()
    for number in range(3):
        more = office.house.customer(
            f"客户{number}", office.chen, usc_code="91320100MA1WX1234X",
            industry="manufacturing", legal_representative="李强",
            founded_on=office.customer.founded_on,
        )  # fmt: skip
        office.approved(customer=more)
    customers = [row.customer for row in Standing.objects.select_related("customer")]

    def raised(some) -> int:
        found = [(one, Trigger.OVERDUE, "有应收已逾期 70 天") for one in some]
        with CaptureQueriesContext(connection) as asked:
            assert len(raise_many(found)) == len(found)
        return len(asked)

    assert raised(customers[:1]) == raised(customers[1:])
    todos = Todo.objects.filter(source="rating.review", owner=office.wang)
    assert todos.count() == Notice.objects.filter(event="rating.review").count() == 4
    assert todos.first().title.startswith(customers[0].name)


def test_slices_meet_every_standing_once(office):
    office.approved()
    assert remeasure(laid_down(), size=1) == Standing.objects.get().pk
    assert remeasure(laid_down(), after=Standing.objects.get().pk, size=1) is None


def test_bills_of_many_are_the_bills_of_each(office):
    """Write-offs settle nothing, other customers' rows stay theirs, old open ones count."""
    other = office.house.customer("另一家", office.chen)
    office.trade()
    office.trade(late=40, customer=other)
    office.bill(5_000, on=-900, due=-800, customer=other)
    both = queries.bills_of([office.customer.pk, other.pk], office.today)
    for customer in (office.customer, other):
        alone = queries.bills_of([customer.pk], office.today)[customer.pk]
        assert sorted(alone) == sorted(both[customer.pk])
    record = payments(both[other.pk], office.today)
    assert record.overdue_days == 800 and record.bills == 11 and record.late_count >= 10
    assert record.due_yuan == Decimal(1_005_000)
