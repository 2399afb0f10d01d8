"""The engineer's telephone: steps, photos, parts, conduct, result."""

from secrets import token_urlsafe

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from maizi.kit.forms import first_problem, taken
from maizi.kit.http import go, require
from maizi.kit.jinja import page
from maizi.warranty import access as pieces

from .. import access, actions, forms, queries
from ..models import Ticket
from ..terms import Conduct
from .parts import still, ticket_for


@require_GET
def field(request, pk: int):
    """One job on a telephone: what is next is the big button."""
    return _shown(request, ticket_for(request, pk, "work"))


def _shown(request, row: Ticket, **given):
    user, shown = request.user, queries.shown_to(request.user, row)
    context = {
        "row": row, "shown": shown, "today": timezone.localdate(), "waits": forms.WAITS,
        "may_find": pieces.may(user, "view"),
        "conduct_form": forms.conduct_form(None, row=row),
        "part_form": forms.PartForm(row=row, user=user, initial={"token": token_urlsafe(12)}),
        "result_form": forms.ResultForm(row=row, user=user),
        "confirm_form": forms.ConfirmForm(row=row, user=user, initial={"who": row.contact_name}),
    } | given  # fmt: skip
    status = 422 if any(getattr(form, "errors", None) for form in given.values()) else 200
    return page(request, "service/field.html", context, status=status)


@require_POST
def step(request, pk: int, verb: str):
    """I set out, am there, begin, wait for a part; the telephone says when and where."""
    if verb not in actions.STEPS:
        raise Http404
    row = ticket_for(request, pk, "work")
    form = forms.StepForm(request.POST)
    if not form.is_valid():
        raise first_problem(form)
    text = form.cleaned_data["text"]
    if verb == "wait_part":
        actions.wait_for_part(row, delay=form.why, text=text, by=request.user, at=form.at)
    else:
        actions.step(row, verb=verb, by=request.user, text=text, at=form.at, spot=form.spot)
    return go(request, _field(row))


@require_POST
def part(request, pk: int):
    """A part goes in."""
    row = ticket_for(request, pk, "work")
    form = forms.PartForm(request.POST, row=row, user=request.user)

    def write() -> None:
        given = form.cleaned_data
        actions.use_part(row, product=given["product"], quantity=given["quantity"], by=request.user,
                         token=given["token"], serial=given["serial"])  # fmt: skip

    if taken(form, write):
        messages.success(request, _("备件已登记出库。"))
        return go(request, _field(row))
    return _shown(request, row, part_form=form)


@require_POST
def conduct(request, pk: int):
    """The checklist of conduct, ticked and rated."""
    row = ticket_for(request, pk, "work")
    form = forms.conduct_form(request.POST, row=row)

    def write() -> None:
        given = form.cleaned_data
        marks = {point: (given[f"kept_{point}"], given[f"score_{point}"]) for point in Conduct}
        actions.mark_conduct(row, marks, by=request.user)

    if taken(form, write):
        messages.success(request, _("服务规范已登记。"))
        return go(request, _field(row))
    return _shown(request, row, conduct_form=form)


@require_POST
def result(request, pk: int):
    """It works again, or the question is answered: on site and from the desk."""
    row = ticket_for(request, pk)
    may_work = access.may(request.user, "work", row)
    require(may_work or access.may(request.user, "handle", row))
    form = forms.ResultForm(request.POST, row=row, user=request.user)
    if taken(form, lambda: actions.restore(row, form.result(), by=request.user)):
        messages.success(request, _("已登记修复，请客户确认。"))
        is_field = request.POST.get("field") and may_work
        return go(request, _field(row) if is_field else still(request, row))
    return _shown(request, row, result_form=form)


def _field(row: Ticket) -> str:
    return reverse("service:field", args=[row.pk])
