"""Requests of people: the list, one request, its verbs, its copies."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.clocks.queries import open_clock
from maizi.history.actions import record
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access, actions, forms, queries
from ..access import Sought
from ..models import PersonRequest
from ..terms import RequestKind, RequestState
from .parts import done, form_page

SIZE = 50
KINDS = {"json": ("application/json", queries.as_json), "csv": ("text/csv", queries.as_csv)}


@require_GET
def requests(request):
    require(access.may(request.user, "read"))
    state = request.GET.get("state", "open")
    rows = access.visible_requests(request.user).select_related("officer")
    rows = rows.filter(state__in=_states(state))
    after = request.GET.get("after", "")
    rows = list(rows.filter(pk__lt=after)[: SIZE + 1] if after.isdigit() else rows[: SIZE + 1])
    context = {
        "rows": queries.with_deadlines(rows[:SIZE]), "state": state,
        "after": rows[SIZE - 1].pk if len(rows) > SIZE else "",
        "may_add": access.may(request.user, "officer"),
    }  # fmt: skip
    return page(request, "privacy/requests.html", context)


@require_http_methods(["GET", "POST"])
def new_request(request):
    require(access.may(request.user, "officer"))
    subject = _named(request)
    form = forms.RequestForm(request.POST or None, initial={"requester": subject or ""})
    made = []
    if request.method == "POST" and done(form, lambda told: made.append(_receive(request, told))):
        messages.success(request, _("已受理，编号 %s。") % made[0].no)
        return go(request, made[0].get_absolute_url())
    return form_page(request, form, title=_("受理个人信息请求"), back=reverse("privacy:requests"),
                     subject=subject)  # fmt: skip


@require_GET
def one_request(request, pk: int):
    row = _row(request, pk)
    sought = Sought(request.GET.get("name", "").strip(), request.GET.get("number", "").strip())
    is_officer = access.may(request.user, "officer")
    clock = open_clock(row, access.REQUEST_CLOCK)
    context = {
        "row": row,
        "subject": _subject(request, row),
        "due": queries.last_moment(clock.due_at) if clock else None,
        "candidates": queries.candidates(request.user, sought) if is_officer else [],
        "sought": sought,
        "is_officer": is_officer,
        "wants_package": RequestKind(row.request_kind).wants_package,
    }
    return page(request, "privacy/request.html", context)


@require_POST
def request_verb(request, pk: int, verb: str):
    """Verify, choose the record, agree to sensitive values, fulfil, refuse, withdraw."""
    row = _row(request, pk)
    require(access.may(request.user, "officer"))
    text = request.POST.get("text", "")
    verbs = {
        "verify": lambda: actions.verify_request(row, how=text, by=request.user),
        "subject": lambda: actions.choose_subject(row, _named(request), by=request.user),
        "sensitive": lambda: actions.allow_sensitive(row, by=request.user),
        "fulfil": lambda: actions.fulfil_request(row, answer=text, by=request.user),
        "refuse": lambda: actions.refuse_request(row, answer=text, by=request.user),
        "withdraw": lambda: actions.withdraw_request(row, by=request.user),
    }
    require(verb in verbs)
    verbs[verb]()
    messages.success(request, _("已记录。"))
    return go(request, row.get_absolute_url())


@require_POST
def package(request, pk: int, ending: str):
    """A copy of everything for the person, as a file; recorded, never stored."""
    row = _row(request, pk)
    require(access.may(request.user, "officer") and ending in KINDS)
    if row.verified_at is None or row.subject is None or _subject(request, row) is None:
        raise Refused(_("请先核实身份并找到本人的档案，再导出副本。"))
    media, write = KINDS[ending]
    record(row, verb=Verb.EXPORT, by=request.user, reason=row.no)
    content = write(queries.package_of(row))
    answer = HttpResponse(content, content_type=f"{media}; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{row.no}.{ending}"'
    return answer


def _row(request, pk: int) -> PersonRequest:
    return get_object_or_404(access.visible_requests(request.user), pk=pk)


def _states(state: str) -> list[str]:
    return [s for s in RequestState if s.is_open == (state != "closed")]


def _subject(request, row: PersonRequest):
    if row.subject is None:
        return None
    visible = access.person_kind(row.kind).visible(request.user)
    return visible.filter(pk=row.object_id).first()


def _named(request):
    """The record that `kind` and `object_id` of the request name; None for none."""
    asked = request.POST if "object_id" in request.POST else request.GET
    object_id = asked.get("object_id", "")
    if not object_id.isdigit():
        if request.method == "POST" and "object_id" in request.POST:
            raise Refused(_("请选择本人的档案。"))
        return None
    return access.person_row(request.user, asked.get("kind", ""), int(object_id))


def _receive(request, told: dict) -> PersonRequest:
    at = told.pop("received_at")
    asked = actions.Asked(**told | {"request_kind": RequestKind(told["request_kind"])})
    return actions.receive_request(asked, by=request.user, subject=_named(request), at=at)
