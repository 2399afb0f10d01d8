"""Verb screens of the archive: assign, claim, release, tag, share, follow up, ask."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.accounts.access import visible_people
from maizi.kernel.errors import Refused
from maizi.kit.http import go, require
from maizi.kit.jinja import page
from maizi.kit.pages import edit_page

from . import access, actions, forms, queries
from .actions.customers import described
from .models import Activity, Contact, Customer
from .pages import CUSTOMERS
from .terms import RequestState

MOST_AT_ONCE = 500


def _chosen(request):
    """The visible customers among those ticked; refuses none and too many."""
    ids = [i for i in request.POST.getlist("pk") if i.isdigit()]
    if not ids:
        raise Refused(_("还没有选中任何客户。请先勾选。"))
    if len(ids) > MOST_AT_ONCE:
        raise Refused(_("一次最多处理 %d 个客户。请分几次进行。") % MOST_AT_ONCE)
    return list(access.visible_customers(request.user).filter(pk__in=ids))


def _back(request):
    return go(request, request.headers.get("HX-Current-URL") or CUSTOMERS.url("list"))


def _dialog(request, form, title: str, address: str):
    """The small form a bulk verb asks with before it acts."""
    context = {"form": form, "title": title, "address": address, "ids": request.POST.getlist("pk")}
    return page(request, "customers/verb.html", context, status=422 if form.errors else 200)


@require_POST
def assign(request):
    require(access.may(request.user, "assign"))
    form = forms.AssignForm(request.POST if "owner" in request.POST else None)
    form.fields["owner"].queryset = visible_people(request.user).filter(is_active=True)
    if not form.is_valid():
        return _dialog(request, form, _("分配给"), reverse("customers:assign"))
    owner, reason = form.cleaned_data["owner"], form.cleaned_data["reason"]
    done = actions.assign(_chosen(request), owner, by=request.user, reason=reason)
    messages.success(request, _("已把 %(n)d 个客户分配给 %(owner)s。") % {"n": done, "owner": owner})
    return _back(request)


@require_POST
def claim(request):
    require(access.may(request.user, "claim"))
    done = actions.claim(_chosen(request), by=request.user)
    messages.success(request, _("已领取 %d 个客户。") % done)
    return _back(request)


@require_POST
def release(request):
    require(access.may(request.user, "release"))
    form = forms.ReleaseForm(request.POST if "pool" in request.POST else None)
    form.fields["pool"].queryset = access.visible_pools(request.user)
    if not form.is_valid():
        return _dialog(request, form, _("放入公海"), reverse("customers:release"))
    given = form.cleaned_data
    done = actions.release(_chosen(request), given["pool"], by=request.user, reason=given["reason"])
    messages.success(request, _("已把 %d 个客户放入公海。") % done)
    return _back(request)


@require_POST
def tag(request):
    require(access.may(request.user, "change"))
    form = forms.TagForm(request.POST if "tags" in request.POST else None)
    form.fields["tags"].queryset = access.visible_tags(request.user)
    if not form.is_valid():
        return _dialog(request, form, _("打标签"), reverse("customers:tag"))
    rows = [row for row in _chosen(request) if access.may(request.user, "change", row)]
    act = actions.remove_tags if form.cleaned_data["take_off"] else actions.add_tags
    done = act(rows, form.cleaned_data["tags"], by=request.user)
    messages.success(request, _("已修改 %d 个客户的标签。") % done)
    return _back(request)


@require_http_methods(["GET", "POST"])
def edit(request, pk: int | None = None):
    """The plain form, which also knows duplicates: a warning can be confirmed, a block not."""
    return edit_page(request, CUSTOMERS, pk)


@require_GET
def duplicates(request):
    """Customers like the one being typed, masked where the person may not see them (A-12)."""
    require(access.may(request.user, "add") or access.may(request.user, "change"))
    probe = queries.probe(request.GET)
    found = described(queries.duplicates_of(probe), request.user)
    return page(request, "customers/_duplicates.html", {"duplicates": found})


@require_GET
def places(request):
    """The address cascade: provinces, or the cities or districts below one."""
    found = queries.places(request.GET.get("province", ""), request.GET.get("city", ""))
    return JsonResponse({"names": found})


@require_POST
def ask(request, pk: int):
    """Ask to see a customer; its existence is known from a masked duplicate."""
    require(access.may(request.user, "add"))
    customer = get_object_or_404(queries.any_customer(), pk=pk)
    actions.ask_for_access(customer, request.POST.get("reason", ""), by=request.user)
    messages.success(request, _("已向负责人发出查看申请。"))
    return go(request, reverse("customers:requests"))


@require_GET
def requests(request):
    """Requests waiting for this person, and his own."""
    require(access.may(request.user, "read"))
    rows = access.visible_requests(request.user).select_related("customer", "asked_by", "decided_by")
    waiting = rows.filter(state=RequestState.WAITING).exclude(asked_by=request.user)[:100]
    mine = rows.filter(asked_by=request.user)[:100]
    return page(request, "customers/requests.html", {"waiting": waiting, "mine": mine})


@require_POST
def decide(request, pk: int):
    asked = get_object_or_404(access.visible_requests(request.user), pk=pk)
    require(access.may(request.user, "share", asked.customer))
    actions.decide_request(
        asked, is_granted=request.POST.get("granted") == "yes", by=request.user,
        answer=request.POST.get("answer", ""),
    )  # fmt: skip
    messages.success(request, _("已答复。"))
    return go(request, reverse("customers:requests"))


@require_http_methods(["GET", "POST"])
def activities(request, pk: int):
    """The stream of one customer (GET) and a new follow-up in it (POST)."""
    customer = get_object_or_404(access.visible_customers(request.user), pk=pk)
    require(access.may(request.user, "unmask", customer))
    contacts = access.visible_contacts(request.user).filter(customer=customer)
    given = request.POST if request.method == "POST" else None
    row = Activity(customer=customer, at=timezone.now(), author=request.user)
    form = forms.ActivityForm(given, instance=row, contacts=contacts)
    if given and form.is_valid():
        row.at = row.at or timezone.now()
        try:
            actions.log_activity(row, by=request.user)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.text(_))
        else:
            messages.success(request, _("跟进已记下。"))
            return go(request, customer.get_absolute_url())
    return page(request, "customers/_stream.html", stream_context(request, customer, form),
                status=422 if form.errors else 200)  # fmt: skip


def stream_context(request, customer: Customer, form=None) -> dict:
    """What the stream needs: the composer and the latest follow-ups."""
    contacts = access.visible_contacts(request.user).filter(customer=customer)
    channel = request.GET.get("channel", "")
    rows = queries.activities_for(request.user, customer)
    rows = rows.filter(channel=channel) if channel else rows
    blank = forms.ActivityForm(instance=Activity(customer=customer), contacts=contacts)
    return {"customer": customer, "form": form or blank, "activities": rows[:50], "channel": channel}


@require_POST
def correct(request, pk: int):
    activity = get_object_or_404(access.visible_activities(request.user), pk=pk)
    actions.correct_activity(activity, request.POST.get("content", ""), by=request.user)
    messages.success(request, _("已更正。"))
    return go(request, activity.customer.get_absolute_url())


@require_http_methods(["GET", "POST"])
def share(request, pk: int):
    customer = get_object_or_404(access.visible_customers(request.user), pk=pk)
    require(access.may(request.user, "share", customer))
    form = forms.ShareForm(request.POST or None)
    form.fields["user"].queryset = visible_people(request.user).filter(is_active=True)
    if form.is_valid():
        actions.share(customer, form.cleaned_data.pop("user"), by=request.user, **form.cleaned_data)
        messages.success(request, _("协作人已添加。"))
        return go(request, customer.get_absolute_url())
    context = {"customer": customer, "form": form, "shares": customer.collaborations.all()}
    return page(request, "customers/share.html", context, status=422 if form.errors else 200)


@require_POST
def unshare(request, pk: int, share_id: int):
    customer = get_object_or_404(access.visible_customers(request.user), pk=pk)
    require(access.may(request.user, "share", customer))
    actions.unshare(get_object_or_404(customer.collaborations, pk=share_id), by=request.user)
    messages.success(request, _("协作人已移除。"))
    return go(request, customer.get_absolute_url())


@require_http_methods(["GET", "POST"])
def new_contact(request, pk: int):
    customer = get_object_or_404(access.visible_customers(request.user), pk=pk)
    require(access.may(request.user, "change", customer))
    form = forms.ContactForm(request.POST or None, instance=Contact(customer=customer))
    if form.is_valid():
        try:
            actions.save_contact(form.instance, by=request.user)
        except Refused as refusal:
            form.add_error(refusal.field or None, refusal.text(_))
        else:
            messages.success(request, _("联系人已保存。"))
            return go(request, customer.get_absolute_url())
    context = {"customer": customer, "form": form}
    return page(request, "customers/contact.html", context, status=422 if form.errors else 200)


@require_POST
def remove_contact(request, pk: int):
    contact = get_object_or_404(access.visible_contacts(request.user), pk=pk)
    require(access.may(request.user, "change", contact.customer))
    actions.remove_contact(contact, by=request.user)
    messages.success(request, _("联系人已移除。"))
    return go(request, contact.customer.get_absolute_url())


@require_GET
def sight(request, pk: int):
    """Who can see this customer, and why."""
    customer = get_object_or_404(access.visible_customers(request.user), pk=pk)
    asked = request.GET.get("user", "")
    person = visible_people(request.user).filter(pk=asked).first() if asked.isdigit() else None
    person = person or request.user
    reasons = [_(m).format(**values) for m, values in access.reasons_to_see(person, customer)]
    context = {"customer": customer, "person": person, "reasons": reasons}
    return page(request, "customers/sight.html", context)
