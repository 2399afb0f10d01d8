"""Background work of care: long hand-overs, and the night over every customer."""

from django.utils import timezone

from maizi.customers.queries import customers_in_all
from maizi.jobs.actions import Run, task
from maizi.kernel.texts import N_

from . import actions, queries
from .models import HandOver
from .queries.night import next_ids


@task("care.move", label=N_("离职交接：移交"))
def move(run: Run) -> dict:
    """Move what is ready, a few hundred at a time, with the rights of who asked."""
    moved, waiting = run.state.get("moved", 0), 1
    while waiting:
        with run.batch():
            row = HandOver.objects.get(pk=run.payload["hand_over"])
            count, waiting = actions.move_ready(row, by=run.user)
            waiting = waiting if count else 0
            moved += count
            run.state["moved"] = moved
            run.progress(moved, moved + waiting)
    return {"moved": moved}


@task("care.night", label=N_("发展阶段与回访计划"), timeout=600, retries=2)
def night(run: Run) -> dict:
    """Stages and return visits of every customer, a slice at a time (C-2 to C-4). Resumable.

    Where value classes are cut is asked once; a slice is all that is held in memory.
    """
    today, total = timezone.localdate(run.now()), customers_in_all()
    cuts = queries.cuts_on(today)
    told = run.state.setdefault("told", {"looked": 0, "moved": 0, "planned": 0})
    while ids := next_ids(run.state.get("place", 0)):
        with run.batch():
            told = run.state["told"]
            known = actions.hold(ids, today=today)
            told["moved"] += actions.move_along(known, now=run.now(), by=run.user)
            told["planned"] += actions.plan_visits(known, cuts=cuts, today=today)
            told["looked"] += len(ids)
            run.state["place"] = ids[-1]
            run.progress(told["looked"], max(total, told["looked"]))
    return dict(told)
