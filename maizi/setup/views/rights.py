"""Roles, delegations and the security policy."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.accounts import access, actions
from maizi.accounts.access import needs_proof
from maizi.accounts.models import Delegation, Role
from maizi.accounts.queries import policy as policy_now
from maizi.accounts.queries import presets
from maizi.accounts.terms import PolicyPreset
from maizi.kernel.privacy import FieldAccess, FieldGroup
from maizi.kit.http import require
from maizi.kit.jinja import page

from .. import queries
from ..forms import DelegationForm, PolicyForm, RoleForm
from .parts import administers, done, form_page


def _may_roles(request) -> bool:
    return access.may(request.user, "administration", "roles")


@require_GET
def roles(request):
    require(_may_roles(request) or access.may(request.user, "administration", "people"))
    context = {
        "roles": queries.roles_with_holders(request.user),
        "entities": access.entities(),
        "may_change": _may_roles(request),
    }
    return page(request, "setup/roles.html", context)


@needs_proof
@require_http_methods(["GET", "POST"])
def role(request, pk: int | None = None):
    administers(request, "roles")
    row = get_object_or_404(access.visible_roles(request.user), pk=pk) if pk else Role()
    form = RoleForm(request.POST or None, has_code=bool(pk), initial=_initial(row))
    if request.method == "POST" and done(form, lambda: _save_role(request, row, form)):
        messages.success(request, _("已保存角色“%s”，立即生效。") % row)
        return redirect("setup:roles")
    context = {
        "role": row if pk else None, "entities": access.entities(), "groups": list(FieldGroup),
        "accesses": list(FieldAccess), "ticked": form["grant"].value() or [],
        "title": row.name if pk else _("新增角色"),
    }  # fmt: skip
    return form_page(request, form, context, template="setup/role.html")


def _initial(row: Role) -> dict:
    grants = [f"{entity}.{verb}" for entity, verbs in row.grants.items() for verb in verbs]
    fields = {f"field_{g}": row.field_access.get(g, FieldAccess.NONE) for g in FieldGroup}
    return {"name": row.name, "scope": row.scope, "note": row.note, "grant": grants, **fields}


def _save_role(request, row: Role, form: RoleForm) -> None:
    given = form.cleaned_data
    row.name, row.scope, row.note = given["name"], given["scope"], given["note"]
    row.grants, row.field_access = form.grants, form.field_access
    if row._state.adding:
        row.code = given["code"]
        actions.create_role(row, by=request.user)
    else:
        actions.change_role(row, by=request.user, reason=given["reason"])


@needs_proof
@require_POST
def role_delete(request, pk: int):
    administers(request, "roles")
    row = get_object_or_404(access.visible_roles(request.user), pk=pk)
    actions.delete_role(row, by=request.user, reason=request.POST.get("reason", "")[:200])
    messages.success(request, _("已删除角色“%s”。") % row)
    return redirect("setup:roles")


@require_http_methods(["GET", "POST"])
def delegations(request):
    form = DelegationForm(request.POST or None, user=request.user)

    def delegate():
        actions.delegate(Delegation(**form.cleaned_data), by=request.user)

    if request.method == "POST" and done(form, delegate):
        messages.success(request, _("已委托给%s。") % form.cleaned_data["receiver"])
        return redirect("setup:delegations")
    rows = access.visible_delegations(request.user).select_related("giver", "receiver")[:200]
    context = {"delegations": rows, "today": timezone.localdate()}
    return form_page(request, form, context, template="setup/delegations.html")


@require_POST
def delegation_revoke(request, pk: int):
    row = get_object_or_404(access.visible_delegations(request.user), pk=pk)
    is_mine = row.giver_id == request.user.pk
    require(is_mine or access.may(request.user, "administration", "people"))
    actions.revoke_delegation(row, by=request.user)
    messages.success(request, _("委托已撤销。"))
    return redirect("setup:delegations")


@needs_proof
@require_http_methods(["GET", "POST"])
def policy(request):
    administers(request, "security")
    form = PolicyForm(request.POST or None, instance=policy_now())

    def change():
        actions.change_policy(form.cleaned_data, by=request.user)

    if request.method == "POST" and done(form, change):
        messages.success(request, _("登录安全策略已保存。"))
        return redirect("setup:policy")
    context = {"policy": policy_now(), "presets": presets()}
    return form_page(request, form, context, template="setup/policy.html")


@needs_proof
@require_POST
def policy_preset(request, preset: str):
    administers(request, "security")
    if preset not in presets():
        raise Http404
    chosen = PolicyPreset(preset)
    actions.choose_preset(chosen, by=request.user)
    messages.success(request, _("已采用“%s”。") % chosen.label)
    return redirect("setup:policy")
