"""One ticket, and the intake while the customer talks."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.files.actions import attach, store
from maizi.files.queries import uploads_in
from maizi.files.terms import Purpose
from maizi.kernel.errors import Refused
from maizi.kernel.ids import number_in
from maizi.kit.forms import attempt, first_problem, taken
from maizi.kit.http import go, require, unlisted
from maizi.kit.jinja import page

from .. import access, actions, forms, queries
from ..terms import Channel
from .parts import still, ticket_for
from .verbs import VERBS

MOST_FILES = 10
BEGUN = ("customer", "phone", "serial", "type")


@require_GET
def ticket(request, pk: int):
    row = ticket_for(request, pk)
    shown = queries.shown_to(request.user, row)
    context = {
        "row": row, "shown": shown, "track": queries.TRACK, "verbs": VERBS,
        "result_form": forms.ResultForm(row=row, user=request.user), "today": timezone.localdate(),
        "now": timezone.now(), "reasons_in": queries.reasons_in,
    }  # fmt: skip
    return page(request, "service/ticket.html", context)


@require_http_methods(["GET", "POST"])
def take(request):
    """Take a request down while the customer talks, or from the letter he wrote."""
    require(access.may(request.user, "add"))
    given = request.POST if request.method == "POST" else None
    letter = access.letter(request.user, number_in(request.GET.get("letter", "")))
    begun = _begun(letter) if letter else {}
    begun |= {name: request.GET[name] for name in BEGUN if name in request.GET}
    form = forms.TakeForm(given, user=request.user, initial=begun)
    if form.is_bound and taken(form, lambda: _opened(request, form, letter)):
        return go(request, form.address)
    context = {"form": form, "found": _found(request, given or begun), "letter": letter,
               "today": timezone.localdate()}  # fmt: skip
    return page(request, "service/take.html", context, status=422 if form.errors else 200)


def _begun(letter: access.Letter) -> dict:
    """The fields of the intake that a letter fills."""
    return {
        "channel": Channel.MAIL, "contact_name": letter.name[:40], "title": letter.subject[:80],
        "symptom": letter.text[:4000], "received_at": letter.at, "customer": letter.customer,
    }  # fmt: skip


def _opened(request, form, letter: access.Letter | None) -> None:
    owner = form.cleaned_data["owner"]
    row = actions.open_ticket(form.made(), by=request.user, owner=owner)
    for file in letter.files if letter else ():
        attach(file, row, by=request.user)
    told = _("已登记 %(no)s，由 %(owner)s 受理。") % {"no": row.no, "owner": row.owner}
    messages.success(request, told)
    seen = access.visible_tickets(request.user).filter(pk=row.pk).exists()
    form.address = row.get_absolute_url() if seen else reverse("service:ticket_list")
    if seen and access.may(request.user, "handle", row):
        form.address = reverse("service:act", args=[row.pk, "triage"])


@require_GET
def take_found(request):
    """Who the caller may be, his pieces, what is open and was promised: a piece of the intake."""
    require(access.may(request.user, "add"))
    context = {"found": _found(request, request.GET), "today": timezone.localdate()}
    return unlisted(page(request, "service/found.html", context))


def _found(request, given):
    form = forms.CallerForm(given)
    return queries.caller(request.user, form.cleaned_data if form.is_valid() else {})


@require_POST
def carry(request, pk: int, what: str):
    """What needs no form: close, go on after a pause, accept, send on to the next engineer."""
    row, user = ticket_for(request, pk), request.user
    if what == "close":
        actions.close(row, by=user)
        messages.success(request, _("工单已关闭。"))
    elif what == "go_on":
        require(access.may(user, "handle", row) or access.may(user, "work", row))
        actions.go_on(row, by=user)
    elif what == "best":
        require(access.may(user, "dispatch", row))
        if actions.assign_best(row, by=user) is None:
            raise Refused(_("没有可以派的工程师。请看派工页面上每个人不能去的原因。"))
        messages.success(request, _("已派给排在最前面的工程师。"))
    elif what in ("accept", "reject"):
        _answer(request, row, what)
    else:
        raise Http404
    return go(request, request.POST.get("next") == "field" and reverse(
        "service:mine") or still(request, row))  # fmt: skip


def _answer(request, row, what: str) -> None:
    """The engineer takes a work order, or not."""
    order = get_object_or_404(row.orders, pk=number_in(request.POST.get("order", "")) or 0)
    if what == "accept":
        actions.accept(order, by=request.user)
    else:
        actions.reject(order, reason=request.POST.get("reason", ""), by=request.user)


@require_POST
def add_file(request, pk: int):
    """Put photos and papers to a ticket."""
    row = ticket_for(request, pk)
    require(access.may(request.user, "handle", row) or access.may(request.user, "work", row))
    uploads = uploads_in(request).getlist("file")
    if not uploads:
        raise Refused(_("请选择文件。"))
    for upload in uploads[:MOST_FILES]:
        attach(store(upload, by=request.user, purpose=Purpose.ATTACHMENT), row, by=request.user)
    messages.success(request, _("已添加附件。"))
    back = reverse("service:field", args=[row.pk]) if request.POST.get("field") else ""
    return go(request, back or row.get_absolute_url())


@require_POST
def decide(request, pk: int, incident: int):
    """What follows of a quality incident."""
    row = ticket_for(request, pk, "supervise")
    found = get_object_or_404(row.incidents, pk=incident)
    actions.decide_incident(found, penalty=request.POST.get("penalty", ""), by=request.user)
    return go(request, row.get_absolute_url())


@require_POST
def follow_up(request, pk: int, follow: int):
    """What a customer said after an installation."""
    row = ticket_for(request, pk, "handle")
    found = get_object_or_404(row.follow_ups, pk=follow)
    form = forms.FollowUpForm(request.POST, row=row, user=request.user)
    if not form.is_valid():
        raise first_problem(form)
    is_fine, text = form.cleaned_data["is_fine"] == "yes", form.cleaned_data["text"]

    def write() -> None:
        actions.follow_up(found, is_fine=is_fine, text=text, by=request.user)

    if not attempt(form, write):
        raise first_problem(form)
    return go(request, row.get_absolute_url())
