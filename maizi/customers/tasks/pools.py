"""Background work of the archive: customers fall into pools, pools are indexed anew."""

from django.utils import timezone

from maizi.jobs.actions import Run, task
from maizi.kernel.texts import N_
from maizi.search.actions import index

from ..actions import recycling
from ..actions.pools import REINDEX
from ..models import Customer

SLICE = 500


@task("customers.recycle", label=N_("公海：提醒与收回"))
def recycle(run: Run) -> dict | None:
    """Each rule lifts, warns and takes, a slice at a time; then owners are told. Resumable."""
    run.state.setdefault("told", {"lifted": 0, "warned": 0, "taken": 0})
    for rule in run.state.setdefault("rules", recycling.active_rules()):
        if rule in run.state.setdefault("done", []):
            continue
        _apply(run, rule)
        with run.batch():
            run.state["done"].append(rule)
    while True:
        with run.batch():
            if not recycling.tell_next(now=run.now()):
                break
    return dict(run.state["told"]) if any(run.state["told"].values()) else None


def _apply(run: Run, rule: int) -> None:
    """One rule: first what is to be warned of, then what is to be taken."""
    with run.batch():
        lifted = recycling.lift_warnings(rule, today=timezone.localdate(run.now()))
        run.state["told"]["lifted"] += lifted
    for step, name in ((recycling.warn_next, "warned"), (recycling.take_next, "taken")):
        after = 0
        while True:
            with run.batch():
                after, count = step(rule, after, now=run.now())
                run.state["told"][name] += count
            if not after:
                break


@task(REINDEX, label=N_("公海：更新搜索"))
def reindex(run: Run) -> dict:
    """Index the customers of a pool anew, after what it hides has changed."""
    pool, count = run.payload["pool"], 0
    while True:
        with run.batch():
            after = run.state.get("after", 0)
            rows = Customer.objects.filter(pool=pool, pk__gt=after).order_by("pk")
            ids = list(rows.values_list("pk", flat=True)[:SLICE])
            index("customer", ids)
            run.state["after"] = ids[-1] if ids else after
        count += len(ids)
        if len(ids) < SLICE:
            return {"indexed": count}
