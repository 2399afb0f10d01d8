"""The quality board, facts of one record, and the steward's queue of records to clear out."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from maizi.jobs.actions import enqueue
from maizi.kernel.errors import Refused
from maizi.kernel.ids import number_in
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access, actions, queries
from ..queries import board as reading
from ..queries.charts import line_of
from ..terms.collecting import Filing
from ..terms.quality import ClearingState, FreshGroup, QualityBand

MOST_SHOWN = 100
VERBS = {"keep": actions.keep_records, "put_away": actions.put_away, "restore": actions.restore}


@require_GET
def board(request):
    """The four rules of the archive, each with its numbers; every number leads to its rows."""
    require(access.may(request.user, "read"))
    today = timezone.localdate()
    shown = queries.board_for(request.user, today=today)
    context = {
        "board": shown, "numbers": shown.numbers, "gaps": reading.gaps(shown.numbers)[:10],
        "bands": list(QualityBand), "filings": list(Filing), "where": _where,
        "coverage": reading.scheme_coverage(request.user, today=today),
        "late": sum(n for *_rest, n in queries.late_by_owner(request.user, today)),
        "candidates": access.visible_candidates(request.user)
            .filter(state=ClearingState.WAITING)[:1_000].count(),
        "trend": line_of(shown.trend),
        "may_clear": access.may(request.user, "clear"),
        "may_appraise": access.may(request.user, "appraise"),
    }  # fmt: skip
    return page(request, "customers/quality_board.html", context)


@require_POST
def again(request):
    require(access.may(request.user, "clear"))
    enqueue("customers.quality", by=request.user)
    messages.success(request, _("已开始重新计算全部资料的质量，完成后看板会更新。"))
    return go(request, reverse("customers:quality_board"))


@require_POST
def confirm(request, pk: int):
    """Somebody has checked groups of facts of a record."""
    row = get_object_or_404(access.visible_customers(request.user), pk=pk)
    require(access.may(request.user, "change", row))
    groups = [g for g in FreshGroup if g.value in request.POST.getlist("group")]
    actions.confirm_facts(row, groups, by=request.user)
    messages.success(request, _("已记下：资料刚刚核实过。"))
    return go(request, row.get_absolute_url())


@require_POST
def mark(request, pk: int):
    row = get_object_or_404(access.visible_customers(request.user), pk=pk)
    require(access.may(request.user, "change", row))
    place, fault = request.POST.get("place", "")[:40], request.POST.get("fault", "")
    actions.mark_bad(row, place, fault, by=request.user)
    messages.success(request, _("已标为失效。改成新的内容后，标记自动失去作用。"))
    return go(request, row.get_absolute_url())


@require_POST
def unmark(request, pk: int, bad_id: int):
    row = get_object_or_404(access.visible_customers(request.user), pk=pk)
    require(access.may(request.user, "change", row))
    actions.unmark_bad(get_object_or_404(row.bad_values, pk=bad_id), by=request.user)
    messages.success(request, _("已取消失效标记。"))
    return go(request, row.get_absolute_url())


@require_GET
def clearing(request):
    """Records that may be cleared out, and what became of them."""
    require(access.may(request.user, "clear"))
    asked = request.GET.get("state", "")
    state = ClearingState(asked) if asked in set(ClearingState) else ClearingState.WAITING
    rows = access.visible_candidates(request.user)
    after = number_in(request.GET.get("after", ""))
    found = rows.filter(state=state, **({"pk__lt": after} if after else {}))
    found = list(found.select_related("customer__owner", "decided_by")[: MOST_SHOWN + 1])
    context = {
        "rows": found[:MOST_SHOWN], "state": state, "states": list(ClearingState),
        "more": found[MOST_SHOWN - 1].pk if len(found) > MOST_SHOWN else None,
        "days": queries.recover_days(),
    }  # fmt: skip
    return page(request, "customers/clearing.html", context)


@require_POST
def decide(request):
    """Keep, put away or restore the records ticked."""
    require(access.may(request.user, "clear"))
    ids = {number_in(text) for text in request.POST.getlist("pk")} - {None}
    act = VERBS.get(request.POST.get("act", ""))
    rows = list(access.visible_candidates(request.user).filter(pk__in=list(ids)[:500]))
    if not rows or act is None:
        raise Refused(_("还没有选中任何记录。请先勾选。"))
    reason = request.POST.get("reason", "").strip()
    given = {} if act is actions.restore else {"reason": reason}
    done = act(rows, by=request.user, **given)
    told = ngettext("已处理 %d 条。", "已处理 %d 条。", done)
    messages.success(request, told % done)
    return go(request, request.headers.get("HX-Current-URL") or reverse("customers:clearing"))


def _where(name: str) -> str:
    """The customer list behind a number of the board."""
    found = "&".join(f"f={text}" for text in reading.conditions(name))
    return f"{reverse('customers:customer_list')}?bare=1" + (f"&{found}" if found else "")
