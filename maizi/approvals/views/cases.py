"""The boxes, one case with everything needed to decide, and what one does in it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from maizi.accounts.access import visible_people
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access, actions, queries
from ..models import ApprovalCase
from ..terms import CaseState, GrantState, Place

PAGE_SIZE = 50
TONES = {
    CaseState.PENDING: "warn", CaseState.RETURNED: "warn", CaseState.APPROVED: "good",
    CaseState.REJECTED: "bad", CaseState.WITHDRAWN: "",
}  # fmt: skip
DECISIONS = {
    "agree": (actions.agree, N_("已同意。")),
    "reject": (actions.reject, N_("已驳回，申请人会收到您的意见。")),
    "return": (actions.send_back, N_("已退回给申请人修改。")),
}


@require_GET
def boxes(request):
    """Cases of one box, a page at a time."""
    name = request.GET.get("box", "decide")
    name = name if name in queries.BOXES else "decide"
    rows = queries.box(request.user, name)
    after = request.GET.get("after", "")
    if after.isascii() and after.isdigit() and len(after) < 20:
        rows = rows.filter(pk__gt=after) if name == "decide" else rows.filter(pk__lt=after)
    found = list(rows[: PAGE_SIZE + 1])
    context = {
        "box": name, "boxes": queries.BOXES, "counts": queries.counts(request.user),
        "rows": found[:PAGE_SIZE], "after": found[PAGE_SIZE - 1].pk if found[PAGE_SIZE:] else "",
        "subjects": {subject.code: subject.label for subject in access.subjects()},
        "tones": TONES, "may_design": access.may(request.user, "design"),
    }  # fmt: skip
    return page(request, "approvals/boxes.html", context)


@require_GET
def case(request, pk: int):
    return _shown(request, _case(request, pk))


@require_POST
def decide(request, pk: int):
    """Agree, reject or send back; a refusal shows the case again with what was typed."""
    row = _case(request, pk)
    act, told = DECISIONS.get(request.POST.get("act", ""), (None, ""))
    require(act is not None)
    try:
        act(
            row, by=request.user, opinion=request.POST.get("opinion", ""),
            digest=request.POST.get("digest", ""),
        )  # fmt: skip
    except Refused as refusal:
        return _shown(request, _case(request, pk), refusal)
    messages.success(request, _(told))
    row.refresh_from_db()
    if row.grant == GrantState.OPEN and row.grant_problem:
        messages.warning(request, _("审批已通过，但修改没有生效：%s") % row.grant_problem)
    return go(request, row.get_absolute_url())


@require_POST
def hand_over(request, pk: int):
    return _with_person(
        request, pk,
        lambda row, person: actions.hand_over(
            row, to=person, by=request.user, opinion=request.POST.get("opinion", "")
        ),
        _("已转交给%s。"),
    )  # fmt: skip


@require_POST
def add_signer(request, pk: int):
    place = request.POST.get("place", "")
    place = Place(place) if place in (Place.BEFORE, Place.AFTER) else Place.BEFORE
    return _with_person(
        request, pk,
        lambda row, person: actions.add_signer(
            row, signer=person, place=place, by=request.user,
            opinion=request.POST.get("opinion", ""),
        ),
        _("已请%s加签。"),
    )  # fmt: skip


@require_POST
def copy(request, pk: int):
    return _with_person(
        request, pk,
        lambda row, person: actions.copy_to(row, [person], by=request.user),
        _("已抄送给%s。"),
    )  # fmt: skip


@require_POST
def withdraw(request, pk: int):
    row = _case(request, pk)
    require(row.applicant_id == request.user.pk)
    actions.withdraw(row, by=request.user, opinion=request.POST.get("opinion", ""))
    messages.success(request, _("已撤回。"))
    return go(request, row.get_absolute_url())


@require_POST
def apply(request, pk: int):
    row = _case(request, pk)
    require(row.applicant_id == request.user.pk)
    actions.apply_grant(row, by=request.user)
    messages.success(request, _("批准的修改已生效。"))
    return go(request, row.get_absolute_url())


def _case(request, pk: int) -> ApprovalCase:
    rows = access.visible_cases(request.user).select_related("applicant", "unit", "definition")
    return get_object_or_404(rows, pk=pk)


def _with_person(request, pk: int, act, told: str):
    """A verb that names a colleague; only who decides the case now, or asked, may use it."""
    row = _case(request, pk)
    require(access.may(request.user, "copy", row))
    asked = request.POST.get("person", "")
    person = visible_people(request.user).filter(pk=asked).first() if asked.isdecimal() else None
    try:
        if person is None:
            raise Refused(_("请选择一位同事。"), field="person")
        act(row, person)
    except Refused as refusal:
        return _shown(request, _case(request, pk), refusal)
    messages.success(request, _(told) % person.name)
    return go(request, row.get_absolute_url())


def _shown(request, row: ApprovalCase, refusal: Refused | None = None):
    subject, seat = access.subject_of(row.subject), access.seat_for(request.user, row)
    record = subject.visible(request.user).filter(pk=row.object_id).first()
    verbs = ("withdraw", "resubmit", "apply", "copy")
    context = {
        "case": row, "subject": subject, "seat": seat, "record": record,
        "lines": queries.lines_for(request.user, row), "drawing": queries.drawing_of(row),
        "entries": queries.timeline(row), "copies": row.copies.select_related("person")[:50],
        "may": {verb: access.may(request.user, verb, row) for verb in verbs}, "tones": TONES,
        "refusal": refusal, "refused": refusal.text(_) if refusal else "",
        "opinion": request.POST.get("opinion", ""),
        "tones_of_seats": {"agreed": "good", "rejected": "bad", "returned": "warn", "open": "warn"},
    }  # fmt: skip
    return page(request, "approvals/case.html", context, status=422 if refusal else 200)
