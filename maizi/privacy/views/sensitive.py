"""Sensitive information: the register of the officer, the values on a person's page (A-21)."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.accounts.access import group_access, needs_proof
from maizi.kernel.privacy import FieldAccess, FieldGroup
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access, actions, forms, queries
from ..models import SensitiveField, SensitiveValue
from .parts import done, form_page


@require_GET
def sensitive(request):
    require(access.may(request.user, "read"))
    context = {
        "lines": queries.register(),
        "is_officer": access.may(request.user, "officer"),
        "key": queries.current_key(queries.SEAL),
    }
    return page(request, "privacy/sensitive.html", context)


@require_http_methods(["GET", "POST"])
def enable(request, code: str):
    require(access.may(request.user, "officer"))
    kind = _declared(code)
    row = queries.field_of(code)
    names = ("purpose", "necessity", "retention_months", "consent_text", "assessment")
    known = {name: getattr(row, name) for name in names} if row else {}
    form = forms.EnableForm(request.user, request.POST or None, initial=known)
    if request.method == "POST" and done(
        form, lambda told: actions.enable_sensitive(
            code, actions.Enabling(**told), by=request.user)
    ):  # fmt: skip
        messages.success(request, _("“%s”已启用。") % _(kind.label))
        return go(request, reverse("privacy:sensitive"))
    return form_page(request, form, title=_("启用“%s”") % _(kind.label),
                     back=reverse("privacy:sensitive"))  # fmt: skip


@require_POST
def disable(request, code: str):
    require(access.may(request.user, "officer"))
    row = get_object_or_404(SensitiveField, code=code)
    actions.disable_sensitive(row, reason=request.POST.get("reason", ""), by=request.user)
    messages.success(request, _("已停用。"))
    return go(request, reverse("privacy:sensitive"))


@needs_proof
@require_POST
def rotate(request):
    """Seal everything anew and destroy the old keys."""
    require(access.may(request.user, "officer"))
    count = actions.rotate_keys(by=request.user)
    messages.success(request, _("已更换密钥，重新加密 %d 项。") % count)
    return go(request, reverse("privacy:sensitive"))


@require_http_methods(["GET", "POST"])
def put(request, kind: str, pk: int, code: str):
    """Enter one value of one person."""
    row = access.person_row(request.user, kind, pk)
    require(group_access(request.user, FieldGroup.SENSITIVE) >= FieldAccess.WRITE)
    field = get_object_or_404(SensitiveField, code=code, is_enabled=True)
    given, back = request.POST or None, reverse("privacy:person", args=[kind, pk])
    consents = queries.separate_consents(row, field)
    form = forms.SensitiveForm(given, field=field, consents=consents)
    if given and done(form, lambda told: actions.put_value(
        row, field=field, entered=actions.Entered(told["text"], told["consent"]), by=request.user)
    ):  # fmt: skip
        messages.success(request, _("已加密保存。"))
        return go(request, back)
    return form_page(request, form, title=_(_declared(code).label), back=back, subject=row,
                     note=field.necessity)  # fmt: skip


@require_POST
def read(request, kind: str, pk: int, code: str):
    """One value in clear, for a purpose; recorded each time."""
    access.person_row(request.user, kind, pk)
    require(group_access(request.user, FieldGroup.SENSITIVE) >= FieldAccess.READ)
    row = get_object_or_404(SensitiveValue, kind=kind, object_id=pk, field__code=code)
    text = actions.read_value(row, purpose=request.POST.get("purpose", ""), by=request.user)
    context = {"text": text, "label": _(_declared(code).label)}
    if request.headers.get("HX-Request"):
        return page(request, "privacy/value.html#value", context)
    return page(request, "privacy/value.html", context)


@require_POST
def clear(request, kind: str, pk: int, code: str):
    access.person_row(request.user, kind, pk)
    require(group_access(request.user, FieldGroup.SENSITIVE) >= FieldAccess.WRITE)
    row = get_object_or_404(SensitiveValue, kind=kind, object_id=pk, field__code=code)
    actions.clear_value(row, by=request.user, reason=request.POST.get("reason", ""))
    messages.success(request, _("已清除。"))
    return go(request, reverse("privacy:person", args=[kind, pk]))


def _declared(code: str):
    found = next((k for k in access.sensitive_kinds() if k.code == code), None)
    if found is None:
        raise Http404
    return found
