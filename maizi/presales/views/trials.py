"""Trials: the list, one trial and what is done with it, how many sell."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from maizi.kernel.texts import N_
from maizi.kit.forms import form_for, taken
from maizi.kit.http import go, require
from maizi.kit.jinja import page
from maizi.kit.pages import list_page, save

from .. import access, actions, forms, queries
from ..models import Trial
from ..pages import TRIALS
from ..terms import Condition
from .parts import Verb, acted, deal_of, kept_customer, posted

YEAR = timedelta(days=364)


def _return(row: Trial, form, by) -> None:
    condition = Condition(form.cleaned_data["condition"])
    actions.take_back(row, form.ended(), condition=condition, by=by)


VERBS = {
    "hand": Verb(N_("出库借出"), forms.HandForm,
                 lambda row, form, by: actions.hand_out(row, **form.cleaned_data, by=by),
                 "truck-delivery", N_("出库单会马上过账，库存减少；归还时按原成本入库。")),
    "buy": Verb(N_("客户买下"), forms.BuyForm,
                lambda row, form, by: actions.buy(row, form.ended(), by=by), "shopping-cart",
                N_("货留在客户那里。从仓库借出的，账上先归还并预留给这张订单，再由发货单出库。")),
    "return": Verb(N_("归还"), forms.ReturnForm, _return, "arrow-back-up"),
    "hear": Verb(N_("记反馈"), forms.HearForm,
                 lambda row, form, by: actions.hear(row, **form.cleaned_data, by=by), "message"),
    "extend": Verb(N_("延长试用"), forms.ExtendForm,
                   lambda row, form, by: actions.extend(row, **form.cleaned_data, by=by), "clock"),
    "lose": Verb(N_("收不回来"), forms.LoseForm,
                 lambda row, form, by: actions.lose(row, form.ended(), by=by), "alert-triangle",
                 N_("货丢了、报废了，或客户不还。账上不再入库。")),
    "cancel": Verb(N_("取消借出"), forms.CancelForm,
                   lambda row, form, by: actions.cancel(row, **form.cleaned_data, by=by), "x"),
}  # fmt: skip
HOME = {"home": ("presales:trial_list", gettext_lazy("试用记录"))}


@require_GET
def trials(request):
    """The list, with the way to the rates."""
    links = [{"label": gettext_lazy("试用转化率"), "icon": "report-analytics",
              "url": reverse("presales:trial_rates")}]  # fmt: skip
    return list_page(request, TRIALS, list_actions=links)


@require_http_methods(["GET", "POST"])
def trial_new(request):
    """Lend something; the customer is chosen in the form."""
    require(access.may(request.user, "lend"))
    return _begun(request, Trial())


@require_http_methods(["GET", "POST"])
def trial_of(request, pk: int):
    """Lend something to a customer, for an opportunity where the address says which."""
    customer = kept_customer(request, pk, "lend")
    return _begun(request, Trial(customer=customer, opportunity=deal_of(request, customer)))


def _begun(request, row: Trial):
    form = form_for(
        TRIALS, user=request.user, row=row, names=TRIALS.fields, given=posted(request)
    )  # fmt: skip
    made = form.instance
    if request.method == "POST" and taken(
        form, lambda: save(TRIALS, row=made, verb="create", by=request.user)
    ):
        messages.success(request, _("已登记，等仓管出库。") if made.warehouse_id else _("已借出。"))
        return go(request, made.get_absolute_url())
    context = {"pages": TRIALS, "form": form, "row": None, "title": _("借出试用")}
    return page(request, "presales/lend.html", context, status=422 if form.errors else 200)


@require_GET
def trial(request, pk: int):
    """One trial."""
    context = queries.trial_shown(request.user, _trial(request, pk))
    context["verbs"] = [(verb, VERBS[verb]) for verb in context["verbs"]]
    return page(request, "presales/trial.html", context)


@require_http_methods(["GET", "POST"])
def trial_do(request, pk: int, verb: str):
    """One verb on a trial: its form."""
    if verb not in VERBS:
        raise Http404
    row, spec = _trial(request, pk), VERBS[verb]
    require(access.may_trial(request.user, verb, row))
    form = spec.form(posted(request), row=row, user=request.user)

    def run() -> str:
        spec.run(row, form, request.user)
        messages.success(request, _("已保存。"))
        return row.get_absolute_url()

    about = {"row": row, "back": row.get_absolute_url(), "scans": "serial" in form.fields}
    return acted(request, form=form, spec=spec, run=run, about=about | HOME)


@require_GET
def trial_rates(request):
    """How many trials lead to an order, by product and by colleague."""
    require(access.may(request.user, "read"))
    until = _day(request, "until") or timezone.localdate()
    since = min(_day(request, "since") or until - YEAR, until)
    products, people, total = queries.rates(request.user, since, until)
    tables = ((_("产品"), products, "product"), (_("经办人"), people, "owner"))
    context = {"since": since, "until": until, "total": total, "tables": tables}
    return page(request, "presales/rates.html", context)


def _day(request, name: str):
    try:
        return parse_date(request.GET.get(name, ""))
    except ValueError:
        return None


def _trial(request, pk: int) -> Trial:
    rows = access.visible_trials(request.user).select_related(
        "customer", "product", "warehouse", "owner", "opportunity", "contact", "order", "ended_by"
    )
    return get_object_or_404(rows, pk=pk)
