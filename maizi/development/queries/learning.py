"""What our own wins and losses teach about open opportunities (B-4)."""

from collections.abc import Mapping
from decimal import Decimal

from ..models import Move, Opportunity, Pipeline, Stage
from ..rules.learning import Ended, Experience, chance, learn
from ..terms import DealState

MOST_CASES = 20_000
TRAITS = ("source", "sort", "customer__ka_status", "customer__nature")


def experience_of(pipeline: Pipeline) -> Experience:
    """Counts of the newest twenty thousand that ended, whoever asks. Two queries."""
    ended = Opportunity.objects.filter(
        pipeline=pipeline, state__in=(DealState.WON, DealState.LOST)
    ).order_by("-closed_at", "-id")
    rows = {pk: (state, traits) for pk, state, *traits in ended.values_list(
        "pk", "state", *TRAITS)[:MOST_CASES]}  # fmt: skip
    reached: dict[int, set[int]] = {}
    moves = Move.objects.filter(opportunity__pipeline=pipeline, state=DealState.OPEN)
    for pk, stage in moves.order_by().values_list("opportunity", "stage"):
        if pk in rows:
            reached.setdefault(pk, set()).add(stage)
    return learn(
        Ended(frozenset(reached.get(pk, ())), _named(traits), state == DealState.WON)
        for pk, (state, traits) in rows.items()
    )


def chance_of(row: Opportunity, stage: Stage, experience: Experience) -> Decimal | None:
    """The chance of one opportunity in a stage, as learned; None while too little is known."""
    customer = row.customer
    traits = _named((row.source, row.sort, customer.ka_status, customer.nature))
    found = chance(experience, stage=stage.pk, usual=stage.probability, traits=traits)
    return None if found is None else found.quantize(Decimal("0.0001"))


def _named(values) -> Mapping[str, str]:
    return dict(zip(TRAITS, values, strict=True))
