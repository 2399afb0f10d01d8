"""A dissatisfied customer: seven steps, the end, or a complaint; and one filled-in answer."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from maizi.complaints import access as complaints
from maizi.complaints.terms import Step
from maizi.kit.forms import taken
from maizi.kit.jinja import page

from .. import access, actions, forms, queries
from ..models import Alert
from .parts import alert_for, done


@require_GET
def alert(request, pk: int):
    """What he was dissatisfied with, and what was done about it."""
    return _shown(request, alert_for(request, pk))


def _shown(request, row: Alert, **changed):
    kept = {
        "step_form": forms.StepForm(), "end_form": forms.EndForm(),
        "complain_form": forms.ComplainForm(),
    } | changed  # fmt: skip
    context = {
        "row": row, "steps": queries.steps_of(row), "lines": queries.shown_response(row.response),
        "may_handle": access.may_handle(request.user, "handle", row),
        "may_complain": complaints.may(request.user, "add"),
        "question": queries.worded(row.question.text),
    } | kept  # fmt: skip
    bad = any(form.errors for form in kept.values())
    return page(request, "satisfaction/alert.html", context, status=422 if bad else 200)


@require_POST
def step(request, pk: int, step: str):
    row = alert_for(request, pk, "handle")
    if step not in list(Step):
        raise Http404
    form = forms.StepForm(request.POST)
    if taken(form, lambda: actions.take_step(row, Step(step), by=request.user,
                                             **form.cleaned_data)):  # fmt: skip
        return done(request, row.get_absolute_url(), _("已记下。"))
    return _shown(request, row, step_form=form)


@require_POST
def end_alert(request, pk: int):
    row = alert_for(request, pk, "handle")
    form = forms.EndForm(request.POST)
    if taken(form, lambda: actions.end_alert(row, by=request.user, **form.cleaned_data)):
        return done(request, row.get_absolute_url(), _("这件已经了结。"))
    return _shown(request, row, end_form=form)


@require_POST
def complain(request, pk: int):
    row = alert_for(request, pk, "handle")
    form = forms.ComplainForm(request.POST)
    made = []
    if taken(form, lambda: made.append(actions.complain(row, by=request.user,
                                                        **form.cleaned_data))):  # fmt: skip
        return done(request, made[0].get_absolute_url(), _("已转为投诉 %s。") % made[0].no)
    return _shown(request, row, complain_form=form)


@require_GET
def response(request, pk: int):
    """One filled-in answer, of a customer one sees."""
    rows = access.visible_responses(request.user).select_related("round__questionnaire", "customer")
    row = get_object_or_404(rows.select_related("by", "invitation"), pk=pk)
    cases = access.visible_alerts(request.user).filter(response=row)
    context = {"row": row, "lines": queries.shown_response(row), "alert": cases.first()}
    return page(request, "satisfaction/response.html", context)
