"""Bulk verbs on chosen customers, the form, and what it asks while one types."""

from dataclasses import replace
from functools import partial, wraps
from http import HTTPStatus
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.accounts.access import visible_people
from maizi.kernel.errors import Refused
from maizi.kit.forms import taken
from maizi.kit.http import go, require
from maizi.kit.jinja import page
from maizi.kit.pages import edit_page, list_page

from .. import access, actions, forms, queries
from ..actions.matching import described
from ..pages import CONTACTS, CUSTOMERS
from ..terms import Consequence
from .leave import leave_in

MOST_AT_ONCE = 500
ASKED = gettext_lazy("重要信息的修改已提交审核，批准后自动生效。")
BESIDE_THE_LIST = (
    (ngettext_lazy("联系人", "联系人", 2), "address-book", "customers:contact_list", "read"),
    (ngettext_lazy("公海", "公海", 2), "ripple", "customers:pool_list", "read"),
    (ngettext_lazy("标签", "标签", 2), "tags", "customers:tag_list", "change"),
    (gettext_lazy("导入"), "file-import", "customers:imports", "import"),
    (gettext_lazy("查重"), "user-search", "customers:check", "read"),
)


@require_GET
def customers(request):
    """The list, with the ways in that other lists lack."""
    links = [
        {"label": label, "icon": icon, "url": reverse(url)}
        for label, icon, url, verb in BESIDE_THE_LIST
        if access.may(request.user, verb)
    ]
    return list_page(request, CUSTOMERS, list_actions=links)


def chosen(request) -> list:
    """The customers ticked; refuses none, too many, and those out of the person's sight."""
    ids = {i for i in request.POST.getlist("pk") if i.isascii() and i.isdigit() and len(i) < 20}
    if not ids:
        raise Refused(_("还没有选中任何客户。请先勾选。"))
    if len(ids) > MOST_AT_ONCE:
        raise Refused(_("一次最多处理 %d 个客户。请分几次进行。") % MOST_AT_ONCE)
    rows = list(access.visible_customers(request.user).filter(pk__in=ids))
    if len(rows) < len(ids):
        raise Refused(_("有些客户您已看不到，或已不存在。请刷新后再选。"))
    return rows


def back(request):
    """To the list as it was: its filters are kept by the page that asked."""
    place = request.POST.get("back") or request.headers.get("HX-Current-URL")
    return go(request, place or CUSTOMERS.url("list"))


def came_from(request) -> str:
    """The list with its filters, when a verb was chosen there; "" from elsewhere."""
    parts = urlsplit(request.headers.get("Referer", ""))
    is_list = parts.netloc == request.get_host() and parts.path == CUSTOMERS.url("list")
    return f"{parts.path}?{parts.query}" if is_list else request.POST.get("back", "")


def told_in_list(view):
    """Say a refusal in the list the verb was chosen in: the page that asked takes no visits."""

    @wraps(view)
    def answer(request):
        try:
            return view(request)
        except Refused as refusal:
            if not request.POST.get("back"):
                raise
            messages.error(request, refusal.text(_))
            return back(request)

    return answer


def dialog(request, form, title: str, address: str):
    """The small form a bulk verb asks with before it acts."""
    context = {
        "form": form, "title": title, "address": address, "ids": request.POST.getlist("pk"),
        "back": came_from(request),
    }  # fmt: skip
    return page(request, "customers/verb.html", context, status=422 if form.errors else 200)


@require_POST
def assign(request):
    require(access.may(request.user, "assign"))
    form = forms.AssignForm(request.POST if "owner" in request.POST else None)
    form.fields["owner"].queryset = visible_people(request.user).filter(is_active=True)

    def write():
        given, rows = form.cleaned_data, chosen(request)
        owner, reason = given["owner"], given["reason"]
        rows = queries.free_to_move(rows) if given["spares_key"] else rows
        done = actions.assign(rows, owner, by=request.user, reason=reason)
        told = ngettext(
            "已把 %(n)d 个客户分配给 %(owner)s。", "已把 %(n)d 个客户分配给 %(owner)s。", done
        )
        messages.success(request, told % {"n": done, "owner": owner})

    if taken(form, write):
        return back(request)
    return dialog(request, form, _("分配给"), reverse("customers:assign"))


@require_POST
def give_todos(request):
    """Say what the owners are to do; each finds it in his inbox."""
    require(access.may(request.user, "assign"))
    form = forms.TodosForm(request.POST if "title" in request.POST else None)

    def write():
        given = form.cleaned_data
        done = actions.give_todos(chosen(request), by=request.user, **given)
        messages.success(request, ngettext("已布置 %d 件待办。", "已布置 %d 件待办。", done) % done)

    if taken(form, write):
        return back(request)
    return dialog(request, form, _("给负责人布置待办"), reverse("customers:give_todos"))


@require_POST
def claim(request):
    require(access.may(request.user, "claim"))
    rows = chosen(request)
    done = actions.claim(rows, by=request.user)
    messages.success(request, ngettext("已领取 %d 个客户。", "已领取 %d 个客户。", done) % done)
    if missed := len(rows) - done:
        told = ngettext(
            "%d 个刚刚被别人领走，或不在公海里。", "%d 个刚刚被别人领走，或不在公海里。", missed
        )
        messages.warning(request, told % missed)
    return back(request)


@require_POST
def release(request):
    require(access.may(request.user, "release"))
    form = forms.ReleaseForm(request.POST if "pool" in request.POST else None)
    form.fields["pool"].queryset = access.visible_pools(request.user)
    form.fields["cause"].queryset = access.visible_reasons(request.user).filter(is_active=True)

    def write():
        given = form.cleaned_data
        done = actions.release(chosen(request), given["pool"], by=request.user, reason=given["why"])
        told = ngettext("已把 %d 个客户放入公海。", "已把 %d 个客户放入公海。", done)
        messages.success(request, told % done)

    if taken(form, write):
        return back(request)
    return dialog(request, form, _("放入公海"), reverse("customers:release"))


@require_http_methods(["GET", "POST"])
def edit(request, pk: int | None = None):
    """The plain form, which also knows duplicates and what of a key account needs approval."""
    save = partial(actions.save_customer, leave=leave_in(request))
    answer = edit_page(request, replace(CUSTOMERS, save=save), pk, template="customers/edit.html")
    if pk and request.method == "POST" and answer.status_code < HTTPStatus.BAD_REQUEST:
        _after_saving(request, pk)
    return answer


def _after_saving(request, pk: int) -> None:
    """Say that important changes wait for approval; note that the rest is verified (A-31)."""
    if request.POST.get("change_reason"):
        messages.info(request, ASKED)
    row = access.visible_customers(request.user).filter(pk=pk).first()
    if request.POST.get("verified") == "yes" and row:
        actions.verify(row, by=request.user)


@require_http_methods(["GET", "POST"])
def edit_contact(request, pk: int):
    """The plain form, which knows that a key account's decision-maker needs approval (A-32)."""
    leave = leave_in(request)

    def save(row, verb, *, by):
        actions.save_contact(row, by=by, leave=leave)

    answer = edit_page(
        request, replace(CONTACTS, save=save), pk, template="customers/contact_edit.html"
    )
    if leave.change_reason and answer.status_code < HTTPStatus.BAD_REQUEST:
        messages.info(request, ASKED)
    return answer


@require_GET
def duplicates(request):
    """Customers like the one being typed, masked where the person may not see them (A-12)."""
    require(access.may(request.user, "add") or access.may(request.user, "change"))
    found = queries.duplicates_of(queries.typed_facts(request.GET))
    found = [f for f in found if f.consequence in (Consequence.BLOCK, Consequence.WARN)]
    found = described(found, request.user)
    return page(request, "customers/_duplicates.html", {"duplicates": found})


@require_GET
def places(request):
    """The address cascade: provinces, or the cities or districts below one."""
    found = queries.places(request.GET.get("province", ""), request.GET.get("city", ""))
    return JsonResponse({"names": found})
