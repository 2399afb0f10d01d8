"""What answers say about how much each indicator weighs (G-4)."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from maizi.kernel.errors import Refused

from ..models import Questionnaire, Round
from ..rules.combining import by_indicator
from ..terms import RoundState
from .checking import checked_of

OVER = (RoundState.CLOSED, RoundState.FINAL)


@dataclass(frozen=True, slots=True)
class FromAnswers:
    """Weights by entropy from the last round over with a version of a questionnaire.

    weights  in the order of the indicators; none where `stopped` says why
    is_weak  too few complete answers to lean on
    """

    round: Round
    complete: int
    is_weak: bool
    weights: tuple[float, ...] = ()
    stopped: str = ""


def weights_from_answers(row: Questionnaire, names: list[str]) -> FromAnswers | None:
    """Weights for indicators of these names; None before any round is over. Nine queries."""
    head = row.first_id or row.pk
    rows = Round.objects.filter(Q(questionnaire=head) | Q(questionnaire__first=head))
    rows = rows.filter(state__in=OVER).select_related("questionnaire").order_by("-closed_at", "-id")
    if (last := rows.first()) is None:
        return None
    checked = checked_of(last)
    told = {"round": last, "complete": checked.complete, "is_weak": checked.is_weak}
    if checked.entropy is None:
        return FromAnswers(**told)
    parts = [
        (one.indicator.name, weight)
        for one, weight in zip(checked.marked, checked.entropy.weights, strict=True)
        if one.indicator is not None
    ]
    try:
        return FromAnswers(**told, weights=tuple(by_indicator(parts, names)))
    except Refused as refused:
        return FromAnswers(**told, stopped=refused.text(_))
