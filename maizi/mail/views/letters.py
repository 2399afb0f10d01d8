"""Write a letter: from the customer's page, as an answer, or passing one on."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from maizi.customers.access import visible_customers
from maizi.files.queries import uploads_in
from maizi.kernel.ids import number_in
from maizi.kit.forms import taken
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access, actions, forms, queries
from ..models import Outgoing
from ..terms import LetterState


@require_http_methods(["GET", "POST"])
def write(request):
    """The composer: ?customer=, ?answers=, ?passes_on=, ?template=, or ?letter= for a draft."""
    require(access.may(request.user, "use"))
    row = _begun(request)
    given = request.POST if request.method == "POST" else None
    form = forms.WriteForm(request.user, given, instance=row)
    if form.is_bound and taken(form, lambda: _kept(request, form)):
        return go(request, _back(row))
    context = {
        "form": form, "row": row, "files": _files(row, request),
        "templates": access.visible_templates(request.user),
        "people": queries.contacts_with_mail(request.user, row.customer) if row.customer else [],
    }  # fmt: skip
    return page(request, "mail/write.html", context, status=422 if form.errors else 200)


def _begun(request) -> Outgoing:
    """The letter that the address asks for; 404 for what the person may not see."""
    user, asked = request.user, {n: number_in(request.GET.get(n, "")) for n in NAMES}
    if asked["letter"]:
        rows = access.visible_outgoing(user).filter(state=LetterState.DRAFT)
        return get_object_or_404(rows.select_related("customer", "mailbox"), pk=asked["letter"])
    before = {}
    for name in ("answers", "passes_on"):
        rows = access.visible_messages(user).select_related("customer", "contact", "mailbox")
        before[name] = get_object_or_404(rows, pk=asked[name]) if asked[name] else None
    customer = before["answers"].customer if before["answers"] else None
    if asked["customer"]:
        customer = get_object_or_404(visible_customers(user), pk=asked["customer"])
    if customer is not None:
        require(access.may_write_to(user, customer))
    template = access.visible_templates(user).filter(pk=asked["template"] or 0).first()
    return queries.begun(user, customer=customer, template=template, **before)


def _files(row: Outgoing, request) -> list[tuple]:
    """What the letter takes along, its own files or those of the letter it passes on: (it, ticked).

    A draft kept meanwhile has files of its own, and all of them stay.
    """
    source = row.passes_on if row._state.adding else row
    found = queries.files_of([source]).get(source.pk, []) if source else []
    ticked = _ticked(request)
    is_new = ticked is None or not ticked & {one.pk for one in found}
    return [(one, is_new or one.pk in ticked) for one in found]


def _ticked(request) -> set[int] | None:
    """Files that stay as they were ticked; None before anything was sent."""
    if request.method != "POST" or "has_files" not in request.POST:
        return None
    return {n for one in request.POST.getlist("keep") if (n := number_in(one))}


def _kept(request, form) -> None:
    """Keep what was written, and send it when asked to; what was typed is never lost."""
    row = form.instance
    uploads = uploads_in(request).getlist("files")
    actions.save_draft(row, by=request.user, uploads=uploads, keep=_ticked(request))
    if request.POST.get("act") == "send":
        _send(request, row)
        messages.success(request, _("邮件已进入发送队列。"))
    else:
        messages.success(request, _("草稿已保存。"))


def _send(request, row: Outgoing) -> None:
    actions.send_letter(row, by=request.user)
    row.state = LetterState.WAITING


def _back(row: Outgoing) -> str:
    if row.state == LetterState.DRAFT:
        return f"{reverse('mail:write')}?letter={row.pk}"
    if row.customer_id:
        return reverse("customers:tab", args=[row.customer_id, "mail-all"])
    return row.mailbox.get_absolute_url()


@require_POST
def letter_do(request, pk: int, verb: str):
    """Throw a draft away, or try a letter again."""
    rows = access.visible_outgoing(request.user).select_related("mailbox", "customer")
    row = get_object_or_404(rows, pk=pk)
    act = {"discard": actions.discard_draft, "retry": actions.retry_letter}.get(verb)
    if act is None:
        raise Http404
    back = row.customer.get_absolute_url() if row.customer else row.mailbox.get_absolute_url()
    act(row, by=request.user)
    told = _("已丢弃。") if verb == "discard" else _("正在再次发送。")
    messages.success(request, told)
    return go(request, back)


NAMES = ("customer", "answers", "passes_on", "template", "letter")
