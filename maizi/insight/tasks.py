"""Work of analytics: the facts by night, their copy every minute."""

import logging

from django.conf import settings
from django.utils import translation

from maizi.jobs.actions import Run, preparation, task
from maizi.kernel.texts import N_
from maizi.kit.outgoing import Unreachable

from . import actions, queries

logger = logging.getLogger(__name__)


@task("insight.facts", label=N_("核对分析用的事实"), timeout=7_200, retries=2)
def facts(run: Run) -> None:
    """Lay what an older version left without facts; mend what does not add up."""
    if not queries.is_laid():
        after: int | None = 0
        while after is not None:
            with run.batch():
                after = actions.lay(after=after)
    mended = 0
    for month in queries.wrong_months():
        with run.batch():
            mended += actions.check_month(month)
    actions.say_laid(mended=mended)
    _carry_over(run)
    if queries.is_copy_wrong():
        logger.warning("the copy in ClickHouse is made anew: it did not add up to the facts")
        _copy_anew(run)


@preparation("insight.digest", label=N_("准备看板上的分析"), timeout=3_600)
def digest(run: Run) -> dict | None:
    """Compute for a board what its page does not wait for."""
    with translation.override(run.payload["language"]):
        found = queries.work_out(run.user, run.payload)
    return found.told if found else None


@preparation("insight.study", label=N_("算一份分析"), timeout=3_600)
def study(run: Run) -> dict | None:
    """Compute for the page of an analysis what it does not wait for."""
    with translation.override(run.payload["language"]):
        return queries.work_out_study(run.user, run.payload)


@task("insight.carry", label=N_("把分析的事实抄到 ClickHouse"), timeout=3_600, retries=0)
def carry(run: Run) -> dict | None:
    """Carry over what changed; copy all where there is no copy yet. None when nothing waited."""
    count = _carry_over(run)
    return {"count": count} if count else None


def _carry_over(run: Run) -> int:
    count = 0
    if not settings.CLICKHOUSE or not queries.is_laid():
        return count
    try:
        if not queries.has_copy():
            return _copy_anew(run)
        while more := actions.carry():
            count += more
            run.checkpoint()
    except (actions.Foreign, Unreachable, queries.Unfit) as why:  # the doctor says how it stands
        logger.warning("not carried over to ClickHouse: %s", str(why) or type(why).__name__)
    return count


def _copy_anew(run: Run) -> int:
    count = 0
    for count in actions.copy_all():  # noqa: B007 - the last one counts
        run.checkpoint()
    return count
