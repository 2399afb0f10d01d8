"""Daily work of the catalogue."""

from django.utils import timezone

from maizi.jobs.actions import Run, task
from maizi.kernel.texts import N_

from .actions import turn_prices


@task("catalog.turn_prices", label=N_("标价生效"))
def turn(run: Run) -> dict:
    """List prices whose day has come take effect."""
    with run.batch():
        return {"products": turn_prices(today=timezone.localdate(), by=run.user)}
