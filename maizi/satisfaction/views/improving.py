"""Shortfalls of a round, measures against them, the report, the end (F-55, G-1)."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from maizi.kit.forms import taken
from maizi.kit.http import require
from maizi.kit.jinja import page

from .. import access, actions, forms, queries
from ..models import Round
from .parts import done, round_for, shortfall_for


@require_GET
def improve(request, pk: int):
    """What was not good enough, what is done about it, and whether it helped."""
    return _shown(request, round_for(request, pk))


def _shown(request, row: Round, **changed):
    user = request.user
    kept = {
        "add_form": forms.ShortfallForm(), "review_form": forms.ReviewForm(
            initial={"review": row.review}),
        "act_form": forms.ActForm(user=user), "leave_form": forms.LeaveForm(), "at": None,
    } | changed  # fmt: skip
    context = {
        "row": row, "effects": queries.effects_of(row), "low": queries.low_index(),
        "may_file": access.may_file(user, row), "may_plan": access.may(user, "plan", row),
        "filers": queries.filers(row) if row.file_by and not row.filed_at else [],
    } | kept  # fmt: skip
    bad = any(getattr(form, "errors", None) for form in kept.values())
    return page(request, "satisfaction/improve.html", context, status=422 if bad else 200)


def _address(row: Round) -> str:
    return reverse("satisfaction:improve", args=[row.pk])


@require_POST
def add_shortfall(request, pk: int):
    row = round_for(request, pk)
    require(access.may_file(request.user, row))
    form = forms.ShortfallForm(request.POST)
    if taken(form, lambda: actions.add_shortfall(row, by=request.user, **form.cleaned_data)):
        return done(request, _address(row), _("已加上。"))
    return _shown(request, row, add_form=form)


@require_POST
def act(request, pk: int):
    one = shortfall_for(request, pk)
    form = forms.ActForm(request.POST, user=request.user)
    if taken(form, lambda: actions.act_on(one, form.measure(), by=request.user)):
        return done(request, _address(one.round), _("改进措施已定，负责人收到待办。"))
    return _shown(request, one.round, act_form=form, at=one.pk)


@require_POST
def leave(request, pk: int):
    one = shortfall_for(request, pk)
    form = forms.LeaveForm(request.POST)
    if taken(form, lambda: actions.leave(one, by=request.user, **form.cleaned_data)):
        return done(request, _address(one.round), _("已写明不采取措施的理由。"))
    return _shown(request, one.round, leave_form=form, at=one.pk)


@require_POST
def file_review(request, pk: int):
    row = round_for(request, pk)
    require(access.may_file(request.user, row))
    form = forms.ReviewForm(request.POST)
    if taken(form, lambda: actions.file_review(row, by=request.user, **form.cleaned_data)):
        return done(request, _address(row), _("不足与改进已提交。"))
    return _shown(request, row, review_form=form)


@require_POST
def finalise(request, pk: int):
    row = round_for(request, pk)
    require(access.may(request.user, "plan", row) or access.may_file(request.user, row))
    actions.finalise(row, by=request.user)
    return done(request, _address(row), _("调查已定稿。"))
