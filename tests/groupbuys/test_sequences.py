"""B-11 as a property: whatever comes and goes, nobody pays more than he was shown, and the
totals are those of an independent computation over a plain list."""

import logging
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from maizi.groupbuys import actions
from maizi.groupbuys.actions import ordering
from maizi.groupbuys.models import GroupBuy, Registration
from maizi.kernel.errors import Refused

log = logging.getLogger(__name__)
pytestmark = pytest.mark.django_db
WHO, PIECES = st.integers(1, 6), st.integers(1, 70)
PRICES = ((200, 88), (100, 92), (1, 100))


def tier(total: int) -> int:
    """The price by hand."""
    return next((price for least, price in PRICES if total >= least), 120)


class Crowd(RuleBasedStateMachine):
    """One activity; six customers; every verb may be refused, and then changes nothing."""

    circle = None
    steps = refusals = ordered = 0

    def __init__(self):
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.point = transaction.savepoint()
        self.row = type(self).circle.running()
        self.now = type(self).circle.now
        self.model: dict[int, int] = {}  # customer number -> pieces
        self.shown: dict[int, list[int]] = {}  # every price he saw
        self.is_done = False

    def teardown(self):
        transaction.savepoint_rollback(self.point)
        self.block.__exit__(None, None, None)

    def tried(self, act):
        kind = type(self)
        kind.steps += 1
        try:
            with transaction.atomic():
                return act()
        except Refused:
            kind.refusals += 1
            return None

    def of(self, who: int) -> Registration | None:
        customer = type(self).circle.customers[who - 1]
        rows = Registration.objects.filter(activity=self.row, customer=customer)
        return rows.exclude(state__in=("withdrawn", "released")).first()

    @rule(who=WHO, pieces=PIECES)
    def join(self, who, pieces):
        before = tier(sum(self.model.values()))
        made = self.tried(lambda: type(self).circle.join(self.row, who, pieces, now=self.now))
        assert (made is not None) == (who not in self.model and self.takes())
        if made:
            self.model[who] = pieces
            self.shown[who] = [before, int(made.shown_yuan)]

    def takes(self) -> bool:
        return not self.is_done and self.now < self.row.closes_at

    @rule(who=WHO)
    def ask_out(self, who):
        state, row = GroupBuy.objects.get(pk=self.row.pk).state, self.of(who)
        if row is not None:
            done = self.tried(lambda: actions.withdraw(row, by=None, now=self.now))
            if done and state == "open":
                self.model.pop(who, None)

    @rule(who=WHO)
    def let_go(self, who):
        row = self.of(who)
        if row is not None and self.tried(
            lambda: actions.withdraw(row, by=None, may_decide=True, now=self.now)
        ):
            self.model.pop(who, None)

    @rule(who=WHO)
    def keep(self, who):
        if (row := self.of(who)) is not None:
            self.tried(
                lambda: actions.keep_in(row, by=type(self).circle.lin, reason="已订", now=self.now)
            )

    @rule(hours=st.integers(1, 30))
    def wait(self, hours):
        self.now += timedelta(hours=hours)
        row = actions.close_if_over(self.row, now=self.now)
        if row.state == "failed":
            self.model, self.is_done = {}, True

    @rule()
    def order(self):
        row = GroupBuy.objects.get(pk=self.row.pk)
        if self.tried(lambda: actions.start_ordering(row, by=type(self).circle.lin, now=self.now)):
            self.is_done = True
            type(self).ordered += 1
            total = sum(self.model.values())
            for who, pieces in self.model.items():
                made = self.of(who)
                assert made.price_yuan == min(tier(total), *self.shown[who])
                line = made.order.lines.get()
                assert line.price_yuan == made.price_yuan and line.quantity == pieces

    @invariant()
    def nobody_pays_more_than_he_was_shown(self):
        for row in Registration.objects.filter(activity=self.row, price_yuan__isnull=False):
            assert row.price_yuan <= row.shown_yuan

    @invariant()
    def totals_and_state_fit(self):
        row, total = GroupBuy.objects.get(pk=self.row.pk), sum(self.model.values())
        if row.state in ("open", "reached", "ordering"):
            assert (row.total_quantity, row.participants) == (total, len(self.model))
        if row.state == "open":
            assert total < 100
        if row.state == "reached" and self.now < row.closes_at:
            assert total >= 100


def walk(circle, examples: int) -> None:
    Crowd.circle, Crowd.steps, Crowd.refusals, Crowd.ordered = circle, 0, 0, 0
    case = Crowd.TestCase
    case.settings = settings(
        max_examples=examples, stateful_step_count=16, deadline=None, derandomize=True,
        suppress_health_check=list(HealthCheck), phases=[Phase.generate], database=None,
    )  # fmt: skip
    case().runTest()


def test_nobody_ever_pays_more_than_he_was_shown(circle):
    """B-11, price."""
    walk(circle, 12)
    log.info("%d steps, %d refused, %d ordered", Crowd.steps, Crowd.refusals, Crowd.ordered)
    assert Crowd.steps > 60 and Crowd.refusals > 5 and Crowd.ordered > 0


def test_a_price_that_forgets_what_was_shown_is_seen(circle, monkeypatch):
    """The control: the list price for everybody."""
    monkeypatch.setattr(ordering, "price_due", lambda *, shown_yuan, tier_yuan: Decimal(120))
    with pytest.raises((AssertionError, IntegrityError)):
        walk(circle, 12)
