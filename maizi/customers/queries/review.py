"""The steward's list: customers that hang together, the surest first."""

from dataclasses import dataclass

from django.db.models import Count, Exists, Max, OuterRef, QuerySet

from maizi.history.models import HistoryEntry
from maizi.kit.pages.changes import readable_entries

from .. import access
from ..models import Customer, MatchChoice, TwinPair
from ..terms import MatchRule, PairState

PAGE = 20
MOST_IN_CLUSTER = 10
HISTORY_SIZE = 20


@dataclass(frozen=True, slots=True)
class Cluster:
    """Some customers that may be one: how sure at best, why, and who they are.

    more  how many there are beyond those shown
    """

    root: int
    confidence: int
    reasons: list[str]
    rows: list[Customer]
    more: int


def open_pairs(user) -> QuerySet[TwinPair]:
    """Pairs to decide, of which the person sees both sides."""
    seen = access.visible_customers(user)
    return TwinPair.objects.filter(
        Exists(seen.filter(pk=OuterRef("first"))), Exists(seen.filter(pk=OuterRef("second"))),
        state=PairState.OPEN.value,
    ).order_by()  # fmt: skip


def clusters_for(user, page: int = 1) -> tuple[list[Cluster], bool]:
    """One page of clusters, the surest first, and whether there are more. Three queries."""
    rows = open_pairs(user).values("cluster").annotate(sure=Max("confidence"), n=Count("pk"))
    start = (page - 1) * PAGE
    asked = list(rows.order_by("-sure", "cluster")[start : start + PAGE + 1])
    roots = [row["cluster"] for row in asked[:PAGE]]
    pairs: dict[int, list[TwinPair]] = {}
    for pair in open_pairs(user).filter(cluster__in=roots).order_by("-confidence")[: PAGE * 45]:
        pairs.setdefault(pair.cluster, []).append(pair)
    ids = {one for several in pairs.values() for p in several for one in (p.first_id, p.second_id)}
    people = Customer.objects.select_related("owner", "pool").in_bulk(list(ids))
    return [_cluster(r, pairs.get(r, []), people) for r in roots], len(asked) > PAGE


def _cluster(root: int, pairs: list[TwinPair], people: dict[int, Customer]) -> Cluster:
    ids = sorted({one for p in pairs for one in (p.first_id, p.second_id)})
    codes = dict.fromkeys(code for p in pairs for code in p.reasons)
    words = [str(MatchRule(code).label) for code in codes]
    rows = [people[one] for one in ids[:MOST_IN_CLUSTER] if one in people]
    sure = max((p.confidence for p in pairs), default=0)
    return Cluster(root, sure, words, rows, max(0, len(ids) - MOST_IN_CLUSTER))


def rule_history(user) -> list:
    """What was changed of the rules, by whom and why, newest first. One query."""
    kind = MatchChoice._meta.label_lower
    entries = HistoryEntry.objects.filter(kind=kind).order_by("-id")
    return readable_entries(list(entries[:HISTORY_SIZE]), model=MatchChoice, user=user)
