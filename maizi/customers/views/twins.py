"""查重: ask the company, look through the archive, choose the rules."""

from django.contrib import messages
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.accounts import access as accounts
from maizi.fields.queries import parameter
from maizi.jobs.queries import progress_of
from maizi.kernel.errors import Refused
from maizi.kernel.ids import number_in
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access, actions, forms, queries
from ..actions import asking, sweeping
from ..actions.matching import DOORS_IN_USE
from ..terms import Consequence, MatchRule


@require_http_methods(["GET", "POST"])
def check(request):
    """Is this customer already here? Asked by POST, because every question is kept."""
    require(asking.may_ask(request.user))
    now, context = timezone.now(), {"given": request.POST or request.GET, "answers": None}
    if request.method == "POST":
        try:
            context["answers"] = asking.ask_company(request.POST, by=request.user, now=now)
        except Refused as refusal:
            context["refusal"] = refusal.text(_)
    context |= {
        "used": asking.asked_today(request.user, now), "most": int(parameter("twins.asks_a_day")),
        "may_add": access.may(request.user, "add"),
    }  # fmt: skip
    status = 422 if context.get("refusal") else 200
    return page(request, "customers/twins_check.html", context, status=status)


@require_GET
def twins(request):
    """The steward's list of customers that may be one."""
    require(access.may(request.user, "merge"))
    number = max(1, min(number_in(request.GET.get("page", "")) or 1, 10_000))
    clusters, has_more = queries.clusters_for(request.user, number)
    context = _sweep_context() | {"clusters": clusters, "number": number, "has_more": has_more}
    return page(request, "customers/twins_list.html", context)


@require_GET
def sweep_state(request):
    """How far the look through the archive is; asked again and again while it goes on."""
    require(access.may(request.user, "merge"))
    return page(request, "customers/_twins_sweep.html", _sweep_context())


@require_POST
def sweep_start(request):
    require(access.may(request.user, "merge"))
    sweeping.start_sweep(by=request.user)
    messages.success(request, _("全库查重已开始，可以先做别的，结果会列在这里。"))
    return go(request, reverse("customers:twins"))


@require_POST
def apart(request):
    """These are not the same: remembered for ever."""
    require(access.may(request.user, "merge"))
    ids = forms.chosen_ids(request.POST)
    rows = access.visible_customers(request.user).filter(pk__in=ids)
    if len(ids) > actions.MOST_AT_ONCE or rows.count() < len(ids):
        raise Refused(_("有些客户您已看不到，或已不存在。请刷新后再选。"))
    done = actions.keep_apart(ids, by=request.user)
    told = ngettext("已记住 %d 对不是同一个。", "已记住 %d 对不是同一个。", done)
    messages.success(request, told % done)
    return go(request, reverse("customers:twins"))


@require_http_methods(["GET", "POST"])
def matching(request):
    """What happens by which rule at which door; with its history."""
    may_change = accounts.may(request.user, "fields", "parameters")
    require(may_change or access.may(request.user, "merge"))
    refusal = ""
    if request.method == "POST":
        require(may_change)
        try:
            return _chosen(request)
        except Refused as problem:
            refusal = problem.text(_)
    policy, entries = queries.policy_now(), queries.rule_history(request.user)
    context = {
        "rules": MatchRule, "entrances": DOORS_IN_USE, "policy": policy, "refusal": refusal,
        "consequences": Consequence.choices(), "may_change": may_change, "entries": entries,
    }  # fmt: skip
    return page(request, "customers/twins_rules.html", context, status=422 if refusal else 200)


def _chosen(request):
    given = {}
    for rule in MatchRule:
        for door in DOORS_IN_USE:
            text = request.POST.get(f"{rule}-{door}", "")
            if text in set(Consequence):
                given[rule, door] = Consequence(text)
    reason = request.POST.get("reason", "")
    done = actions.choose_consequences(given, by=request.user, reason=reason)
    messages.success(request, _("查重规则已保存。") if done else _("没有改动。"))
    return go(request, reverse("customers:matching"))


def _sweep_context() -> dict:
    job, last = sweeping.running_sweep(), sweeping.last_sweep()
    return {"job": job, "progress": progress_of(job) if job else None, "last": last}
