"""Keep the keys by which customers are found, note twins, stop a save that makes one (A-12)."""

from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.history.actions import insert_rows, recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.ids import new_ids
from maizi.kernel.masking import mask_name

from .. import queries, rules
from ..models import Customer, MatchChoice, MatchKey, TwinPair
from ..terms import Consequence, MatchDoor, MatchRule, PairState

KEYS = ("id", "customer", "key")
MOST_TOLD = 20
DOORS_IN_USE = (MatchDoor.FORM, MatchDoor.IMPORT)  # the others are offered once they ask here


class DuplicateFound(Refused):
    """Saving was stopped by stored customers that look the same; `duplicates` tells which.

    Each is (id, masked name, who to ask, reasons, is visible to the person).
    """

    def __init__(self, message: str, duplicates: list, *, may_confirm: bool):
        super().__init__(message, code="duplicate")
        self.duplicates, self.may_confirm = duplicates, may_confirm


@transaction.atomic
def refresh_keys(ids: Collection[int], *, new: Collection[int] = ()) -> int:
    """Bring the keys of these customers up to date; gives how many keys changed. Five queries.

    new  customers that have no keys yet
    """
    touched = list(dict.fromkeys([*ids, *new]))
    facts = queries.stored_facts(touched)
    old: dict[int, dict[int, int]] = {}
    if ids:
        kept = MatchKey.objects.filter(customer__in=list(ids))
        for id_, customer, key in kept.values_list("id", "customer_id", "key"):
            old.setdefault(customer, {})[key] = id_
    stale, fresh = [], []
    for customer in touched:
        here = old.get(customer, {})
        now = rules.keys_of(facts[customer]) if customer in facts else set()
        stale += [id_ for key, id_ in here.items() if key not in now]
        fresh += [(customer, key) for key in now if key not in here]
    if stale:
        MatchKey.objects.filter(pk__in=stale).delete()
    write_keys(fresh)
    return len(stale) + len(fresh)


def write_keys(pairs: Collection[tuple[int, int]]) -> None:
    """Insert (customer, key) pairs that are not there yet."""
    ids = new_ids(len(pairs))
    rows = ((id_, customer, key) for id_, (customer, key) in zip(ids, pairs, strict=True))
    insert_rows(MatchKey, KEYS, rows)


def stop_twins(row: Customer, *, stored: Customer | None, leave, by) -> list[rules.Found]:
    """Raise DuplicateFound when the company's rules say so; gives what is to be noted (A-12).

    A change is judged by what it makes new alone, and asks only where the writer can answer.

    leave  what the writer says: actions.Leave
    """
    facts = queries.facts_of(row)
    known = frozenset(rules.keys_of(queries.facts_of(stored))) if stored else frozenset()
    found = queries.duplicates_of(facts, door=leave.door, known=known)
    if not found:
        return []
    worst = found[0].consequence
    can_ask = stored is None or leave.can_confirm
    asks = worst == Consequence.WARN and not leave.is_confirmed and can_ask
    if worst == Consequence.BLOCK or asks:
        shown = [f for f in found if f.consequence != Consequence.REPORT]
        raise DuplicateFound(
            _("这个客户已经在档案里了。可以打开已有的客户，或申请查看。")
            if worst == Consequence.BLOCK
            else _("档案里有相近的客户。确认不是同一个，就勾选“仍然保存”。"),
            described(shown, by),
            may_confirm=worst == Consequence.WARN,
        )
    return found


def described(found: list[rules.Found], by) -> list[dict]:
    """Duplicates as the person may know them: masked where he does not see the customer."""
    found = found[:MOST_TOLD]
    rows = Customer.objects.select_related("owner", "pool").in_bulk([one.id for one in found])
    visible = queries.visible_ids(by, rows)
    return [
        {
            "id": one.id,
            "name": rows[one.id].name if one.id in visible else mask_name(rows[one.id].name),
            "ask": str(rows[one.id].owner or rows[one.id].pool),
            "reason": _("、").join(str(MatchRule(r).label) for r in one.reasons),
            "is_visible": one.id in visible,
            "row": rows[one.id],
        }
        for one in found
        if one.id in rows
    ]


def note_twins(customer: int, found: Iterable[rules.Found], *, source: str) -> int:
    """Put what was met into the steward's list, unless there is a verdict; how many are new."""
    return note_pairs(
        [(customer, one.id, one.confidence, one.reasons) for one in found], source=source
    )


@transaction.atomic
def note_pairs(found: Collection[tuple], *, source: str) -> int:
    """The same for (one, other, confidence, reasons) of many; new ones join their clusters."""
    rows = [
        TwinPair(
            first_id=min(one, other), second_id=max(one, other), confidence=sure,
            reasons=[str(r) for r in reasons], source=source, cluster=min(one, other),
        )
        for one, other, sure, reasons in found
    ]  # fmt: skip
    if not rows:
        return 0
    before = TwinPair.objects.count()
    TwinPair.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    if source != "sweep":
        regroup({r.first_id for r in rows} | {r.second_id for r in rows})
    return TwinPair.objects.count() - before


@transaction.atomic
def regroup(ids: Collection[int]) -> None:
    """Find anew which open pairs hang together, around these customers."""
    near, seen = set(ids), set()
    pairs: dict[int, tuple[int, int, int | None]] = {}
    while near:
        seen |= near
        at = Q(first__in=near) | Q(second__in=near)
        rows = TwinPair.objects.filter(at, state=PairState.OPEN.value)
        met = list(rows.values_list("pk", "first_id", "second_id", "cluster"))
        pairs |= {pk: rest for pk, *rest in met}
        near = {one for _, first, second, _c in met for one in (first, second)} - seen
    _group(pairs)


def regroup_all() -> int:
    """The same for every open pair; gives how many clusters there are."""
    rows = TwinPair.objects.filter(state=PairState.OPEN.value)
    found = rows.values_list("pk", "first_id", "second_id", "cluster")
    return _group({pk: rest for pk, *rest in found.iterator()})


def _group(pairs: dict) -> int:
    roots = rules.clusters_of((first, second) for first, second, _ in pairs.values())
    moved: dict[int, list[int]] = {}
    for pk, (first, _second, cluster) in pairs.items():
        if roots[first] != cluster:
            moved.setdefault(roots[first], []).append(pk)
    for root, ids in moved.items():
        for start in range(0, len(ids), 500):
            TwinPair.objects.filter(pk__in=ids[start : start + 500]).update(cluster=root)
    return len(set(roots.values()))


@transaction.atomic
def choose_consequences(
    given: dict[tuple[MatchRule, MatchDoor], Consequence], *, by, reason: str
) -> int:
    """Change what matches do at doors; gives how many changed. A reason is needed."""
    policy = queries.policy_now()
    changed = {at: given[at] for at in policy if at in given and given[at] != policy[at]}
    if not changed:
        return 0
    if not reason.strip():
        raise Refused(_("请写明为什么改查重规则。"), field="reason")
    stored = {(c.rule, c.door): c for c in MatchChoice.objects.select_for_update()}
    for (rule, door), consequence in changed.items():
        row = stored.get((rule, door)) or MatchChoice(rule=rule, door=door)
        verb = Verb.CREATE if row._state.adding else Verb.CHANGE
        with recorded(row, verb, by=by, reason=reason):
            row.consequence = consequence
            row.save()
    return len(changed)


@transaction.atomic
def keep_apart(ids: Collection[int], *, by) -> int:
    """Remember for ever that these customers are not the same; gives how many pairs that is."""
    ids = sorted(set(ids))
    if len(ids) < 2:
        raise Refused(_("请至少选两个客户。"))
    here = {
        (p.first_id, p.second_id): p
        for p in TwinPair.objects.select_for_update().filter(first__in=ids, second__in=ids)
    }
    now, count = timezone.now(), 0
    for place, first in enumerate(ids):
        for second in ids[place + 1 :]:
            pair = here.get((first, second)) or TwinPair(
                first_id=first, second_id=second, confidence=0, source="steward"
            )
            if pair.state == PairState.APART:
                continue
            verb = Verb.CREATE if pair._state.adding else Verb.CHANGE
            with recorded(pair, verb, by=by):
                pair.state, pair.cluster = PairState.APART, None
                pair.decided_by, pair.decided_at = by, now
                pair.save()
            count += 1
    regroup(ids)
    return count
