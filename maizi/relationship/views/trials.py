"""Trial users: put on the list, taken off; what loyalty does for handling times (C-95)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from maizi.fields.queries import parameter
from maizi.kernel.texts import N_
from maizi.kit.http import go, require
from maizi.kit.jinja import page
from maizi.kit.pages import list_page

from .. import access, actions, forms, queries
from ..models import TrialUser
from ..pages import TRIALS
from .parts import Verb, acted, days_asked, kept_customer, partner_page, posted

BEGIN = Verb(N_("列为试销对象"), forms.TrialForm, actions.begin_trial, "target")
END = Verb(N_("结束试销"), forms.TrialEndForm, actions.end_trial)
HOME = {"home": ("relationship:trialuser_list", gettext_lazy("试销对象"))}


@require_GET
def trials(request):
    """The list, with the way to the handling times."""
    links = [{"label": gettext_lazy("忠诚度与办理时间"), "icon": "report-analytics",
              "url": reverse("relationship:effects")}]  # fmt: skip
    return list_page(request, TRIALS, list_actions=links)


@require_GET
def trial(request, pk: int):
    """The customer it is about."""
    row = get_object_or_404(access.visible_trials(request.user).select_related("customer"), pk=pk)
    return go(request, partner_page(row.customer))


@require_http_methods(["GET", "POST"])
def trial_new(request, pk: int):
    """Put a customer on the list."""
    row = kept_customer(request, pk)
    form = forms.TrialForm(posted(request))

    def write() -> str:
        actions.begin_trial(form.instance, row, by=request.user)
        messages.success(request, _("已列为试销对象。"))
        return partner_page(row)

    return acted(
        request,
        form=form,
        spec=BEGIN,
        run=write,
        about={"row": row, "back": partner_page(row)} | HOME,
    )


@require_http_methods(["GET", "POST"])
def trial_end(request, pk: int):
    """Take it off."""
    rows = access.visible_trials(request.user).select_related("customer")
    row: TrialUser = get_object_or_404(rows, pk=pk)
    require(access.may_trial(request.user, "end", row))
    form = forms.TrialEndForm(posted(request))

    def write() -> str:
        actions.end_trial(row, **form.cleaned_data, by=request.user)
        messages.success(request, _("已保存。"))
        return partner_page(row.customer)

    about = {"row": row.customer, "back": partner_page(row.customer)} | HOME
    return acted(request, form=form, spec=END, run=write, about=about)


@require_GET
def effects(request):
    """How long tickets and complaints take, by loyalty class."""
    require(access.may(request.user, "read"))
    since, until = days_asked(request)
    context = {
        "since": since, "until": until, "least": int(parameter("relationship.least_jobs")),
        "rows": queries.handling_times(request.user, since, until),
    }  # fmt: skip
    return page(request, "relationship/effects.html", context)
