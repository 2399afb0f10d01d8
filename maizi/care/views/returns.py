"""The plan of return visits, a visit, messages to many."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.customers.access import visible_customers
from maizi.customers.models import Customer
from maizi.kernel.errors import Refused
from maizi.kit.forms import taken
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access, actions, forms, queries
from ..terms import ReturnForm, ValueClass
from .parts import care_page, customer_for, filled, number, posted

MOST_DRAFTS = 200


@require_GET
def plan(request):
    """Who is to be visited: overdue, today, coming; one's own or all in sight."""
    require(access.may_care(request.user, "view"))
    asked = request.GET.get("when", "")
    when = queries.When(asked) if asked in list(queries.When) else queries.When.OVERDUE
    is_mine, value = request.GET.get("who") != "all", request.GET.get("value", "")
    today, start = timezone.localdate(), number(request, "from")
    rows = queries.plans_for(request.user, is_mine=is_mine, when=when, today=today, value=value)
    shown = list(rows.select_related("customer__owner")[start : start + queries.PAGE + 1])
    context = {
        "lines": queries.plan_lines(shown[: queries.PAGE]), "when": when, "is_mine": is_mine,
        "counts": queries.counts_of(request.user, is_mine=is_mine, today=today),
        "today": today, "value": value, "values": ValueClass, "whens": queries.When,
        "start": start, "size": queries.PAGE,
        "more": start + queries.PAGE if len(shown) > queries.PAGE else 0,
        "may_visit": access.may_care(request.user, "visit"),
        "drafts": access.visible_greetings(request.user).filter(closed_at=None).count(),
    }  # fmt: skip
    return page(request, "care/plan.html", context)


@require_http_methods(["GET", "POST"])
def visit(request, pk: int):
    """Write down a return visit."""
    row = customer_for(request, pk, "visit")
    found = access.visible_plans(request.user).filter(customer=row).first()
    form = forms.ReturnVisitForm(posted(request), user=request.user, customer=row, plan=found)

    def write():
        actions.record_return_visit(row, form.told(), by=request.user)
        messages.success(request, _("回访已记下，下次回访的日期已重新计算。"))

    about = {"title": _("记录回访"), "row": row, "hints": queries.reasons_of([pk])[pk]}
    return filled(request, form=form, act=write, back=care_page(row), about=about)


@require_http_methods(["GET", "POST"])
def interval(request, pk: int):
    """An interval of its own for one customer."""
    row = customer_for(request, pk, "plan")
    found = access.visible_plans(request.user).filter(customer=row).first()
    begun = {"override_days": found.override_days, "override_reason": found.override_reason} \
        if found else {}  # fmt: skip
    form = forms.IntervalForm(posted(request), initial=begun)

    def write():
        given = form.cleaned_data
        actions.set_interval(
            row, days=given["override_days"], reason=given["override_reason"], by=request.user
        )
        messages.success(request, _("回访间隔已更新。"))

    return filled(request, form=form, act=write, back=care_page(row),
                  about={"title": _("回访间隔"), "row": row})  # fmt: skip


@require_http_methods(["GET", "POST"])
def batch(request):
    """Words for the ticked customers; the second step writes a draft for each."""
    require(access.may_care(request.user, "visit"))
    chosen = _chosen(request)
    form = forms.BatchForm(posted(request))

    def write():
        found = form.cleaned_data
        made = actions.draft_greetings(
            chosen, form=ReturnForm(found["form"]), text=found["text"], by=request.user
        )
        _tell(request, made)

    if not chosen:
        return _nobody(request)
    if request.method == "POST" and taken(form, write):
        return go(request, reverse("care:greetings"))
    context = {"form": form, "chosen": chosen}
    return page(request, "care/batch.html", context, status=422 if form.errors else 200)


def _nobody(request):
    """Back to the plan, where somebody can be ticked; a form without anybody is refused."""
    said = _("还没有选中客户。请先在回访计划里勾选。")
    if request.method == "POST":
        raise Refused(said)
    messages.warning(request, said)
    return go(request, reverse("care:plan"))


def _chosen(request) -> list[Customer]:
    """The customers that were ticked, as far as they are in sight and in no pool."""
    given = request.POST if request.method == "POST" else request.GET
    ids = [i for i in given.getlist("pk") if i.isascii() and i.isdigit() and len(i) < 20]
    rows = visible_customers(request.user).filter(pk__in=ids[: MOST_DRAFTS + 1], pool=None)
    return list(rows.order_by("pk"))


def _tell(request, made) -> None:
    count = len(made.made)
    messages.success(request, ngettext("已写好 %d 条草稿。", "已写好 %d 条草稿。", count) % count)
    if made.quiet:
        names = _("、").join(made.quiet[:10])
        messages.warning(request, _("%s 不希望被打扰，没有写。") % names)


@require_GET
def greetings(request):
    """One's own drafts that wait to be sent."""
    require(access.may_care(request.user, "visit"))
    rows = access.visible_greetings(request.user).filter(closed_at=None)
    rows = list(rows.select_related("customer")[:MOST_DRAFTS])
    return page(request, "care/greetings.html", {"rows": rows})


@require_POST
def greeting(request, pk: int):
    """It was sent, or it is not sent after all."""
    row = get_object_or_404(access.visible_greetings(request.user), pk=pk)
    require(access.may_care(request.user, "visit"))
    if request.POST.get("act") == "sent":
        actions.mark_sent(row, by=request.user)
        messages.success(request, _("已记为一次回访。"))
    else:
        actions.drop_greeting(row, by=request.user)
        messages.success(request, _("草稿已去掉。"))
    return go(request, reverse("care:greetings"))
