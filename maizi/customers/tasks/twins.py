"""Background work of the archive: keys by which twins are found, and the look for them."""

from maizi.jobs.actions import Run, task
from maizi.kernel.texts import N_

from ..actions import sweeping


@task("customers.match_keys", label=N_("整理查重特征"))
def match_keys(run: Run) -> dict | None:
    changed = sweeping.rebuild_keys(run)
    return {"changed": changed} if changed else None


@task(sweeping.SWEEP, label=N_("全库查重"))
def sweep(run: Run) -> dict:
    return sweeping.sweep(run)
