"""Screens of key-account service: parse, may, act, answer."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.kernel.ids import number_in
from maizi.kernel.texts import N_
from maizi.kit.forms import taken
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from . import access, actions, forms, queries
from .models import Support


@dataclass(frozen=True)
class Verb:
    """One verb.

    right  what it takes (access.may)
    run    (record, valid form, who)
    fill   (record) -> what the form begins with
    """

    label: str
    form: type
    right: str
    run: Callable
    fill: Callable = lambda row: {}


def _team(row, form, by):
    return actions.set_team(row, form.people(), by=by)


def _promise(row, form, by):
    return actions.promise(row, form.promised(), by=by, regions=form.cleaned_data["regions"])


def _apply(row, form, by):
    form.instance.customer = row
    return actions.apply(form.instance, by=by)


def _opinion(action) -> Callable:
    def run(row, form, by):
        given = form.cleaned_data
        return action(row, is_approved=given["answer"] == "yes", opinion=given["opinion"], by=by)

    return run


def _calling(action) -> Callable:
    """A verb whose form asks exactly what its action takes."""
    return lambda row, form, by: action(row, **form.cleaned_data, by=by)


def _team_now(row) -> dict:
    return {one.post: one.user_id for one in row.service_team.all()}


ACCOUNT_VERBS = {
    "team": Verb(N_("安排服务小组"), forms.TeamForm, "lead", _team, _team_now),
    "promise": Verb(N_("承诺服务"), forms.PromiseForm, "lead", _promise),
    "apply": Verb(N_("申请服务和支持"), forms.ApplyForm, "apply", _apply),
}
SUPPORT_VERBS = {
    "review": Verb(N_("审核申请"), forms.OpinionForm, "review", _opinion(actions.review)),
    "hold": Verb(N_("登记举办"), forms.HoldForm, "carry", _calling(actions.hold)),
    "evaluate": Verb(N_("填写评估表"), forms.EvaluateForm, "carry", _calling(actions.evaluate)),
    "judge": Verb(N_("审批评估"), forms.OpinionForm, "review", _opinion(actions.judge)),
    "revisit": Verb(N_("登记回访"), forms.RevisitForm, "carry", _calling(actions.revisit)),
}


@require_GET
def board(request):
    """Key accounts with their teams, empty posts in red; open applications."""
    require(access.may(request.user, "view"))
    shown = queries.board_of(request.user, number_in(request.GET.get("page", "")) or 1)
    return page(request, "keyservice/board.html", {"board": shown})


@require_GET
def account(request, pk: int):
    """One key account: team, promises, applications."""
    row = _account(request, pk)
    context = queries.account_shown(request.user, row) | {"row": row, "verbs": ACCOUNT_VERBS}
    return page(request, "keyservice/account.html", context)


@require_http_methods(["GET", "POST"])
def account_do(request, pk: int, verb: str):
    """One verb on a key account."""
    row = _account(request, pk)
    back = reverse("keyservice:account", args=[row.pk])
    return _done(request, row, _verb(ACCOUNT_VERBS, verb), back)


@require_POST
def promise_to(request, pk: int, what: str):
    """Special payment is approved or not; a promise ends."""
    row = get_object_or_404(access.visible_promises(request.user).select_related("customer"), pk=pk)
    if what in ("approve", "refuse"):
        require(access.may(request.user, "approve"))
        actions.decide_promise(row, is_given=what == "approve", by=request.user)
    elif what == "end":
        require(access.may(request.user, "lead"))
        actions.end_promise(row, by=request.user)
    else:
        raise Http404
    return go(request, reverse("keyservice:account", args=[row.customer_id]))


@require_GET
def support(request, pk: int):
    """One application: the form, what was done, what it was worth."""
    row = _support(request, pk)
    verbs = [(name, SUPPORT_VERBS[name]) for name in queries.verbs_for(request.user, row)]
    return page(request, "keyservice/support.html", {"row": row, "verbs": verbs})


@require_http_methods(["GET", "POST"])
def support_do(request, pk: int, verb: str):
    """One verb on an application."""
    row = _support(request, pk)
    return _done(request, row, _verb(SUPPORT_VERBS, verb), row.get_absolute_url())


def _done(request, row, spec: Verb, back: str):
    is_support = isinstance(row, Support)
    require(access.may(request.user, spec.right, row if is_support else None))
    given = request.POST if request.method == "POST" else None
    form = spec.form(given, user=request.user, initial=spec.fill(row))
    if form.is_bound and taken(form, lambda: spec.run(row, form, request.user)):
        messages.success(request, _("已保存。"))
        return go(request, back)
    context = {
        "row": row, "form": form, "spec": spec, "back": back,
        "support": row if is_support else None,
    }  # fmt: skip
    return page(request, "keyservice/act.html", context, status=422 if form.errors else 200)


def _verb(verbs: dict[str, Verb], name: str) -> Verb:
    if name not in verbs:
        raise Http404
    return verbs[name]


def _account(request, pk: int):
    return get_object_or_404(access.visible_accounts(request.user), pk=pk)


def _support(request, pk: int) -> Support:
    rows = access.visible_supports(request.user).select_related(
        "customer", "applicant", "reviewed_by", "judged_by"
    )
    return get_object_or_404(rows, pk=pk)
