"""Visits: plan, prepare, go, record; and a day with its way."""

from contextlib import suppress
from datetime import date

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.accounts.access import visible_people
from maizi.clocks.queries import clocks_of
from maizi.files.actions import attach, store
from maizi.files.queries import attachments_of, uploads_in
from maizi.files.terms import Purpose
from maizi.kernel.errors import Refused
from maizi.kernel.ids import number_in
from maizi.kit.forms import taken
from maizi.kit.http import go, require
from maizi.kit.jinja import page
from maizi.kit.pages import list_page

from .. import access, actions, forms, queries
from ..models import Visit
from ..pages import VISITS
from ..terms.visits import VisitState
from .parts import begun, customer_of, posted, said

OPEN = (VisitState.PLANNED, VisitState.READY)


def _visit(request, pk: int, verb: str = "view") -> Visit:
    rows = access.visible_visits(request.user)
    rows = rows.select_related("customer", "contact", "visitor", "opportunity", "discussion")
    row = get_object_or_404(rows, pk=pk)
    require(access.may_visit(request.user, verb, row))
    return row


@require_GET
def visits(request):
    """The list, with the way to the day's route."""
    links = [{"label": gettext_lazy("一天的路线"), "icon": "route",
              "url": reverse("development:day")}]  # fmt: skip
    return list_page(request, VISITS, list_actions=links)


@require_http_methods(["GET", "POST"])
def visit_new(request):
    """The plan of a visit, begun for the customer whose page sent here."""
    user = request.user
    require(access.may_visit(user, "add"))
    customer = customer_of(request)
    row = Visit(visitor=user, customer=customer)
    if customer is not None:
        row.place = f"{customer.province}{customer.city}{customer.district}"
    return begun(request, VISITS, row)


@require_GET
def visit(request, pk: int):
    """One visit, from plan to follow-up; made for a phone."""
    return _shown(request, _visit(request, pk))


def _shown(request, row: Visit, **given):
    user, rows = request.user, list(row.materials.all())
    made = queries.preparation_of(row)
    initial = {"judgement": row.judgement}
    context = {
        "row": row, "is_key": made.is_key, "is_open": row.state in OPEN,
        "lacks": [Refused(text, **values).text(_) for text, values in queries.lacks_of(made)],
        "checklist": queries.checklist_of(row), "clocks": clocks_of(
            Visit._meta.label_lower, [row.pk]).get(row.pk, []),
        "people": list(row.discussion.people.all()) if row.discussion else [],
        "photos": attachments_of(row)[:9], "may_change": access.may_visit(user, "change", row),
        "discuss_form": forms.DiscussForm(user=user),
        "materials_form": forms.MaterialsForm(rows=rows, initial=initial),
        "report_form": forms.ReportForm(initial={
            "ended_at": timezone.localtime(), "colleagues": row.visitor.name,
            "met": row.contact.name if row.contact else ""}),
    } | given  # fmt: skip
    status = 422 if any(getattr(form, "errors", None) for form in given.values()) else 200
    return page(request, "development/visit.html", context, status=status)


@require_POST
def discuss(request, pk: int):
    row = _visit(request, pk, "change")
    form = forms.DiscussForm(request.POST, user=request.user)
    if taken(form, lambda: actions.discuss(row, form.talked(), by=request.user)):
        said(request, _("讨论已记下。"))
        return go(request, row.get_absolute_url())
    return _shown(request, row, discuss_form=form)


@require_POST
def materials(request, pk: int):
    """Tick the checklist."""
    row = _visit(request, pk, "change")
    form = forms.MaterialsForm(request.POST, rows=row.materials.all())

    def write():
        judgement = form.cleaned_data["judgement"]
        actions.mark_materials(row, form.marks(), by=request.user, judgement=judgement)

    if taken(form, write):
        said(request, _("材料清单已保存。"))
        return go(request, row.get_absolute_url())
    return _shown(request, row, materials_form=form)


@require_POST
def ready(request, pk: int):
    row = _visit(request, pk, "change")
    actions.make_ready(row, by=request.user)
    said(request, _("拜访已就绪。"))
    return go(request, row.get_absolute_url())


@require_POST
def check_in(request, pk: int):
    """I have arrived: with the place and a photo if the phone gives them."""
    row = _visit(request, pk, "change")
    form = forms.SpotForm(request.POST)
    spot = form.spot() if form.is_valid() else None
    actions.check_in(row, by=request.user, spot=spot)
    photo = uploads_in(request).get("photo")
    if photo is not None:
        kept = store(photo, by=request.user, purpose=Purpose.ATTACHMENT)
        attach(kept, row, by=request.user, title=_("签到照片"))
    said(request, _("已签到。"))
    return go(request, row.get_absolute_url())


@require_POST
def report(request, pk: int):
    """《目标客户拜访记录表》."""
    row = _visit(request, pk, "change")
    form = forms.ReportForm(request.POST)
    if taken(form, lambda: actions.record_visit(row, form.report(), by=request.user)):
        said(request, _("拜访记录已保存。一周之内请再听一次客户的想法。"))
        return go(request, row.get_absolute_url())
    return _shown(request, row, report_form=form)


@require_http_methods(["GET", "POST"])
def visit_cancel(request, pk: int):
    row = _visit(request, pk, "change")
    form = forms.ReasonForm(posted(request))

    def write():
        actions.cancel_visit(row, by=request.user, reason=form.cleaned_data["reason"])

    if request.method == "POST" and taken(form, write):
        said(request, _("拜访已取消。"))
        return go(request, row.get_absolute_url())
    context = {"row": row, "form": form, "title": _("取消拜访")}
    return page(request, "development/form.html", context, status=422 if form.errors else 200)


@require_GET
def day(request):
    """A person's visits of one day, in the order of their time, with a shorter way."""
    require(access.may_visit(request.user, "view"))
    on: date = timezone.localdate()
    with suppress(ValueError):  # 2026-02-31 looks like a day and is none: today stays
        on = parse_date(request.GET.get("on", "")) or on
    people = visible_people(request.user).filter(is_active=True)
    who = number_in(request.GET.get("who", "")) or request.user.pk
    person = people.filter(pk=who).first() or request.user
    context = {"on": on, "person": person, "day": queries.day_of(request.user, person, on)}
    return page(request, "development/day.html", context)
