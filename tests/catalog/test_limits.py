"""I-2: how much somebody may give away, and what a bundle is worth part by part."""

from decimal import Decimal

import pytest

from maizi.catalog import actions, queries
from maizi.catalog.models import Product
from maizi.catalog.terms import DiscountVerdict
from maizi.kernel.errors import Refused
from tests.catalog.test_products import refused
from tests.house import fresh

pytestmark = pytest.mark.django_db


def test_the_widest_of_a_persons_roles_counts(shop):
    """I-2: discount limits by role."""
    assert queries.discount_limit_of(shop.chen) == Decimal("0.05")
    roles = shop.house.roles
    by_role = {roles["salesperson"].pk: Decimal(8), roles["marketing_director"].pk: None}
    assert actions.save_limits(by_role, by=shop.boss) == 1
    assert queries.discount_limit_of(fresh(shop.house.chen)) == Decimal("0.08")
    assert actions.save_limits({roles["salesperson"].pk: None}, by=shop.boss) == 1
    assert queries.discount_limit_of(fresh(shop.house.chen)) == Decimal("0.05")
    told = refused(actions.save_limits, {roles["salesperson"].pk: Decimal(101)}, by=shop.boss)
    assert told.field == f"role-{roles['salesperson'].pk}"


def test_an_offer_is_judged_against_the_price_that_holds(shop):
    shop.price(shop.sheet("customer", customer=shop.customer), "90")
    Product.objects.filter(pk=shop.filter.pk).update(cost_yuan=Decimal(60))
    shop.filter.refresh_from_db()

    def verdict(offered):
        judged = queries.judge_offer(
            shop.chen, product=shop.filter, offered_yuan=Decimal(offered), customer=shop.customer
        )
        return judged.verdict

    assert verdict("85.5") == DiscountVerdict.OK
    assert verdict("85") == DiscountVerdict.APPROVAL
    assert verdict("59") == DiscountVerdict.SALES_LEAD


def test_bundles_refuse_rules_that_leave_nothing_to_sell(shop):
    row = shop.bundle("flexible")
    group = actions.add_group(row, name="主机", least=1, most=1, by=shop.boss)
    one = actions.add_part(row, part=shop.machine, group=group, by=shop.boss)
    other = actions.add_part(row, part=shop.filter, by=shop.boss)
    told = refused(actions.add_relation, one, "excludes", other, by=shop.boss)
    assert "卖不出去" in str(told) and not row.bundle_relations.exists()
    actions.add_relation(one, "requires", other, by=shop.boss)
    assert refused(actions.add_part, row, part=row, by=shop.boss).field == "part"
    assert refused(actions.remove_group, group, by=shop.boss)
    actions.remove_part(one, by=shop.boss)
    actions.remove_group(group, by=shop.boss)
    assert row.bundle_lines.get() == other


def test_the_shares_of_a_bundle_are_those_of_the_specification(shop):
    """T-I1, through the tables."""
    parts = [shop.product(f"件{price}", price=price) for price in ("60", "40", "33")]
    row = shop.bundle("fixed", *parts)
    shares = queries.shares_of(queries.bundle_of(row), [], Decimal(100))
    assert [str(part.share_yuan) for part in shares] == ["45.11", "30.08", "24.81"]
    totals = queries.totals_of(shares)
    assert totals["net"] + totals["tax"] == totals["share"] == 100
    empty = shop.product("空套装", sort="bundle", bundle_sort="fixed")
    with pytest.raises(Refused):
        queries.shares_of(queries.bundle_of(empty), [], Decimal(100))
