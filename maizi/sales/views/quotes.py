"""The list of quotes, one quote, its steps, one offer to many."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.customers.access import visible_customers
from maizi.customers.models import Customer
from maizi.kernel.ids import number_in
from maizi.kit.forms import taken
from maizi.kit.http import go, is_partial, require
from maizi.kit.jinja import page
from maizi.kit.pages import list_page
from maizi.search.queries import fitting

from .. import access, actions, forms, queries
from ..models import Quote
from ..pages import QUOTES
from .parts import new_page, said
from .quote_page import quote_context

MOST_SHOWN = 200


def _answered(is_accepted: bool) -> Callable:
    def act(row: Quote, request):
        words = request.POST.get("words", "")
        actions.answer_quote(row, is_accepted=is_accepted, by=request.user, words=words)

    return act


# verb -> (what it does, what is said after it); what it gives back is where one goes next
VERBS: dict[str, tuple[Callable, str]] = {
    "submit": (
        lambda row, request: actions.submit_quote(row, by=request.user, reason=said(request)),
        gettext_lazy("已提交。"),
    ),
    "send": (lambda row, request: actions.send_quote(row, by=request.user),
             gettext_lazy("已标记为发出。把下面的链接发给客户，他不用登录就能接受或拒绝。")),
    "accept": (_answered(True), gettext_lazy("已记下：客户接受。")),
    "reject": (_answered(False), gettext_lazy("已记下：客户拒绝。")),
    "renew": (lambda row, request: actions.renew_quote(row, by=request.user),
              gettext_lazy("新版本是草稿，改好以后再提交。上一版已失效。")),
    "link": (lambda row, request: actions.renew_link(row, by=request.user),
             gettext_lazy("链接已更换，以前的打不开了。")),
}  # fmt: skip


@require_GET
def quotes(request):
    return list_page(request, QUOTES)


@require_GET
def quote(request, pk: int):
    row = _quote(request, pk)
    part = "#drawer" if is_partial(request) else ""
    return page(request, f"sales/quote.html{part}", quote_context(request.user, row))


@require_http_methods(["GET", "POST"])
def quote_new(request):
    """A new quote, for a customer whose page one comes from or any."""
    return new_page(request, QUOTES, Quote(customer_id=_asked_customer(request)))


@require_POST
def quote_act(request, pk: int, verb: str):
    """One step of a quote."""
    row = _quote(request, pk)
    require(access.may_quote(request.user, "change", row))
    if verb not in VERBS:
        raise Http404
    act, told = VERBS[verb]
    made = act(row, request)
    messages.success(request, told)
    return go(request, (made or row).get_absolute_url())


@require_POST
def quote_convert(request, pk: int):
    """The order that a quote becomes, once."""
    row = _quote(request, pk)
    require(access.may_quote(request.user, "change", row) and access.may(request.user, "add"))
    order = actions.convert_quote(row, by=request.user)
    messages.success(request, _("已转成订单 %s。") % order.no)
    return go(request, order.get_absolute_url())


@require_http_methods(["GET", "POST"])
def quote_many(request, pk: int):
    """The same goods for ticked customers, a quote for each at its own prices."""
    row = _quote(request, pk)
    require(access.may_quote(request.user, "add"))
    form = forms.ManyForm(request.POST or None, initial={"batch": row.title})
    ticked = [number_in(one) for one in request.POST.getlist("pk")]
    people, made = visible_customers(request.user).filter(pk__in=ticked), []

    def write() -> None:
        made.extend(actions.quote_many(row, people, by=request.user,
                                       batch=form.cleaned_data["batch"]))  # fmt: skip

    if request.method == "POST" and taken(form, write):
        if words := queries.left_out(people, now=timezone.now()):
            messages.warning(request, words)
        return _to_batch(request, made, form.cleaned_data["batch"])
    context = {"row": row, "form": form, "ticked": ticked, **_people(request, row)}
    return page(request, "sales/many.html", context, status=422 if form.errors else 200)


def _to_batch(request, made: list, batch: str):
    count = len(made)
    told = ngettext("做好了 %d 张报价单草稿。", "做好了 %d 张报价单草稿。", count) % count
    messages.success(request, told)
    return go(request, f"{QUOTES.url('list')}?view=all&f=batch.is.{batch}")


def _people(request, row: Quote) -> dict:
    """Customers to tick, by what was looked for."""
    text = request.GET.get("q", "").strip()[:60]
    rows = visible_customers(request.user).exclude(pk=row.customer_id).order_by("sort_name", "id")
    if text:
        rows = rows.filter(pk__in=fitting("customer", text, request.user))
    if tag := number_in(request.GET.get("tag", "")):
        rows = rows.filter(tags=tag)
    if state := request.GET.get("ka", ""):
        rows = rows.filter(ka_status=state[:10])
    found = list(rows.select_related("owner")[: MOST_SHOWN + 1])
    return {"people": found[:MOST_SHOWN], "is_cut": len(found) > MOST_SHOWN, "text": text,
            "ka": request.GET.get("ka", "")}  # fmt: skip


def _asked_customer(request) -> int | None:
    id_ = number_in(request.GET.get("customer", ""))
    seen: Customer | None = visible_customers(request.user).filter(pk=id_).first() if id_ else None
    return seen.pk if seen else None


def _quote(request, pk: int) -> Quote:
    rows = access.visible_quotes(request.user).select_related("customer", "owner", "order")
    return get_object_or_404(rows, pk=pk)
