"""Look through the whole archive for customers that are the same, in the background."""

from collections.abc import Iterator
from itertools import combinations, groupby
from operator import itemgetter

from django.db import transaction
from django.utils.translation import gettext as _

from maizi.fields.queries import parameter
from maizi.jobs.actions import Run, enqueue
from maizi.jobs.models import Job
from maizi.jobs.terms import JobState
from maizi.kernel.errors import Refused

from .. import access, queries, rules
from ..models import Customer, MatchKey
from .matching import note_pairs, refresh_keys, regroup_all

SWEEP = "customers.sweep"
KEYS_AT_ONCE = 10_000  # keys read in one batch, with the customers under them
CUSTOMERS_AT_ONCE = 2_000
KEYING, COMPARING = "keys", "pairs"
ALIVE = (JobState.WAITING, JobState.RUNNING, JobState.PAUSED)


def running_sweep() -> Job | None:
    """The look through the archive that is on its way."""
    return Job.objects.filter(kind=SWEEP, state__in=ALIVE).order_by("-id").first()


def last_sweep() -> Job | None:
    """The last one that came to its end."""
    return Job.objects.filter(kind=SWEEP, state=JobState.DONE).order_by("-id").first()


@transaction.atomic
def start_sweep(*, by) -> Job:
    """Have the whole archive looked through for twins; one at a time."""
    if not access.may(by, "merge"):
        raise Refused(_("您没有合并客户的权限。请联系管理员。"))
    return running_sweep() or enqueue(SWEEP, by=by)


def rebuild_keys(run: Run) -> int:
    """Bring the keys of every customer up to date, block by block; gives how many changed."""
    total = Customer.objects.count()
    state = run.state
    state.setdefault("phase", KEYING)
    while state["phase"] == KEYING:
        with run.batch():
            rows = Customer.objects.filter(pk__gt=state.get("at", 0)).order_by("pk")
            ids = list(rows.values_list("pk", flat=True)[:CUSTOMERS_AT_ONCE])
            if ids:
                changed = refresh_keys(ids)
                state["changed"] = state.get("changed", 0) + changed
                state["at"], state["keyed"] = ids[-1], state.get("keyed", 0) + len(ids)
                run.progress(state["keyed"], total, _("整理查重特征"))
            else:
                state["phase"], state["at"] = COMPARING, -1
    return state.get("changed", 0)


def sweep(run: Run) -> dict:
    """Compare all customers that share a key; what is sure enough goes to the steward's list.

    Goes on where it was after any interruption; verdicts given before stay. Keys that very many
    share are passed over and counted.
    """
    rebuild_keys(run)
    state, total = run.state, MatchKey.objects.count()
    most, least = int(parameter("twins.largest_block")), int(parameter("twins.listed_ratio") * 100)
    similar, is_over = queries.similar_percent(), False
    while not is_over:
        with run.batch():
            blocks, state["at"], read = _blocks_after(state["at"])
            is_over = read < KEYS_AT_ONCE
            kept = [ids for ids in blocks if len(ids) <= most]
            pairs = {p for ids in kept for p in combinations(sorted(ids), 2)}
            found = list(_judged(pairs, similar=similar, least=least))
            new = note_pairs(found, source="sweep")
            _count(state, read=read, compared=len(pairs), found=new, passed=len(blocks) - len(kept))
            run.progress(min(state["read"], total), total, _("比较有相同特征的客户"))
    with run.batch():
        state["clusters"] = regroup_all()
    return {name: state.get(name, 0) for name in ("compared", "found", "passed", "clusters")}


def _count(state: dict, **more: int) -> None:
    for name, number in more.items():
        state[name] = state.get(name, 0) + number


def _blocks_after(at: int) -> tuple[list[list[int]], int, int]:
    """Customers by key, of the next keys; the last key read, and how many rows were read."""
    rows = MatchKey.objects.filter(key__gt=at).order_by("key", "customer_id")
    found = list(rows.values_list("key", "customer_id")[:KEYS_AT_ONCE])
    if not found:
        return [], at, 0
    last = found[-1][0]
    if len(found) == KEYS_AT_ONCE:  # the last key may go on: read it whole, as far as it matters
        found = [row for row in found if row[0] != last]
        rest = MatchKey.objects.filter(key=last).order_by("customer_id")
        found += rest.values_list("key", "customer_id")[:KEYS_AT_ONCE]
        read = KEYS_AT_ONCE
    else:
        read = len(found)
    groups = groupby(found, key=itemgetter(0))
    blocks = [[customer for _, customer in rows] for _, rows in groups]
    return [ids for ids in blocks if len(ids) > 1], last, read


def _judged(pairs: set, *, similar: int, least: int) -> Iterator[tuple]:
    ids = {one for pair in pairs for one in pair}
    facts: dict[int, rules.Facts] = {}
    ordered = sorted(ids)
    for start in range(0, len(ordered), CUSTOMERS_AT_ONCE):
        facts |= queries.stored_facts(ordered[start : start + CUSTOMERS_AT_ONCE])
    for one, other in pairs:
        if one in facts and other in facts:
            sure = rules.judge(facts[one], facts[other], similar_percent=similar)
            if sure.confidence >= least and sure.reasons:
                yield one, other, sure.confidence, sure.reasons
