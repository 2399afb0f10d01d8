"""Classes, quality, tags that end, clearing out."""

from django.utils import timezone

from maizi.jobs.actions import Run, task
from maizi.kernel.texts import N_

from .. import actions, queries
from ..actions import board, classify, clearing, quality
from ..models import ClassScheme

QUALITY_SLICE = 1_000


@task("customers.classify", label=N_("按规则分类"), timeout=600, retries=2)
def classify_scheme(run: Run) -> dict | None:
    """A scheme whose rules have changed, from the first customer to the last."""
    scheme = ClassScheme.objects.filter(pk=run.payload["scheme"]).first()
    if scheme is None:
        return None
    moved = _go_through(run, scheme, is_new=True)
    with run.batch():
        classify.close_version(scheme, now=run.now())
    return {"scheme": scheme.pk, "moved": moved}


@task("customers.classify_all", label=N_("每日重新分类"), timeout=600, retries=2)
def classify_all(run: Run) -> dict:
    """Every scheme in force: dates pass, and rules that ask for them find others."""
    moved = 0
    for scheme in classify.schemes_by_rule(timezone.localdate(run.now())):
        if scheme.pk not in run.state.get("done", []):
            moved += _go_through(run, scheme, is_new=False)
            run.state = {"done": [*run.state.get("done", []), scheme.pk]}
            with run.batch():
                classify.touch(scheme, now=run.now())
    return {"moved": moved}


def _go_through(run: Run, scheme: ClassScheme, *, is_new: bool) -> int:
    today, moved = timezone.localdate(run.now()), 0
    total = queries.customers_in_all()
    place, done = run.state.get("place", 0), run.state.get("looked", 0)
    while (last := classify.slice_after(place)) is not None:
        if classify.is_overtaken(scheme):
            break  # a newer version has a job of its own
        with run.batch():
            found = classify.classify(scheme, {"gt": place, "lte": last}, today=today)
            classify.note_movement(scheme, found, is_new=is_new, on=today)
            place, done = last, done + classify.SLICE
            run.state = {**run.state, "place": place, "looked": done}
            run.progress(min(done, total), total, scheme.name)
        moved += found.total()
    run.state = {k: v for k, v in run.state.items() if k not in ("place", "looked")}
    return moved


@task("customers.refresh", label=N_("更新资料质量与分类"))
def refresh(run: Run) -> dict:
    """Records that one request has changed, or one batch of an import has brought in."""
    if "request" in run.payload:
        ids = queries.ids_of_request(run.payload["request"])
    else:
        ids = queries.ids_between(run.payload["first"], run.payload["last"])
    for at in range(0, len(ids), QUALITY_SLICE):
        with run.batch():
            actions.follow_many(ids[at : at + QUALITY_SLICE])
    return {"records": len(ids)}


@task("customers.quality", label=N_("每日资料质量"), timeout=600, retries=2)
def measure_all(run: Run) -> dict:
    """The quality of every record, for knowledge grows old; then the numbers of the board."""
    place, done, moved = run.state.get("place", 0), run.state.get("looked", 0), 0
    total = queries.customers_in_all()
    while ids := quality.next_ids(place, QUALITY_SLICE):
        with run.batch():
            moved += quality.refresh_quality(ids)
            place, done = ids[-1], done + len(ids)
            run.state = {"place": place, "looked": done}
            run.progress(done, total)
    with run.batch():
        board.keep_day(today=timezone.localdate(run.now()))
    return {"records": done, "moved": moved}


@task("customers.expire_tags", label=N_("取下到期的标签"))
def expire_tags(run: Run) -> dict | None:
    today, count, found = timezone.localdate(run.now()), 0, 1
    while found:
        with run.batch():
            found = actions.expire_tags(today)
        count += found
    return {"customers": count} if count else None


@task("customers.propose_clearing", label=N_("列出待清理的档案"))
def propose_clearing(run: Run) -> dict:
    with run.batch():
        return {"found": clearing.propose_clearing(today=timezone.localdate(run.now()))}


@task("customers.purge", label=N_("清除过期的回收档案"))
def purge(run: Run) -> dict | None:
    with run.batch():
        purged, left = clearing.purge(now=run.now())
    return {"purged": purged, "left": left} if purged else None
