"""Plan, report, statistics: generated pages (L-2 to L-4)."""

from contextlib import suppress

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from maizi.kernel.ids import number_in
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access, actions, queries
from ..rules.statistics import ranked
from .parts import said

SPANS = (("week", gettext_lazy("本周")), ("month", gettext_lazy("本月")),
         ("quarter", gettext_lazy("本季")), ("year", gettext_lazy("本年")))  # fmt: skip


@require_GET
def statistics(request):
    """客户开发统计表 (L-4)."""
    require(access.may(request.user, "view"))
    asked, by = request.GET.get("span", "month"), request.GET.get("by", "person")
    by = by if by in queries.OF else "person"
    span = queries.span_of(asked, timezone.localdate())
    lines, total = queries.statistics(request.user, span, by=by)
    context = {"lines": ranked(lines), "total": total, "span": span, "asked": asked, "by": by,
               "spans": SPANS}  # fmt: skip
    return page(request, "development/statistics.html", context)


@require_http_methods(["GET", "POST"])
def work_report(request):
    """客户开发报告表 of one person and day (L-3), with the superior's comments."""
    require(access.may(request.user, "view"))
    asked, on = {**request.GET.dict(), **request.POST.dict()}, timezone.localdate()
    with suppress(ValueError):
        on = parse_date(asked.get("on", "")) or on
    people = access.visible_reporters(request.user)
    who = number_in(asked.get("who", "")) or request.user.pk
    person = get_object_or_404(people, pk=who)
    may_comment = access.may_comment(request.user, person)
    if request.method == "POST":
        require(may_comment)
        text = request.POST.get("text", "")
        actions.comment_report(person, on, text=text, by=request.user)
        said(request, _("批注已发给本人。"))
        return go(request, f"{reverse('development:work_report')}?who={person.pk}&on={on}")
    comments = access.visible_comments(request.user).filter(person=person, on=on)
    context = {"person": person, "on": on, "people": people.order_by("name")[:200],
               "entries": queries.report_of(request.user, person, queries.Span(on, on)),
               "comments": comments.select_related("by"), "may_comment": may_comment}  # fmt: skip
    return page(request, "development/report.html", context)


@require_GET
def plan_sheet(request):
    """客户开发计划表 (L-2): what is meant to succeed by the end of the period."""
    require(access.may(request.user, "view"))
    asked = request.GET.get("span", "quarter")
    span = queries.span_of(asked, timezone.localdate())
    is_own = request.GET.get("who") == "me"
    rows = queries.plan_of(request.user, span, person=request.user if is_own else None)
    context = {"rows": rows, "span": span, "asked": asked, "spans": SPANS, "is_own": is_own}
    return page(request, "development/plan_sheet.html", context)
