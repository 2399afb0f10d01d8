"""A-5: what is laid beside the orders is what the orders say, whatever happens to them."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis.stateful import invariant

from maizi.customers import actions as customers
from maizi.insight import actions, queries
from maizi.insight.models import FactState, LineFact, OrderFact
from maizi.insight.queries import facts
from maizi.insight.queries.laid import Laid
from maizi.insight.queries.live import Live
from maizi.jobs.actions import enqueue
from maizi.jobs.terms import JobState
from maizi.kernel import events
from maizi.sales.events import TradeChanged
from maizi.sales.models import Order, OrderLine
from tests.house import fresh
from tests.jobs.conftest import work_off
from tests.sales.test_imports import SMALL, bring
from tests.sales.test_lives import Lives, walk

pytestmark = pytest.mark.django_db


def told(source) -> list[list]:
    """Everything a source of facts can say, in an order of its own."""
    today = timezone.localdate()
    days = today - timedelta(400), today
    by_window = ("sold", "returned", "bought", "sold_products", "returned_products", "days_in",
                 "sold_by_month", "returned_by_month", "pieces_by_month")  # fmt: skip
    said = [sorted(getattr(source, name)(days)) for name in by_window]
    return [*said, *(list(getattr(source, name)(today)) for name in ("days", "amounts")),
            sorted(source.first(today))]  # fmt: skip


class Followed(Lives):
    """Orders through their lives, with their facts looked at after every step."""

    @invariant()
    def facts_are_what_orders_say(self):
        assert queries.wrong_months() == []
        assert told(Laid(self.trade.boss)) == told(Live(self.trade.boss))


def test_facts_follow_orders_to_the_cent_after_any_sequence(house):
    Lives.done.clear()
    walk(house, 9, lives=Followed)
    assert min(Lives.done.get(what, 0) for what in ("shipped", "returned")) > 0, Lives.done


def test_facts_that_nobody_keeps_are_seen(house):
    """The control."""
    table = events.wired()
    events.wire({event: heard for event, heard in table.items() if event is not TradeChanged})
    try:
        with pytest.raises(AssertionError):
            walk(house, 4, lives=Followed)
    finally:
        events.wire(table)


def test_facts_come_and_go_with_an_import(house):
    led = bring(house, SMALL)
    fact = OrderFact.objects.get()
    assert (fact.order, fact.net_cents, fact.is_kept) == (
        Order.objects.get(), 100 * Order.objects.get().net_yuan, True
    )  # fmt: skip
    assert LineFact.objects.filter(is_back=True).get().parts == 3 * 10_000
    assert queries.wrong_months() == []
    led.undo()
    assert not OrderFact.objects.exists() and not LineFact.objects.exists()


def test_facts_go_over_to_whom_a_customer_is_merged_into_and_back(numbers, house):
    one, other = numbers.customer, house.customer("华宁科技（武汉）有限公司", house.chen)
    order = numbers.bought(other, 5, "100")
    actions.lay()
    boss = fresh(house.boss)
    made = customers.merge(customers.Wish([one.pk, other.pk], one.pk), by=boss)
    assert OrderFact.objects.get(order=order).customer == one.pk
    customers.unmerge(made, by=boss)
    assert OrderFact.objects.get(order=order).customer == other.pk
    assert set(LineFact.objects.values_list("customer", flat=True)) == {other.pk}


def night() -> FactState:
    enqueue("insight.facts", by=None)
    assert [job.state for job in work_off()] == [JobState.DONE]
    return FactState.objects.get()


def test_the_night_lays_what_is_missing_and_mends_what_is_wrong(numbers):
    orders = [numbers.bought(numbers.customer, 40 * n, "100") for n in range(1, 4)]
    numbers.came_back(orders[1], 35, "100")
    assert not queries.is_laid() and isinstance(facts.source(fresh(numbers.boss)), Live)
    assert night().is_laid and OrderFact.objects.count() == 3
    assert isinstance(facts.source(fresh(numbers.boss)), Laid)
    assert isinstance(facts.source(fresh(numbers.chen)), Live), "he does not see all orders"
    OrderFact.objects.filter(order=orders[0]).update(net_cents=1)
    LineFact.objects.filter(is_back=True).delete()
    OrderLine.objects.filter(document=orders[2]).update(amount_yuan=226)
    assert len(queries.wrong_months()) >= 2
    assert night().mended == 3 and queries.wrong_months() == []
    assert told(Laid(numbers.boss)) == told(Live(numbers.boss))


def test_an_order_is_followed_with_few_statements(numbers, django_assert_max_num_queries):
    orders = [numbers.bought(numbers.customer, n, "100") for n in range(1, 30)]
    with django_assert_max_num_queries(13):
        assert actions.follow([row.pk for row in orders]) == 29
    with django_assert_max_num_queries(8):
        assert actions.follow([row.pk for row in orders]) == 0
