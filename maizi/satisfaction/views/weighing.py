"""Weights of indicators: looked at first, then taken over (G-4)."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from maizi.fields.queries import parameter
from maizi.kernel.errors import Refused
from maizi.kit.jinja import page

from .. import actions, forms, queries
from ..rules.ahp import Judged, judge
from ..rules.combining import Expert, combined
from ..rules.weighting import Points, expert_points
from ..terms import Blend
from .parts import done, questionnaire_for

PAIRS, POINTS = "pairs", "points"
WAYS = {PAIRS: forms.AhpForm, POINTS: forms.PointsForm}


@dataclass
class Weighed:
    """What came out: weights as judged, of the answers, and put together.

    is_good  whether they may be taken over
    """

    judged: tuple[float, ...]
    weights: list[float]
    told: str
    pairs: Judged | None = None
    points: Points | None = None
    experts: list[Expert] = field(default_factory=list)
    is_good: bool = True


@require_http_methods(["GET", "POST"])
def weights(request, pk: int):
    """By comparing pairs, or by experts' points; with what answers say, if there are any."""
    row = questionnaire_for(request, pk, "change")
    indicators = list(row.indicators.all())
    names = [one.name for one in indicators]
    answers = queries.weights_from_answers(row, names) if len(names) > 1 else None
    way = request.GET.get("way", PAIRS)
    way = way if way in WAYS else PAIRS
    shown = [queries.worded(name) for name in names]
    form = WAYS[way](
        request.POST or None, names=shown, has_answers=bool(answers and answers.weights)
    )
    found = _weighed(form, way, answers) if len(names) > 1 and form.is_bound else None
    if found and found.is_good and "take" in request.POST:
        actions.weigh(row, _percents(indicators, found.weights), told=found.told, by=request.user)
        return done(request, row.get_absolute_url(), _("权重已采用。"))
    context = {"row": row, "form": form, "found": found, "indicators": indicators, "way": way,
               "answers": answers, "most": float(parameter("survey.cr_max"))}  # fmt: skip
    status = 422 if form.errors or (found and not found.is_good) else 200
    return page(request, "satisfaction/weights.html", context, status=status)


def _weighed(form, way: str, answers) -> Weighed | None:
    """What the form says; None with a sentence in the form where it says nothing usable."""
    if not form.is_valid():
        return None
    try:
        found = _by_pairs(form) if way == PAIRS else _by_points(form)
        blend, theta = form.how
        measured = answers.weights if answers else None
        found.weights = combined(found.judged, measured, how=blend, theta=theta)
    except Refused as refused:
        place = refused.field if refused.field in form.fields else None
        form.add_error(place, refused.text(_))
        return None
    if blend != Blend.ALONE:
        found.told += _("，%s") % blend.label
    return found


def _by_pairs(form: forms.AhpForm) -> Weighed:
    judged = judge(form.matrix())
    is_good = judged.is_accepted(float(parameter("survey.cr_max")))
    return Weighed(judged.weights, [], _("两两比较"), pairs=judged, is_good=is_good)


def _by_points(form: forms.PointsForm) -> Weighed:
    experts = form.experts()
    points = expert_points([one.points for one in experts])
    told = _("%d 位专家打分") % len(experts)
    return Weighed(points.weights, [], told, points=points, experts=experts)


def _percents(indicators, weights) -> dict[int, str]:
    """Weights in percent to a hundredth; the largest takes what rounding leaves."""
    hundredths = [round(10_000 * one) for one in weights]
    hundredths[hundredths.index(max(hundredths))] += 10_000 - sum(hundredths)
    return {one.pk: f"{value / 100:.2f}" for one, value in zip(indicators, hundredths, strict=True)}
