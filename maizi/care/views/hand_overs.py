"""Hand-overs: the list, a new one, one with its kinds and verbs, the leaver's report."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.history.actions import record_many
from maizi.history.terms import Verb
from maizi.jobs.actions import enqueue
from maizi.kernel.errors import Refused
from maizi.kit.http import go, require
from maizi.kit.jinja import page
from maizi.kit.sheets.answer import sheet_answer

from .. import access, actions, forms, queries
from ..models import HandOver
from ..terms import State, Step

MOST_IN_REPORT, MOST_EXPORTED = 200, 20_000


@require_GET
def hand_overs(request):
    rows = queries.in_hand(request.user)[:100]
    mine = queries.given_to(request.user)
    context = {
        "rows": rows, "waiting": mine.count(), "may_open": access.may(request.user, "open"),
        "state": State,
    }  # fmt: skip
    return page(request, "care/hand_overs.html", context)


@require_GET
def mine(request):
    """What comes to this person, and the customers he has not greeted yet."""
    lines = queries.lines_of(request.user, queries.given_to(request.user)[:300])
    waiting = [line for line in lines if line.piece.moved_at is None]
    greeting = [line for line in lines if line.piece.moved_at is not None]
    return page(request, "care/mine.html", {"waiting": waiting, "greeting": greeting, "step": Step})


@require_http_methods(["GET", "POST"])
def hand_over_new(request):
    require(access.may(request.user, "open"))
    form = forms.OpenForm(
        request.user, request.POST or None, initial={"person": request.GET.get("person", "")}
    )
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                row = actions.open_hand_over(form.instance, by=request.user)
        except Refused as refusal:
            form.add_error(refusal.field or None, refusal.text(_))
        else:
            messages.success(request, _("已登记。导出和删除已立即停止，清单已列好。"))
            return go(request, row.get_absolute_url())
    return page(request, "care/hand_over_new.html", {"form": form},
                status=422 if form.errors else 200)  # fmt: skip


def _row(request, pk: int, verb: str = "") -> HandOver:
    rows = access.visible_hand_overs(request.user).select_related("person__unit", "opened_by")
    row = get_object_or_404(rows, pk=pk)
    require(not verb or access.may(request.user, verb, row))
    return row


@require_GET
def hand_over(request, pk: int):
    row = _row(request, pk)
    shelves = queries.shelves_of(row)
    may_manage = access.may(request.user, "manage", row) and row.state == State.OPEN
    context = {
        "row": row, "shelves": shelves, "step": Step, "state": State,
        "may_manage": may_manage, "may_list": access.may(request.user, "list", row),
        "may_report": access.may(request.user, "manage", row),
        "total": sum(s.total for s in shelves), "moved": sum(s.moved for s in shelves),
        "ready": sum(s.steps[Step.READY] for s in shelves),
        "missing": sum(s.missing for s in shelves),
        "form": forms.ArrangeForm(request.user, row) if may_manage else None,
    }  # fmt: skip
    return page(request, "care/hand_over.html", context)


@require_POST
def refresh(request, pk: int):
    row = _row(request, pk, "list")
    count = actions.renew_list(row, by=request.user)
    messages.success(request, _("清单已更新：%d 处变化。") % count)
    return go(request, row.get_absolute_url())


@require_POST
def rule(request, pk: int):
    row = _row(request, pk, "manage")
    form = forms.ArrangeForm(request.user, row, request.POST)
    if not form.is_valid():
        raise Refused(_("请选一位接手人。"), field="taker")
    given = form.cleaned_data
    count = actions.arrange(
        row, holding=given["holding"], taker=given["taker"], by=request.user,
        match={name: given[name] for name in ("region", "unit", "grade")},
        is_again=given["is_again"],
    )  # fmt: skip
    told = ngettext("%(n)d 项由 %(who)s 接手。", "%(n)d 项由 %(who)s 接手。", count)
    messages.success(request, told % {"n": count, "who": given["taker"]})
    return go(request, row.get_absolute_url())


@require_POST
def move(request, pk: int):
    """Move what is ready; a long list goes on in the background."""
    row = _row(request, pk, "manage")
    moved, waiting = actions.move_ready(row, by=request.user)
    if waiting:
        enqueue("care.move", payload={"hand_over": row.pk}, by=request.user)
        messages.info(request, _("其余 %d 项在后台继续移交，可以离开这一页。") % waiting)
    messages.success(request, ngettext("已移交 %d 项。", "已移交 %d 项。", moved) % moved)
    return go(request, row.get_absolute_url())


@require_POST
def finish(request, pk: int):
    row = _row(request, pk, "manage")
    actions.finish(row, by=request.user)
    messages.success(request, _("交接完成。离职的，现在可以在“设置 → 人员与任职”里停用账号。"))
    return go(request, row.get_absolute_url())


@require_POST
def call_off(request, pk: int):
    row = _row(request, pk, "manage")
    actions.call_off(row, by=request.user, reason=request.POST.get("reason", ""))
    messages.success(request, _("交接已取消，已移交的保持不变。"))
    return go(request, row.get_absolute_url())


@require_GET
def report(request, pk: int):
    """What the leaver looked at and took out in the last weeks."""
    row = _row(request, pk, "manage")
    rows = queries.looks_of(row.person, now=timezone.now())
    context = {"row": row} | queries.told_looks(request.user, rows, most=MOST_IN_REPORT)
    return page(request, "care/report.html", context)


@require_POST
def report_export(request, pk: int):
    row = _row(request, pk, "manage")
    rows = queries.looks_of(row.person, now=timezone.now())
    told = queries.told_looks(request.user, rows, most=MOST_EXPORTED)
    title = _("%s的查看与导出") % row.person.name
    record_many(
        row._meta.label_lower, lines=[(row.pk, title, {})], verb=Verb.EXPORT, by=request.user,
        reason=_("离职交接"),
    )  # fmt: skip
    labels = (_("动作"), _("对象"), _("原因"), _("行数"))
    heads = [(_("时间"), "moment"), *((label, "") for label in labels)]
    return sheet_answer(title, columns=heads, rows=map(list, told["lines"]), ending="xlsx")
