"""Classes: who takes part, who was there, what each scored (F-52)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from maizi.kit.forms import taken
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access, actions, forms, queries
from ..models import TrainingClass


@require_GET
def class_(request, pk: int):
    """One class: people, presence, results."""
    return _shown(request, _class(request, pk, "view"))


@require_POST
def enrol(request, pk: int):
    """Let people take part."""
    row = _class(request, pk, "manage")
    form = forms.EnrolForm(request.POST, row=row, user=request.user)
    return _done(
        request, row=row, form=form, name="enrol_form", text=_("已报名。"),
        act=lambda: actions.enrol(row, form.cleaned_data["people"], by=request.user),
    )  # fmt: skip


@require_POST
def drop(request, pk: int, enrolment: int):
    """Somebody does not take part after all."""
    row = _class(request, pk, "manage")
    one = get_object_or_404(row.enrolments, pk=enrolment)
    actions.drop(one, by=request.user)
    return go(request, row.get_absolute_url())


@require_POST
def attend(request, pk: int):
    """Who was there."""
    row = _class(request, pk, "teach")
    form = forms.PresenceForm(request.POST, rows=_found(request, row)["markable"])
    return _done(
        request, row=row, form=form, name="presence_form", text=_("考勤已登记。"),
        act=lambda: actions.mark_presence(row, form.presences(), by=request.user),
    )  # fmt: skip


@require_POST
def scores(request, pk: int):
    """What each scored in one examination."""
    row, made = _class(request, pk, "teach"), []
    form = forms.ScoresForm(request.POST, rows=_found(request, row)["examinable"])

    def act() -> None:
        on = form.cleaned_data["on"]
        made.extend(actions.enter_scores(row, form.scores(), on=on, by=request.user))
        messages.success(
            request,
            ngettext("已登记成绩，发证 %d 张。", "已登记成绩，发证 %d 张。", len(made)) % len(made),
        )

    return _done(request, row=row, form=form, name="scores_form", act=act)


@require_POST
def close(request, pk: int):
    """It has ended."""
    row = _class(request, pk, "teach")
    actions.close_class(row, by=request.user)
    return go(request, row.get_absolute_url())


@require_POST
def cancel(request, pk: int):
    """It does not take place."""
    row = _class(request, pk, "manage")
    form = forms.ReasonForm(request.POST)
    return _done(
        request, row=row, form=form, name="cancel_form", text=_("培训班已取消。"),
        act=lambda: actions.cancel_class(row, **form.cleaned_data, by=request.user),
    )  # fmt: skip


def _done(request, *, row: TrainingClass, form, name: str, act, text: str = ""):
    """Do it with a valid form, or show the class with the form as it was sent."""
    if taken(form, act):
        if text:
            messages.success(request, text)
        return go(request, row.get_absolute_url())
    return _shown(request, row, **{name: form})


def _shown(request, row: TrainingClass, **changed):
    found = _found(request, row)
    context = found | {
        "enrol_form": forms.EnrolForm(row=row, user=request.user),
        "presence_form": forms.PresenceForm(rows=found["markable"]),
        "scores_form": forms.ScoresForm(rows=found["examinable"]),
        "cancel_form": forms.ReasonForm(),
    } | changed  # fmt: skip
    status = 422 if any(form.errors for form in changed.values()) else 200
    return page(request, "training/class.html", context, status=status)


def _found(request, row: TrainingClass) -> dict:
    return queries.class_shown(request.user, row)


def _class(request, pk: int, verb: str) -> TrainingClass:
    rows = access.visible_classes(request.user).select_related("course", "trainer")
    row = get_object_or_404(rows, pk=pk)
    require(access.may_train(request.user, verb, row))
    return row
