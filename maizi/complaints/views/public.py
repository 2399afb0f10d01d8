"""Pages for people outside: tell us, follow it. No sign-in, nothing to guess (E-10)."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from maizi.accounts.access import open_to_all
from maizi.accounts.models import User
from maizi.files.actions import store
from maizi.files.queries import uploads_in
from maizi.files.terms import Purpose
from maizi.kernel.errors import Refused
from maizi.kit.forms import taken
from maizi.kit.http import go, unlisted
from maizi.kit.jinja import page
from maizi.privacy.actions import Solved, new_riddle, spend_riddle

from .. import access, actions, forms, queries
from ..forms.public import MOST_FILES
from ..models import Complaint
from ..terms import Channel, Emotion, State

TOLD = ("complainant", "phone", "reach", "category", "harm", "words", "demand", "serial",
        "order_no", "is_confidential")  # fmt: skip


def _too_often(request) -> HttpResponse | None:
    """The answer to whoever comes too often; None lets him in."""
    if actions.may_visit(request.META["REMOTE_ADDR"]):
        return None
    return HttpResponse(_("打开得太频繁了，请一小时后再试。"), status=429,
                        content_type="text/plain; charset=utf-8")  # fmt: skip


@open_to_all
@require_http_methods(["GET", "POST"])
def tell(request, code: str):
    """The form behind the QR code."""
    if refusal := _too_often(request):
        return refusal
    door = queries.door_of(code)
    if door is None:
        raise Http404
    form = forms.TellForm(request.POST if request.method == "POST" else None)
    if form.is_bound and taken(form, lambda: _tell(request, form, door)):
        messages.success(request, _("已收到。请收藏这个页面，凭它查看进展。"))
        return unlisted(go(request, reverse("complaints:follow", args=[form.token])))
    context = {"door": door, "form": form, "riddle": new_riddle(access.PUBLIC_FORM).text,
               "hotlines": queries.hotlines(), "most_files": MOST_FILES}  # fmt: skip
    status = 422 if form.errors else 200
    return unlisted(page(request, "complaints/tell.html", context, status=status))


def _solved(request, form) -> None:
    """Take the riddle that the browser solved. Raises Refused."""
    spend_riddle(access.PUBLIC_FORM, Solved(**form.solving(request.META["REMOTE_ADDR"])))


@transaction.atomic
def _tell(request, form, door) -> None:
    given = form.cleaned_data
    _solved(request, form)
    row = Complaint(
        door=door, channel=Channel.WEB, emotion=Emotion.UPSET,
        about_person=_named(given["about"]), **{name: given[name] for name in TOLD},
    )  # fmt: skip
    extra = [given["product_text"], given["about"]]
    row.facts = "；".join(text for text in extra if text)
    _row, form.token = actions.receive(row, by=None, files=_files(request))


def _named(name: str) -> User | None:
    """The one colleague of this name; nobody where it is unclear."""
    found = queries.named_colleagues(name.strip())
    return found[0] if len(found) == 1 else None


def _files(request) -> list:
    """The uploads, looked into by what they are, not by what they are called."""
    uploads = uploads_in(request).getlist("files")
    if len(uploads) > MOST_FILES:
        raise Refused(_("一次最多 %d 个附件。") % MOST_FILES)
    return [store(upload, by=None, purpose=Purpose.PHOTO) for upload in uploads]


@open_to_all
@require_http_methods(["GET", "POST"])
def follow(request, token: str):
    """The complainant's own page; the same 404 for a secret that is wrong or ended."""
    if refusal := _too_often(request):
        return refusal
    row = actions.complaint_for(token)
    if row is None:
        raise Http404
    form = forms.FollowForm(request.POST if "text" in request.POST else None)
    if request.method == "POST" and _followed(request, row, form):
        return unlisted(go(request, request.path))
    context = {"found": queries.tracked(row, now=timezone.now()), "form": form,
               "stages": queries.STAGES, "riddle": new_riddle(access.PUBLIC_FORM).text,
               "hotlines": queries.hotlines()}  # fmt: skip
    status = 422 if form.errors else 200
    return unlisted(page(request, "complaints/follow.html", context, status=status))


def _followed(request, row: Complaint, form) -> bool:
    """Carry out what the page's buttons say; False when the form has to be looked at again."""
    if "again" in request.POST:
        reason = request.POST.get("reason", "")
        actions.reopen(row, reason=reason or _("客户在查询页面要求重新处理"), by=None)
        messages.success(request, _("已重新受理，我们会尽快联系您。"))
        return True
    if "satisfied" in request.POST and row.state == State.CONFIRMING:
        actions.answer_by_self(row)
        messages.success(request, _("谢谢您的确认。"))
        return True
    return form.is_bound and taken(form, lambda: _say(request, row, form))


@transaction.atomic
def _say(request, row: Complaint, form) -> None:
    given = form.cleaned_data
    _solved(request, form)
    actions.customer_says(row, given["text"], files=_files(request))
    messages.success(request, _("已收到您的补充。"))


@open_to_all
@require_GET
def ways(request):
    """How to reach us: every open way."""
    if refusal := _too_often(request):
        return refusal
    return unlisted(page(request, "complaints/ways.html", {"hotlines": queries.hotlines()}))
