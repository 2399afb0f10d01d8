"""Which plan holds, and what is written where two people work on one at once (F-60)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from maizi.inbox.models import Notice
from maizi.jobs.models import Job
from maizi.kernel.errors import Refused
from maizi.parts import actions
from maizi.parts.models import PartPlan
from maizi.parts.terms import Basis, PlanState
from tests.service.conftest import now

pytestmark = pytest.mark.django_db


def span(spares, since: int, until: int) -> dict:
    """From so many days from today until so many."""
    return {
        "since_on": spares.today + timedelta(since), "until_on": spares.today + timedelta(until)
    }  # fmt: skip


def test_an_older_plan_does_not_end_a_newer_one(spares):
    """F-60: approved late, it ends without ever coming into force, and its author hears why."""
    newer = spares.in_force(**span(spares, -10, 100))
    older = spares.in_force(**span(spares, -90, 60))
    assert now(newer).state == PlanState.IN_FORCE
    assert older.state == PlanState.ENDED and older.in_force_at is None
    assert Notice.objects.filter(user=spares.sun, title__contains="不再生效").exists()


def test_two_plans_of_one_day_the_later_holds(spares):
    first, second = spares.in_force(), spares.in_force()
    assert (now(first).state, second.state) == (PlanState.ENDED, PlanState.IN_FORCE)


def test_a_phase_that_is_over_never_comes_into_force(spares):
    """F-60: refused when submitted; approved too late, it ends."""
    past = spares.computed(**span(spares, -90, -1))
    with pytest.raises(Refused, match="已经结束"):
        actions.submit_plan(past, by=spares.sun)
    waits = spares.in_force(**span(spares, 5, 60))
    assert waits.state == PlanState.APPROVED
    assert actions.turn_plans(now=timezone.now() + timedelta(61)) == {"turned": 0}
    assert now(waits).state == PlanState.ENDED and not now(waits).in_force_at


def test_who_orders_hears_of_a_plan_in_force(spares):
    """F-60, I-5: the buyer, not everybody who may ask for something."""
    row = spares.in_force()
    told = {one.user.username: one.title for one in Notice.objects.filter(event="parts.to_order")}
    assert row.no in told["buyer"] and not told.keys() & {"sun", "zhao", "he"}


def test_what_was_read_before_the_lock_is_not_written_back(spares):
    """A form that lies open while the plan is reckoned or changed by another keeps its fields."""
    row = spares.computed()
    open_form = now(row)
    actions.set_prior(row.rates.get(), prior=Decimal("0.02"), why="新批次", by=spares.sun)
    open_form.name = "改个名"
    actions.save_plan(open_form, "change", by=spares.sun)
    assert now(row).name == "改个名" and now(row).computed_at is None


def test_what_the_planner_says_lands_on_the_row_that_is_there(spares):
    """Reckoned anew meanwhile, the rows are others; what is not there any more is refused."""
    row = spares.computed()
    rate, basis = row.rates.get(), row.bases.get()
    cells = [actions.Correction(one, 7, 0) for one in row.fleet.select_related("model", "region")]
    spares.set_fleet(row, 5, 5)
    actions.compute_plan(row, by=spares.sun)
    actions.set_prior(rate, prior=Decimal("0.02"), why="新批次", by=spares.sun)
    actions.choose_basis(basis, asked=Basis.HISTORY, why="将停产", by=spares.sun)
    actions.save_fleet(row, cells, by=spares.sun)
    assert row.rates.get().prior == Decimal("0.02") and row.bases.get().asked == Basis.HISTORY
    entry = row_history(row)
    assert entry == ["5 + 0", "7 + 0"], "told as it was, not as it was read"
    row.rates.all().delete()
    with pytest.raises(Refused, match="刷新"):
        actions.set_prior(rate, prior=Decimal("0.02"), why="新批次", by=spares.sun)


def row_history(row: PartPlan) -> list:
    """What the newest correction of the fleet was told as."""
    from maizi.history.models import HistoryEntry

    entries = HistoryEntry.objects.filter(object_id=row.pk).order_by("-id")
    found = next(e for e in entries if any("华东" in key for key in e.changes))
    return next(value for key, value in found.changes.items() if "华东" in key)


def test_what_is_reckoned_in_the_background_is_begun_once(spares, monkeypatch):
    row = spares.drafted()
    monkeypatch.setattr("maizi.parts.actions.reckoning.MOST_AT_ONCE", 1)
    for _n in range(2):
        assert actions.start_computing(row, by=spares.sun) is None
    assert Job.objects.filter(kind="parts.compute").count() == 1
    Job.objects.update(state="done")
    actions.start_computing(row, by=spares.sun)
    assert Job.objects.filter(kind="parts.compute").count() == 2
    actions.compute_plan(row, by=spares.sun)
    actions.submit_plan(row, by=spares.sun)
    with pytest.raises(Refused, match="审批中"):
        actions.start_computing(row, by=spares.sun)
