"""One person: what he agreed to, how he does not want to be reached, what he asked."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.files.actions import store
from maizi.files.queries import uploads_in
from maizi.files.terms import Purpose as FilePurpose
from maizi.kit.http import go
from maizi.kit.jinja import page

from .. import access, actions, forms, queries
from ..models import Consent, ContactBlock
from ..terms import Answer, Obtained
from .parts import changed_person, done, form_page


@require_GET
def person(request, kind: str, pk: int):
    row = access.person_row(request.user, kind, pk)
    declared = access.person_kind(kind)
    may_change = declared.may_change(request.user, row)
    is_officer = access.may(request.user, "officer")
    context = queries.card_of(row) | {
        "title": str(row),
        "label": declared.label,
        "place": declared.address(row),
        "may_change": may_change or is_officer,
        "is_officer": is_officer,
        "holds": queries.holds_of(kind, pk) if is_officer else [],
        "link": queries.live_link(row),
        "sensitive": queries.sensitive_of(request.user, row),
        "token": request.session.pop("privacy_link", ""),
    }
    return page(request, "privacy/person.html", context)


@require_http_methods(["GET", "POST"])
def consent(request, kind: str, pk: int):
    row = changed_person(request, kind, pk)
    form = forms.ConsentForm(request.user, request.POST or None, uploads_in(request) or None)
    if request.method == "POST" and done(form, lambda told: _record(request, row, told)):
        messages.success(request, _("已登记。"))
        return go(request, _page(kind, pk))
    note = _("每个目的单独征求；敏感信息、提供给他人、出境、营销各记一条。")
    context = {"title": _("登记同意"), "back": _page(kind, pk), "subject": row, "note": note}
    return form_page(request, form, **context)


@require_POST
def withdraw(request, kind: str, pk: int, consent_id: int):
    row = changed_person(request, kind, pk)
    found = get_object_or_404(Consent, kind=kind, object_id=row.pk, pk=consent_id)
    actions.withdraw_consent(found, by=request.user)
    messages.success(request, _("已撤回，即刻停止使用。"))
    return go(request, _page(kind, pk))


@require_http_methods(["GET", "POST"])
def block(request, kind: str, pk: int):
    row = changed_person(request, kind, pk)
    form = forms.BlockForm(request.user, request.POST or None)
    if request.method == "POST" and done(
        form, lambda told: actions.block_contact(
            row, way=told["way"], by=request.user, purpose=told["purpose"], reason=told["reason"]
        )
    ):  # fmt: skip
        messages.success(request, _("已登记免打扰。"))
        return go(request, _page(kind, pk))
    return form_page(request, form, title=_("登记免打扰"), back=_page(kind, pk), subject=row)


@require_POST
def lift(request, kind: str, pk: int, block_id: int):
    row = changed_person(request, kind, pk)
    found = get_object_or_404(ContactBlock, kind=kind, object_id=row.pk, pk=block_id)
    actions.lift_block(found, by=request.user, reason=request.POST.get("reason", ""))
    messages.success(request, _("已解除。"))
    return go(request, _page(kind, pk))


@require_POST
def link(request, kind: str, pk: int):
    """A fresh self-service address, shown once on the person's page."""
    row = changed_person(request, kind, pk)
    token = actions.make_link(row, by=request.user)
    address = request.build_absolute_uri(reverse("privacy:mine", args=[token]))
    request.session["privacy_link"] = address
    return go(request, _page(kind, pk))


def _record(request, row, told: dict) -> None:
    upload = told.pop("evidence")
    file = store(upload, by=request.user, purpose=FilePurpose.ATTACHMENT) if upload else None
    given = actions.Given(
        answer=Answer(told["answer"]), obtained=Obtained(told["obtained"]), at=told["given_at"],
        ways=told["ways"], notice=told["notice"], guardian=told["guardian"], evidence=file,
        note=told["note"],
    )  # fmt: skip
    actions.record_consent(row, purpose=told["purpose"], given=given, by=request.user)


def _page(kind: str, pk: int) -> str:
    return reverse("privacy:person", args=[kind, pk])
