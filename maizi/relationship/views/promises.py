"""The register of promises: the list, one promise, how it ends, how often they are kept (C-30)."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from maizi.customers.access import visible_activities
from maizi.customers.models import Activity, Customer
from maizi.kernel.ids import number_in
from maizi.kernel.texts import N_
from maizi.kit.http import require
from maizi.kit.jinja import page
from maizi.kit.pages import list_page
from maizi.kit.pages.look import detail_context

from .. import access, actions, forms, queries
from ..models import Promise
from ..pages import PROMISES
from .parts import Verb, acted, days_asked, kept_customer, partner_page, posted


def _end(row: Promise, form, by) -> str:
    return actions.end_promise(row, form.ended(), by=by).get_absolute_url()


def _discard(row: Promise, form, by) -> str:
    actions.discard_promise(row, by=by)
    return partner_page(row.customer)


NEW = Verb(N_("登记承诺"), forms.PromiseForm, actions.promise, "hand-stop",
           N_("到期前会在兑现的人的待办和今日里。"))  # fmt: skip
VERBS = {
    "keep": Verb(N_("已兑现"), forms.EndForm, _end, "check"),
    "break": Verb(N_("未兑现"), forms.BreakForm, _end, "x"),
    "withdraw": Verb(N_("撤回"), forms.WithdrawForm, _end, "arrow-back-up",
                     N_("客户同意了才能撤回；撤回的不算没有兑现。")),
    "discard": Verb(N_("作废"), forms.SureForm, _discard, "trash",
                    N_("只有当天登记错的可以作废。")),
}  # fmt: skip


@require_GET
def promises(request):
    """The register, with the way to the rates."""
    links = [{"label": gettext_lazy("兑现率"), "icon": "report-analytics",
              "url": reverse("relationship:promise_rates")}]  # fmt: skip
    return list_page(request, PROMISES, list_actions=links)


@require_http_methods(["GET", "POST"])
def promise_new(request, pk: int):
    """Write one down, begun from a follow-up where the address says which."""
    row = kept_customer(request, pk)
    source = _source(request, row)
    start = {"text": source.content[:400]} if source else {}
    form = forms.PromiseForm(posted(request), initial=start, user=request.user)

    def write() -> str:
        made = actions.promise(form.instance, row, by=request.user, activity=source)
        messages.success(request, _("承诺已登记。"))
        return made.get_absolute_url()

    return acted(
        request,
        form=form,
        spec=NEW,
        run=write,
        about={"row": row, "back": partner_page(row)} | HOME,
    )


@require_GET
def promise(request, pk: int):
    """One promise."""
    row = _promise(request, pk)
    verbs = [(name, VERBS[name]) for name in VERBS if _may(request.user, name, row)]
    context = detail_context(PROMISES, request.user, row) | {"verbs": verbs}
    context |= {"today": timezone.localdate()}
    return page(request, "relationship/promise.html", context)


@require_http_methods(["GET", "POST"])
def promise_do(request, pk: int, verb: str):
    """One verb on a promise: its form."""
    if verb not in VERBS:
        raise Http404
    row, spec = _promise(request, pk), VERBS[verb]
    require(_may(request.user, verb, row))
    form = spec.form(posted(request), row=row, user=request.user)

    def run() -> str:
        place = spec.run(row, form, request.user)
        messages.success(request, _("已保存。"))
        return place

    return acted(
        request,
        form=form,
        spec=spec,
        run=run,
        about={"row": row, "back": row.get_absolute_url()} | HOME,
    )


@require_GET
def promise_rates(request):
    """How often promises are kept, by person and by customer."""
    require(access.may(request.user, "read"))
    since, until = days_asked(request)
    people, kept, total = queries.rates(request.user, since, until, today=timezone.localdate())
    tables = ((_("谁来兑现"), people, "owner"), (_("客户"), kept, "customer"))
    context = {"since": since, "until": until, "total": total, "tables": tables}
    return page(request, "relationship/rates.html", context)


HOME = {"home": ("relationship:promise_list", gettext_lazy("客户承诺"))}


def _may(user, verb: str, row: Promise) -> bool:
    return access.may_promise(user, "discard" if verb == "discard" else "end", row)


def _promise(request, pk: int) -> Promise:
    rows = access.visible_promises(request.user).select_related(
        "customer", "owner", "promised_by", "ended_by", "by", "activity"
    )
    return get_object_or_404(rows, pk=pk)


def _source(request, customer: Customer) -> Activity | None:
    """The follow-up that the address names, if it is of this customer and the person sees it."""
    asked = number_in(request.GET.get("activity", "")) or 0
    return visible_activities(request.user).filter(customer=customer, pk=asked).first()
