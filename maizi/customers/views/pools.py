"""Screens of pools: the list, one pool with members, limits, rules and what it hides."""

from collections import Counter

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.accounts.access import visible_people
from maizi.kernel.errors import Refused
from maizi.kit.forms import taken
from maizi.kit.http import go, require
from maizi.kit.jinja import page
from maizi.kit.listing.columns import columns_of

from .. import access, actions, forms, queries, rules
from ..models import Customer, Pool, ReleaseReason
from ..terms import Dealing
from .verbs import back, chosen, dialog


@require_GET
def pools(request):
    """Every pool the person sees, with what waits in it and how many he may still take."""
    require(access.may(request.user, "view"))
    context = {
        "lines": queries.pool_lines(request.user, now=timezone.now()),
        "may_add": access.may(request.user, "assign"),
    }
    return page(request, "customers/pools.html", context)


@require_GET
def pool(request, pk: int):
    row = _pool(request, pk)
    return page(request, "customers/pools_pool.html", _shown(request.user, row))


def _pool(request, pk: int, *, to_change: bool = False) -> Pool:
    rows = access.visible_pools(request.user).select_related("unit")
    row = get_object_or_404(rows, pk=pk)
    require(access.may(request.user, "view"))
    require(not to_change or access.may_administer(request.user, row))
    return row


def _shown(user, row: Pool, **more) -> dict:
    choices = queries.fact_choices(user)
    is_open = row.pk in access.open_pool_ids(user)
    return {
        "pool": row,
        "may_change": access.may_administer(user, row),
        "is_open": is_open,
        "left": queries.left_for(user, row, now=timezone.now()) if is_open else None,
        "waiting": access.visible_customers(user).filter(pool=row).count(),
        "members": row.members.select_related("user", "unit", "role"),
        "limits": queries.told_limits(row),
        "rules": [
            (one, queries.words_of(rules.read_groups(one.groups), choices))
            for one in row.rules.all()
        ],
        "columns": columns_of(Customer, user, access.HIDEABLE),
        "member_form": forms.MemberForm(user),
    } | more


@require_POST
def member_new(request, pk: int):
    row = _pool(request, pk, to_change=True)
    form = forms.MemberForm(request.user, request.POST)
    if not form.is_valid():
        raise Refused(_("没有添加。请选一位同事、一个部门或一个角色。"))
    member = actions.add_member(row, by=request.user, **form.cleaned_data)
    messages.success(request, _("“%s”现在是这个公海的成员。") % member)
    return go(request, row.get_absolute_url())


@require_POST
def member_remove(request, pk: int):
    member = get_object_or_404(access.visible_members(request.user).select_related("pool"), pk=pk)
    require(access.may_administer(request.user, member.pool))
    actions.remove_member(member, by=request.user)
    messages.success(request, _("已移除成员。"))
    return go(request, member.pool.get_absolute_url())


@require_POST
def hidden(request, pk: int):
    row = _pool(request, pk, to_change=True)
    actions.hide_fields(row, request.POST.getlist("names"), by=request.user)
    messages.success(request, _("已保存。列表、详情、搜索和导出都按新的设置显示。"))
    return go(request, row.get_absolute_url())


@require_GET
def falling(request):
    """The person's customers that are about to fall, and, for managers, everybody's."""
    require(access.may(request.user, "view"))
    rows = access.visible_warnings(request.user)
    is_mine = request.GET.get("who", "mine") == "mine"
    rows = rows.filter(owner=request.user) if is_mine else rows
    rows = rows.select_related("customer", "owner", "rule__pool").order_by("falls_on", "id")
    context = {
        "rows": rows[:200], "is_mine": is_mine, "today": timezone.localdate(),
        "oversees": access.may(request.user, "assign"),
    }  # fmt: skip
    return page(request, "customers/pools_falling.html", context)


@require_POST
def deal(request):
    """Deal the chosen customers out to several people by a rule."""
    require(access.may(request.user, "assign"))
    form = forms.DealForm(request.user, request.POST if "how" in request.POST else None)

    def write():
        given = form.cleaned_data
        counts = actions.deal_out(
            chosen(request), people=given["people"], how=Dealing(given["how"]), by=request.user,
            reason=given["reason"],
        )  # fmt: skip
        messages.success(request, _dealt(request.user, counts))

    if taken(form, write):
        return back(request)
    return dialog(request, form, _("按规则分配"), reverse("customers:deal"))


def _dealt(user, counts: dict[int, int]) -> str:
    names = dict(visible_people(user).filter(pk__in=counts).values_list("pk", "name"))
    shown = _("、").join(f"{names[pk]} {n}" for pk, n in Counter(counts).most_common())
    total = sum(counts.values())
    told = ngettext("已分配 %(n)d 个客户：%(who)s。", "已分配 %(n)d 个客户：%(who)s。", total)
    return told % {"n": total, "who": shown}


@require_POST
def protect(request, pk: int):
    row = _assignable(request, pk)
    form = forms.ProtectForm(request.POST)
    if not form.is_valid():
        raise Refused(_("请写明为什么保护，截止日期写成 2026-12-31 这样。"))
    actions.protect(row, by=request.user, **form.cleaned_data)
    messages.success(request, _("这个客户不会再被规则收回。"))
    return go(request, row.get_absolute_url())


@require_POST
def unprotect(request, pk: int):
    row = _assignable(request, pk)
    actions.unprotect(row, by=request.user)
    messages.success(request, _("保护已解除，收回规则重新适用。"))
    return go(request, row.get_absolute_url())


def _assignable(request, pk: int) -> Customer:
    row = get_object_or_404(access.visible_customers(request.user), pk=pk)
    require(access.may(request.user, "assign", row))
    return row


@require_http_methods(["GET", "POST"])
def limits(request):
    """How many customers each may own, and the reasons people choose from."""
    require(access.may(request.user, "assign"))
    form = forms.CapacityForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                row = actions.save_capacity(form.instance, by=request.user)
        except Refused as refusal:
            form.add_error(refusal.field or None, refusal.text(_))
        else:
            messages.success(request, _("已保存：%s") % row)
            return go(request, reverse("customers:limits"))
    rows = access.visible_capacities(request.user).select_related("user", "role")
    context = {"form": form, "rows": rows, "reasons": access.visible_reasons(request.user)}
    return page(request, "customers/pools_limits.html", context, status=422 if form.errors else 200)


@require_POST
def limit_remove(request, pk: int):
    require(access.may(request.user, "assign"))
    row = get_object_or_404(access.visible_capacities(request.user), pk=pk)
    actions.remove_capacity(row, by=request.user)
    messages.success(request, _("已删去，按角色或公司的上限。"))
    return go(request, reverse("customers:limits"))


@require_POST
def reason_new(request):
    require(access.may(request.user, "assign"))
    actions.save_reason(ReleaseReason(name=request.POST.get("name", "")[:40]), by=request.user)
    messages.success(request, _("已添加。"))
    return go(request, reverse("customers:limits"))


@require_POST
def reason_switch(request, pk: int):
    require(access.may(request.user, "assign"))
    row = get_object_or_404(access.visible_reasons(request.user), pk=pk)
    row.is_active = not row.is_active
    actions.save_reason(row, by=request.user)
    return go(request, reverse("customers:limits"))
