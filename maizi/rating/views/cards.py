"""Scorecards: look, edit a draft, use it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from maizi.kit.forms import taken
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access, actions, forms, queries
from ..models import Scorecard, ScoreTrait
from ..terms import CardState
from .parts import asked, posted


def _card(request, pk: int, *, change: bool = False) -> Scorecard:
    row = get_object_or_404(access.visible_cards(request.user), pk=pk)
    require(not change or access.may_set_up(request.user, "change", row))
    return row


@require_http_methods(["GET", "POST"])
def scorecard(request, pk: int):
    """A card with all its traits and steps; a draft with its weights to edit."""
    row = _card(request, pk, change=request.method == "POST")
    form = forms.WeightsForm(posted(request), card=row)
    may_change = access.may_set_up(request.user, "change", row)
    if form.is_bound and taken(
        form, lambda: actions.save_criteria(row, form.told(), by=request.user)
    ):
        messages.success(request, _("已保存。"))
        return go(request, row.get_absolute_url())
    traits = {trait.id: trait for trait in queries.traits_of(row)}
    context = {
        "row": row, "form": form, "traits": traits, "step_words": queries.step_words,
        "is_draft": row.state == CardState.DRAFT and may_change, "may_change": may_change,
        "whole": sum(criterion.weight for criterion in form.criteria),
        "new_criterion": forms.CriterionForm(),
    }  # fmt: skip
    return page(request, "rating/scorecard.html", context, status=422 if form.errors else 200)


@require_POST
def card_do(request, pk: int, verb: str):
    """Make the next version, or use this one."""
    row = _card(request, pk, change=True)
    if verb == "revise":
        row = actions.revise_card(row, by=request.user)
        messages.success(request, _("这是新版本的草稿，改好以后启用。"))
    else:
        actions.activate_card(row, by=request.user)
        messages.success(request, _("已启用，以后的评价用这一版。"))
    return go(request, row.get_absolute_url())


@require_POST
def criterion_new(request, pk: int):
    row = _card(request, pk, change=True)
    form = forms.CriterionForm(request.POST)
    if not taken(form, lambda: actions.add_criterion(row, **form.cleaned_data, by=request.user)):
        messages.error(request, _("请填准则名称。"))
    return go(request, row.get_absolute_url())


@require_http_methods(["GET", "POST"])
def trait_new(request, pk: int, criterion: int):
    """One more trait of a criterion."""
    row = _card(request, pk, change=True)
    trait = ScoreTrait(criterion=get_object_or_404(row.criteria, pk=criterion))
    return _trait(request, row, trait)


@require_http_methods(["GET", "POST"])
def trait(request, pk: int, trait: int):
    """An trait with its steps."""
    row = _card(request, pk, change=True)
    return _trait(request, row, get_object_or_404(queries.traits_in(row), pk=trait))


def _trait(request, row: Scorecard, trait: ScoreTrait):
    form = forms.TraitForm(posted(request), user=request.user, trait=trait)
    return asked(
        request, form, lambda: actions.save_trait(form.filled(), by=request.user),
        title=trait.name or _("新评分项"), label=_("保存"), told=_("已保存。"), trail=row,
        back=row.get_absolute_url(), template="rating/trait.html",
        note=_("从最好的一档写到最差的一档，取第一个符合的。界限填数字（0.95 就是 95%）；"
               "最后一档不填界限，表示其余。文字属性填选项本身。"),
    )  # fmt: skip
