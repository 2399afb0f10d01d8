"""T-1.1 over any sequence of verbs: one owner or one pool, and a history without a gap."""

import logging
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from maizi.customers import actions
from maizi.customers.actions import recycling
from maizi.customers.models import (
    Capacity,
    Customer,
    OwnerSpell,
    Pool,
    RecycleWarning,
    RecyclingRule,
)
from maizi.customers.rules import Condition
from maizi.customers.terms import Dealing, Operator
from maizi.kernel.errors import Refused
from tests.house import fresh

log = logging.getLogger(__name__)
pytestmark = pytest.mark.django_db
PEOPLE, COUNT, MOST = ("chen", "xu", "lin", "boss"), 4, 3
WHO, WHICH = st.sampled_from(PEOPLE), st.sets(st.integers(0, COUNT - 1), min_size=1, max_size=3)


class Hands(RuleBasedStateMachine):
    """Four customers, one of them a key account, pass through hands and pools for some weeks."""

    house = None
    steps = 0

    def __init__(self):
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.point = transaction.savepoint()
        self.now = timezone.now()
        house = type(self).house
        self.rows = [house.customer(f"客户{n}", house.chen) for n in range(COUNT)]
        Customer.objects.filter(pk=self.rows[0].pk).update(ka_status="key")
        self.pools = [house.pool, Pool.objects.create(name="南京公海", unit=house.nanjing)]
        Pool.objects.update(warning_days=1, cool_off_days=2)
        Capacity.objects.create(user=house.xu, most=MOST)
        groups = ((Condition("idle", Operator.AT_LEAST, ("5",)),),)
        row = RecyclingRule(pool=self.pools[0], name="沉默")
        self.rule_id = actions.save_rule(row, groups, by=None).pk

    def teardown(self):
        transaction.savepoint_rollback(self.point)
        self.block.__exit__(None, None, None)

    def chosen(self, which: set[int]) -> list[Customer]:
        return [self.rows[n] for n in sorted(which)]

    def person(self, name: str):
        return fresh(getattr(self.house, name))

    def tried(self, act) -> None:
        """A verb, or its refusal, which changes nothing."""
        before = self.places()
        type(self).steps += 1
        try:
            with transaction.atomic():
                act()
        except Refused:
            assert self.places() == before

    def places(self) -> list[tuple]:
        return list(Customer.objects.order_by("pk").values_list("pk", "owner", "pool"))

    @rule(by=WHO, to=WHO, which=WHICH)
    def assign(self, by, to, which):
        rows, owner = self.chosen(which), self.person(to)
        self.tried(lambda: actions.assign(rows, owner, by=self.person(by)))

    @rule(by=WHO, which=WHICH)
    def claim(self, by, which):
        rows = self.chosen(which)
        self.tried(lambda: actions.claim(rows, by=self.person(by), now=self.now))

    @rule(by=WHO, which=WHICH, pool=st.integers(0, 1))
    def release(self, by, which, pool):
        rows, into = self.chosen(which), self.pools[pool]
        self.tried(lambda: actions.release(rows, into, by=self.person(by), reason="没空"))

    @rule(which=WHICH, how=st.sampled_from(list(Dealing)))
    def deal(self, which, how):
        people = [self.person("chen"), self.person("xu")]
        rows = self.chosen(which)
        self.tried(lambda: actions.deal_out(rows, people=people, how=how, by=self.person("boss")))

    @rule(days=st.integers(1, 6))
    def night(self, days):
        self.now += timedelta(days=days)
        today = timezone.localdate(self.now)
        recycling.lift_warnings(self.rule_id, today=today)
        recycling.warn_next(self.rule_id, 0, now=self.now)
        recycling.take_next(self.rule_id, 0, now=self.now)

    @precondition(lambda self: self.rows)
    @rule(which=WHICH)
    def protect(self, which):
        (row, *_) = self.chosen(which)
        self.tried(lambda: actions.protect(row, by=self.person("boss"), reason="看着"))

    @invariant()
    def has_one_owner_or_lies_in_one_pool(self):
        for _pk, owner, pool in self.places():
            assert (owner is None) != (pool is None)

    @invariant()
    def has_a_history_without_a_gap(self):
        for row in Customer.objects.all():
            spells = list(OwnerSpell.objects.filter(customer=row).order_by("id"))
            begins = [s.began_at for s in spells] + [row.owned_since or row.created_at]
            assert begins[0] == row.created_at
            assert [s.ended_at for s in spells] == begins[1:]
            places = [(s.owner_id, s.pool_id) for s in spells] + [(row.owner_id, row.pool_id)]
            assert all(one != other for one, other in zip(places, places[1:], strict=False))

    @invariant()
    def key_accounts_stay_and_limits_hold(self):
        first = Customer.objects.get(pk=self.rows[0].pk)
        assert first.owner_id == self.house.chen.pk
        assert Customer.objects.filter(owner=self.house.xu).count() <= MOST

    @invariant()
    def only_owned_customers_are_warned_of(self):
        for warning in RecycleWarning.objects.select_related("customer"):
            assert warning.customer.owner_id == warning.owner_id


def test_t1_1_one_owner_or_one_pool_whatever_happens(house):
    Hands.house, Hands.steps = house, 0
    case = Hands.TestCase
    case.settings = settings(
        max_examples=8, stateful_step_count=14, deadline=None, derandomize=True,
        suppress_health_check=list(HealthCheck), phases=[Phase.generate], database=None,
    )  # fmt: skip
    case().runTest()
    log.info("%s steps", Hands.steps)
    assert Hands.steps > 50


def test_a_verb_that_forgets_the_history_is_seen(house, monkeypatch):
    """The control: an assignment that only writes the owner."""
    Hands.house, Hands.steps = house, 0
    monkeypatch.setattr(
        "maizi.customers.actions.ownership.end_stretches", lambda stretches, change: change.at
    )
    case = Hands.TestCase
    case.settings = settings(
        max_examples=4, stateful_step_count=10, deadline=None, derandomize=True,
        suppress_health_check=list(HealthCheck), phases=[Phase.generate], database=None,
    )  # fmt: skip
    with pytest.raises(AssertionError):
        case().runTest()
