"""The ladder: a stage by hand, clubs, partners, and the statistics."""

from datetime import timedelta

from django.contrib import messages
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from maizi.customers.terms import Lifecycle
from maizi.kit.http import require
from maizi.kit.jinja import page

from .. import access, actions, forms, queries
from ..models import Membership
from .parts import care_page, customer_for, filled, posted


@require_http_methods(["GET", "POST"])
def stage(request, pk: int):
    """Set a stage by hand."""
    row = customer_for(request, pk, "stage")
    form = forms.StageForm(posted(request), now=row.lifecycle)

    def write():
        given = form.cleaned_data
        to = Lifecycle(given["stage"])
        actions.set_stage(row, to, by=request.user, reason=given["reason"])
        messages.success(request, _("发展阶段已改为“%s”。") % to.label)

    about = {"title": _("改变发展阶段"), "row": row}
    return filled(request, form=form, act=write, back=care_page(row), about=about)


@require_http_methods(["GET", "POST"])
def member(request, pk: int):
    """Make a customer a member of a club."""
    row = customer_for(request, pk, "visit")
    form = forms.MembershipForm(posted(request), instance=Membership(customer=row))

    def write():
        actions.enrol(form.instance, by=request.user)
        messages.success(request, _("会员资格已登记。"))

    about = {"title": _("登记会员资格"), "row": row}
    return filled(request, form=form, act=write, back=care_page(row), about=about)


@require_http_methods(["GET", "POST"])
def partner(request, pk: int):
    """Propose a customer as a partner."""
    row = customer_for(request, pk, "stage")
    form = forms.PartnerForm(posted(request), user=request.user, customer=row)

    def write():
        given = form.cleaned_data
        actions.propose_partner(row, given["agreement"], reason=given["reason"], by=request.user)
        messages.success(request, _("提议已提交审批。"))

    about = {"title": _("提议为合伙人"), "row": row}
    return filled(request, form=form, act=write, back=care_page(row), about=about)


@require_GET
def ladder(request):
    """Conversion, dwell time and the three fates of a grain, over a period."""
    require(access.may_care(request.user, "report"))
    today = timezone.localdate()
    until = min(_day(request, "until") or today, today)
    since = min(_day(request, "since") or until - timedelta(days=180), until)
    fates = queries.fates_between(request.user, since=since, until=until)
    totals: dict = {}
    for (_was, fate), count in fates.items():
        totals[fate] = totals.get(fate, 0) + count
    context = {
        "since": since, "until": until, "totals": totals, "all": sum(totals.values()),
        "picture": queries.picture_of(fates),
        "conversion": queries.conversion_of(request.user, since=since, until=until),
        "dwell": queries.dwell_of(request.user, now=timezone.now()),
    }  # fmt: skip
    return page(request, "care/ladder.html", context)


def _day(request, name: str):
    try:
        return parse_date(request.GET.get(name, ""))
    except ValueError:
        return None
