"""Analysis, improvements, lessons, ways to complain (E-9…E-11)."""

import io
from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.accounts.access import exports_frozen
from maizi.history.actions import record_many
from maizi.history.terms import Verb as Told
from maizi.kernel.errors import Refused
from maizi.kit.forms import taken
from maizi.kit.http import go, require
from maizi.kit.jinja import page
from maizi.kit.sheets.answer import sheet_answer

from .. import access, actions, forms, queries
from ..models import Analysis, Complaint
from ..queries import DIMENSIONS, Period
from ..terms import ImprovementState


@require_GET
def analysis(request):
    """The figures of a period, where complaints come from, one thing against another."""
    require(access.may(request.user, "analyse"))
    down, across = _crossed(request)
    form, period = _asked(request, down=down, across=across)
    user = request.user
    context = {
        "form": form, "period": period, "now": queries.figures_of(user, period),
        "before": queries.figures_of(user, period.earlier),
        "year": queries.figures_of(user, period.last_year),
        "paretos": {name: queries.pareto_of(user, period, name) for name in DIMENSIONS},
        "dimensions": DIMENSIONS, "down": down, "across": across,
        "cross": queries.cross_of(user, period, down, across),
        "months": queries.months_before(user, period.until),
        "kept": access.visible_analyses(user)[:12],
        "may_export": access.may(user, "export") and not exports_frozen(user),
        "improvements": access.visible_improvements(user).exclude(
            state=ImprovementState.DROPPED)[:8],
        "list_address": queries.list_address(period, {}),
    }  # fmt: skip
    return page(request, "complaints/analysis.html", context)


def _asked(request, **crossed) -> tuple[forms.PeriodForm, Period]:
    """The period that was asked for; this month's days where that makes no sense."""
    today = timezone.localdate()
    usual = {"since": today.replace(day=1), "until": today}
    given = request.GET if "since" in request.GET else None
    form = forms.PeriodForm(given, initial=usual | crossed)
    if form.is_bound and form.is_valid():
        return form, Period(form.cleaned_data["since"], form.cleaned_data["until"])
    return form, Period(usual["since"], usual["until"])


def _crossed(request) -> tuple[str, str]:
    down, across = request.GET.get("down", ""), request.GET.get("across", "")
    down = down if down in DIMENSIONS else "main_cause"
    across = across if across in DIMENSIONS else "main_unit"
    return down, across if across != down else next(n for n in DIMENSIONS if n != down)


@require_POST
def analysis_export(request):
    """The Pareto of every dimension and the cross table as a sheet; the history says so."""
    require(access.may(request.user, "export") and not exports_frozen(request.user))
    form = forms.PeriodForm(request.POST)
    if not form.is_valid():
        raise Refused(_("请选好期间。"))
    period = Period(form.cleaned_data["since"], form.cleaned_data["until"])
    rows = [
        [_(DIMENSIONS[name]), bar.label, bar.bar.count, f"{bar.bar.share:.4f}",
         f"{bar.bar.cumulative:.4f}", _("是") if bar.bar.is_vital else ""]
        for name in DIMENSIONS for bar in queries.pareto_of(request.user, period, name)
    ]  # fmt: skip
    title = _("投诉分析 %(since)s 至 %(until)s") % {"since": period.since, "until": period.until}
    record_many(Complaint._meta.label_lower, lines=[(None, title, {})], verb=Told.EXPORT,
                by=request.user, reason=_("投诉分析"))  # fmt: skip
    heads = [(_("维度"), ""), (_("项目"), ""), (_("件数"), "number"), (_("占比"), "number"),
             (_("累计"), "number"), (_("主要"), "")]  # fmt: skip
    return sheet_answer(title, columns=heads, rows=rows, ending="xlsx")


@require_http_methods(["GET", "POST"])
def analysis_keep(request):
    """Keep the numbers of a period with what is said to them."""
    require(access.may(request.user, "analyse"))
    last = timezone.localdate().replace(day=1) - timedelta(days=1)
    title = _("%(year)d 年 %(month)d 月投诉分析") % {"year": last.year, "month": last.month}
    begun = {"since": last.replace(day=1), "until": last, "title": title}
    form = forms.AnalysisForm(request.POST if request.method == "POST" else None, initial=begun)
    if form.is_bound and taken(form, lambda: actions.keep_analysis(form.instance, by=request.user)):
        return go(request, form.instance.get_absolute_url())
    context = {"form": form, "title": _("写投诉分析")}
    return page(request, "complaints/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def analysis_kept(request, pk: int):
    """An analysis that was kept; its words may be changed, its numbers not."""
    row = get_object_or_404(access.visible_analyses(request.user).select_related("by"), pk=pk)
    may_write = access.may_report(request.user, "change", row)
    form = forms.AnalysisForm(request.POST if request.method == "POST" else None, instance=row)
    if request.method == "POST":
        require(may_write)
        if taken(form, lambda: actions.keep_analysis(form.instance, by=request.user)):
            return go(request, row.get_absolute_url())
    context = {"row": row, "form": form, "may_write": may_write, "dimensions": DIMENSIONS,
               "kind": Analysis._meta.label_lower}  # fmt: skip
    return page(request, "complaints/analysis_kept.html", context,
                status=422 if form.errors else 200)  # fmt: skip


@require_POST
def analysis_send(request, pk: int):
    row = get_object_or_404(access.visible_analyses(request.user), pk=pk)
    require(access.may_report(request.user, "change", row))
    count = actions.send_analysis(row, by=request.user)
    messages.success(request, _("已分发给 %d 人。") % count)
    return go(request, row.get_absolute_url())


@require_GET
def improvement(request, pk: int):
    rows = access.visible_improvements(request.user).select_related("cause", "owner", "created_by")
    row = get_object_or_404(rows, pk=pk)
    today = timezone.localdate()
    around = queries.effect_around(row, today=today) if row.done_on else None
    complaints = access.visible_complaints(request.user).filter(improvement=row)[:20]
    context = {
        "row": row, "around": around, "complaints": complaints, "today": today,
        "may_end": access.may_improve(request.user, "end", row),
        "may_change": access.may_improve(request.user, "change", row),
        "form": forms.EffectForm(),
    }  # fmt: skip
    return page(request, "complaints/improvement.html", context)


@require_POST
def improve(request, pk: int, what: str):
    """A measure is done, judged or given up."""
    row = get_object_or_404(access.visible_improvements(request.user), pk=pk)
    require(access.may_improve(request.user, "end", row))
    form = forms.EffectForm(request.POST)
    if not form.is_valid():
        raise Refused(_("请核对日期。"))
    text, on = form.cleaned_data["text"], form.cleaned_data["on"]
    if what == "done":
        actions.end_improvement(row, by=request.user, on=on)
    elif what == "checked":
        actions.check_effect(row, conclusion=text, by=request.user)
    elif what == "dropped":
        actions.drop_improvement(row, reason=text, by=request.user)
    else:
        raise Http404
    return go(request, row.get_absolute_url())


@require_GET
def lessons(request):
    require(access.may(request.user, "view"))
    rows = access.visible_lessons(request.user).select_related("by").prefetch_related("reads")
    return page(request, "complaints/lessons.html", {"rows": rows[:60]})


@require_http_methods(["GET", "POST"])
def lesson(request, pk: int):
    """One lesson, and who has read it; POST says that one has read it oneself."""
    rows = access.visible_lessons(request.user).select_related("by", "complaint")
    row = get_object_or_404(rows, pk=pk)
    if request.method == "POST":
        actions.learn(row, by=request.user)
        messages.success(request, _("已登记学习。"))
        return go(request, row.get_absolute_url())
    reads = list(row.reads.select_related("user"))
    missing = [one for one in queries.front_people()
               if one.pk not in {read.user_id for read in reads}]  # fmt: skip
    context = {"row": row, "reads": reads, "missing": missing,
               "is_read": any(read.user_id == request.user.pk for read in reads)}  # fmt: skip
    return page(request, "complaints/lesson.html", context)


@require_GET
def door(request, pk: int):
    """One way to complain, with its poster."""
    rows = access.visible_doors(request.user).select_related("unit", "owner")
    row = get_object_or_404(rows, pk=pk)
    link = request.build_absolute_uri(reverse("complaints:tell", args=[row.code]))
    may_change = access.may_set_up(request.user, "change", row)
    context = {"row": row, "link": link, "may_change": may_change,
               "hotlines": queries.hotlines()}  # fmt: skip
    return page(request, "complaints/door.html", context)


@require_GET
def door_code(request, pk: int):
    """The QR code of a way to complain."""
    import segno  # here: few pages draw one, and it takes long to load

    row = get_object_or_404(access.visible_doors(request.user), pk=pk)
    link = request.build_absolute_uri(reverse("complaints:tell", args=[row.code]))
    buffer = io.BytesIO()
    segno.make(link, error="m").save(buffer, kind="svg", scale=6, border=2)
    return HttpResponse(buffer.getvalue(), content_type="image/svg+xml")
