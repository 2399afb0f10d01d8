"""Which chain an entry goes to: one for each transaction, so that no two wait for each other."""

from dataclasses import dataclass

from django.db import connection, transaction

from ..models import HistoryChain
from ..rules import START

SYSTEM_CHAIN, MOST_SPARE = "system", 8


@dataclass(frozen=True)
class Held:
    """A chain that this transaction has locked; forgotten with it, and with its savepoint.

    within  the savepoint a test takes for the outermost transaction
    """

    name: str
    within: str | None

    def __call__(self) -> None:
        """The transaction is committed and the lock gone: nothing is left to do."""


def chain_for(who: int | None) -> str:
    """The chain for an entry by this person; a transaction stays with the first it wrote to.

    Two transactions that write for the same two people in turn would else each hold the chain
    that the other waits for. So would one person's, who confirms in one window what he sends in
    another: where his chain is taken, a spare one of his is.
    """
    within = _outermost()
    for _, held, _ in connection.run_on_commit:
        if isinstance(held, Held) and held.within == within:
            return held.name
    name = _free(f"user-{who}" if who else SYSTEM_CHAIN)
    transaction.on_commit(Held(name, within))
    return name


def _free(name: str) -> str:
    """This chain, or a spare one while another transaction holds it; the chain when all are held.

    A database that has one writer at a time needs no spare ones.
    """
    if not connection.features.has_select_for_update_skip_locked:
        return name
    names = [name, *(f"{name}~{number}" for number in range(1, MOST_SPARE + 1))]
    rows = HistoryChain.objects.filter(name__in=names).order_by("name")
    free = set(rows.select_for_update(skip_locked=True).values_list("name", flat=True)[:1])
    if free:
        return free.pop()
    there = set(rows.values_list("name", flat=True))
    return next((one for one in names if one not in there), name)


def locked_chain(name: str) -> HistoryChain:
    """A chain, for this transaction alone; begun where it does not exist yet."""
    found = HistoryChain.objects.select_for_update().filter(name=name).first()
    if found:
        return found
    HistoryChain.objects.bulk_create(
        [HistoryChain(name=name, length=0, head=START)], ignore_conflicts=True
    )
    return HistoryChain.objects.select_for_update().get(name=name)


def _outermost() -> str | None:
    """Inside a test's transaction, which never commits: the savepoint that stands for one."""
    blocks = connection.atomic_blocks
    if not (blocks and blocks[0]._from_testcase):
        return None
    return next((str(point) for point in connection.savepoint_ids if point), "")
