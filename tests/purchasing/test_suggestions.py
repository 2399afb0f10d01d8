"""What should be bought, and what one click makes of it (I-5)."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from maizi.kernel.errors import Refused
from maizi.purchasing import access, actions, queries
from maizi.purchasing.access import Demand
from maizi.purchasing.actions import Pick
from maizi.purchasing.models import PurchaseOrder, PurchaseRequest
from maizi.purchasing.rules.suggestions import Ask
from maizi.purchasing.terms import DemandSort
from maizi.stock.actions import set_point

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(monkeypatch):
    """What others ask for, in the place of what is declared."""
    found: list[Ask] = []
    demand = Demand("test", "试", lambda ids: [a for a in found if not ids or a.product_id in ids])
    monkeypatch.setattr(access, "_demands", {"test": demand})
    return found


def test_the_reorder_point_says_what_is_missing_and_from_whom(yard, asked):
    set_point(yard.filter, least=Decimal(10), fill_to=Decimal(40), by=yard.boss)
    (row,) = queries.suggestions()
    assert (row.quantity, row.supplier, row.reasons) == (40, yard.maker, (DemandSort.REORDER,))
    assert [s.supplier for s in row.supplies] == [yard.maker, yard.other]
    yard.draft((yard.filter, "15"))
    assert queries.suggestions() == [], "what is on its way counts, drafts included"


def test_what_arrived_is_no_longer_on_its_way(yard, asked):
    set_point(yard.filter, least=Decimal(10), fill_to=Decimal(10), by=yard.boss)
    order = yard.order((yard.filter, "10"))
    assert queries.coming([yard.filter.pk]) == {yard.filter.pk: 10}
    actions.receive(order, yard.arrival(order, "6"), by=yard.keeper)
    assert queries.coming([yard.filter.pk]) == {yard.filter.pk: 4}
    assert queries.suggestions() == []


def test_others_may_ask_too(yard, asked):
    asked.append(Ask(yard.oil.pk, DemandSort.GROUP_BUY, Decimal(30), yard.days(9)))
    (row,) = queries.suggestions()
    assert row.product == yard.oil and row.needed_on == yard.days(9)


def test_one_click_makes_an_order_for_each_supplier_once(yard, asked):
    asked += [
        Ask(yard.oil.pk, DemandSort.SPARE, Decimal(3)),
        Ask(yard.filter.pk, DemandSort.SPARE, Decimal(9)),
    ]
    picks = [Pick(yard.filter, Decimal(9), yard.other), Pick(yard.oil, Decimal(3))]
    made, left_out = actions.take_suggestions(picks, by=yard.buyer)
    assert {o.supplier for o in made} == {yard.maker, yard.other} and left_out == []
    with pytest.raises(Refused, match="不缺了"):
        actions.take_suggestions(picks, by=yard.boss)
    assert PurchaseOrder.objects.count() == 2


def test_of_very_many_products_the_same_is_said(yard, asked, monkeypatch):
    set_point(yard.filter, least=Decimal(10), fill_to=Decimal(40), by=yard.boss)
    yard.draft((yard.filter, "5"))
    named = queries.suggestions()
    monkeypatch.setattr("maizi.purchasing.queries.suggesting.MOST_NAMED", 0)
    assert queries.suggestions() == named and len(named) == 1


def test_queries_do_not_grow_with_what_is_missing(yard, asked, django_assert_num_queries):
    set_point(yard.filter, least=Decimal(10), fill_to=Decimal(40), by=yard.boss)
    with CaptureQueriesContext(connection) as seen:
        assert len(queries.suggestions()) == 1
    set_point(yard.oil, least=Decimal(10), fill_to=Decimal(40), by=yard.boss)
    set_point(yard.product("皮带"), least=Decimal(3), fill_to=Decimal(4), by=yard.boss)
    with django_assert_num_queries(len(seen)):
        assert len(queries.suggestions()) == 3


def test_or_one_request(yard, asked):
    asked.append(Ask(yard.oil.pk, DemandSort.SPARE, Decimal(3)))
    made, _ = actions.take_suggestions([Pick(yard.oil, Decimal(3))], by=yard.chen, as_request=True)
    row = PurchaseRequest.objects.get()
    assert made == [row] and row.sort == DemandSort.SPARE
    assert queries.suggestions() == []


def test_what_nobody_supplies_is_named(yard, asked):
    belt = yard.product("皮带")
    asked.append(Ask(belt.pk, DemandSort.SPARE, Decimal(3)))
    with pytest.raises(Refused, match="皮带"):
        actions.take_suggestions([Pick(belt, Decimal(3))], by=yard.buyer)
