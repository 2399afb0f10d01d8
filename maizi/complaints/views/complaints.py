"""One complaint, the intake while talking, the board."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.customers import access as customers
from maizi.files.actions import attach, store
from maizi.files.queries import uploads_in
from maizi.files.terms import Purpose
from maizi.kernel.errors import Refused
from maizi.kernel.ids import number_in
from maizi.kit.forms import taken
from maizi.kit.http import go, require, unlisted
from maizi.kit.jinja import page
from maizi.service.access import Letter
from maizi.service.access import letter as letter_in

from .. import access, actions, forms, queries
from ..terms import Channel, Priority
from .parts import complaint_for
from .verbs import VERBS


@require_GET
def complaint(request, pk: int):
    row = complaint_for(request, pk)
    shown, onward = queries.shown_to(request.user, row), []
    if shown.sees_customer:
        onward = customers.onward_from("complaint", request.user, row.customer)
    context = {
        "row": row, "shown": shown, "track": queries.TRACK, "verbs": VERBS,
        "now": timezone.now(), "today": timezone.localdate(),
        "may_read_customer": shown.sees_customer, "onward": onward,
    }  # fmt: skip
    return page(request, "complaints/complaint.html", context)


@require_http_methods(["GET", "POST"])
def take(request):
    """Take a complaint down while the customer talks, or from the letter he wrote."""
    require(access.may(request.user, "add"))
    given = request.POST if request.method == "POST" else None
    letter = letter_in(request.user, number_in(request.GET.get("letter", "")))
    begun = _begun(letter) if letter else {}
    begun |= {name: request.GET[name] for name in ("customer", "phone") if name in request.GET}
    form = forms.TakeForm(given, user=request.user, initial=begun)
    if form.is_bound and taken(form, lambda: _received(request, form, letter)):
        return go(request, form.address)
    context = {"form": form, "found": _found(request, given or begun), "letter": letter}
    return page(request, "complaints/take.html", context, status=422 if form.errors else 200)


def _begun(letter: Letter) -> dict:
    """The fields of the intake that a letter fills."""
    return {
        "channel": Channel.EMAIL, "complainant": letter.name[:60], "reach": letter.address[:80],
        "title": letter.subject[:80], "words": letter.text[:4000], "received_at": letter.at,
        "customer": letter.customer,
    }  # fmt: skip


def _received(request, form, letter: Letter | None) -> None:
    row, token = actions.receive(form.made(), by=request.user, owner=form.cleaned_data["owner"])
    for file in letter.files if letter else ():
        attach(file, row, by=request.user)
    link = request.build_absolute_uri(reverse("complaints:follow", args=[token]))
    told = _("已登记 %(no)s，%(priority)s，由 %(owner)s 处理。投诉人查询页面：%(link)s")
    messages.success(request, told % {
        "no": row.no, "priority": row.get_priority_display(), "owner": row.owner, "link": link
    })  # fmt: skip
    seen = access.visible_complaints(request.user).filter(pk=row.pk).exists()
    form.address = row.get_absolute_url() if seen else reverse("complaints:complaint_list")


@require_GET
def take_found(request):
    """Who the caller may be, and what is open already: a piece of the intake."""
    require(access.may(request.user, "add"))
    context = {"found": _found(request, request.GET)}
    return unlisted(page(request, "complaints/found.html", context))


def _found(request, given):
    form = forms.CallerForm(given)
    typed = form.cleaned_data if form.is_valid() else {}
    return queries.caller(
        request.user, phone=typed.get("phone", ""), name=typed.get("complainant", ""),
        serial=typed.get("serial", ""), customer=typed.get("customer") or 0,
    )  # fmt: skip


@require_GET
def board(request):
    """Open complaints by stage, the most urgent on top; what waits for this person above."""
    require(access.may(request.user, "view"))
    is_mine, priority = request.GET.get("mine") == "1", request.GET.get("priority", "")
    context = {
        "columns": queries.board_of(request.user, is_mine=is_mine, priority=priority),
        "offers": queries.offers_to(request.user),
        "suspicions": queries.suspicions_for(request.user),
        "is_mine": is_mine, "priority": priority, "priorities": list(Priority),
        "may_add": access.may(request.user, "add"),
    }  # fmt: skip
    return page(request, "complaints/board.html", context)


@require_POST
def answer_offer(request, pk: int, answer: str):
    """Accept, decline or recall a hand-off."""
    row = complaint_for(request, pk)
    offer = get_object_or_404(row.hand_offs, pk=number_in(request.POST.get("offer", "")) or 0)
    if answer == "accept":
        actions.accept(offer, by=request.user)
        messages.success(request, _("已接收。请告诉客户由您接手。"))
    elif answer == "decline":
        actions.decline(offer, reason=request.POST.get("reason", ""), by=request.user)
    elif answer == "recall":
        actions.recall(offer, by=request.user)
    else:
        raise Http404
    return go(request, _still(request, row))


@require_POST
def judge_malice(request, pk: int, answer: str):
    """Confirm as supervisor or as counsel, or do not agree."""
    row = complaint_for(request, pk)
    require(access.sees_suspicions(request.user, row))
    found = get_object_or_404(row.suspicions, pk=number_in(request.POST.get("suspicion", "")) or 0)
    opinion = request.POST.get("opinion", "")
    if answer in ("supervisor", "counsel"):
        is_counsel = answer == "counsel"
        actions.confirm_malice(found, as_counsel=is_counsel, opinion=opinion, by=request.user)
    elif answer == "refuse":
        actions.refuse_malice(found, opinion=opinion, by=request.user)
    else:
        raise Http404
    return go(request, row.get_absolute_url())


@require_POST
def carry(request, pk: int, what: str):
    """Carry out or drop a remedy, keep a promise, let the clocks go on, make a new link."""
    row = complaint_for(request, pk)
    id_, text = number_in(request.POST.get("id", "")) or 0, request.POST.get("text", "")
    if what in ("done", "dropped"):
        remedy = get_object_or_404(row.remedies, pk=id_)
        actions.do_remedy(remedy, is_dropped=what == "dropped", text=text, by=request.user)
    elif what == "kept":
        made = get_object_or_404(row.promises, pk=id_)
        actions.keep_promise(made, evidence=text, by=request.user)
    elif what == "go_on":
        require(access.may(request.user, "handle", row))
        actions.go_on(row, by=request.user)
    elif what == "link":
        token = actions.renew_link(row, by=request.user)
        link = request.build_absolute_uri(reverse("complaints:follow", args=[token]))
        messages.success(request, _("新的查询页面（以前的已失效）：%s") % link)
    else:
        raise Http404
    return go(request, row.get_absolute_url())


@require_POST
def add_file(request, pk: int):
    """Put evidence to a complaint."""
    row = complaint_for(request, pk, "handle")
    uploads = uploads_in(request).getlist("file")
    if not uploads:
        raise Refused(_("请选择文件。"))
    for upload in uploads[:10]:
        attach(store(upload, by=request.user, purpose=Purpose.ATTACHMENT), row, by=request.user)
    messages.success(request, _("已添加附件。"))
    return go(request, row.get_absolute_url())


def _still(request, row) -> str:
    seen = access.visible_complaints(request.user).filter(pk=row.pk).exists()
    return row.get_absolute_url() if seen else reverse("complaints:board")
