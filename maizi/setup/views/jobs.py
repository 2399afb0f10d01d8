"""Background work: what runs, waits, failed and why."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from maizi.jobs import access, actions, queries
from maizi.jobs.terms import JobState, JobVerb
from maizi.kit.http import is_partial, require
from maizi.kit.jinja import page

SHOWN = 100
VERBS = {
    JobVerb.PAUSE: actions.pause, JobVerb.RESUME: actions.resume, JobVerb.CANCEL: actions.cancel,
    JobVerb.RETRY: actions.retry,
}  # fmt: skip
SCHEDULE_VERBS = ("run", "on", "off")


@require_GET
def jobs(request):
    state = request.GET.get("state", "")
    states = [JobState(state)] if state in set(JobState) else []
    now = timezone.now()
    rows = [_shown(row, now) for row in queries.jobs_for(request.user, *states)[:SHOWN]]
    context = {
        "jobs": rows, "counts": queries.counts_for(request.user), "state": state,
        "schedules": access.visible_schedules(request.user),
        "sees_all": access.sees_all(request.user),
        "is_alive": queries.is_worker_alive(now), "label_of": queries.label_of,
    }  # fmt: skip
    template = "setup/jobs.html#rows" if is_partial(request) else "setup/jobs.html"
    return page(request, template, context)


@require_GET
def job(request, pk: int):
    row = get_object_or_404(queries.jobs_for(request.user), pk=pk)
    context = {**_shown(row, timezone.now()), "sees_all": access.sees_all(request.user)}
    template = "setup/job.html#progress" if is_partial(request) else "setup/job.html"
    return page(request, template, context)


def _shown(row, now) -> dict:
    return {
        "job": row, "label": queries.label_of(row.kind), "progress": queries.progress_of(row),
        "waiting": queries.why_waiting(row, now=now), "verbs": queries.verbs_of(row),
    }  # fmt: skip


@require_POST
def job_verb(request, pk: int, verb: str):
    row = get_object_or_404(access.visible_jobs(request.user), pk=pk)
    if verb not in set(JobVerb):
        raise Http404
    require(access.may(request.user, verb, row))
    VERBS[JobVerb(verb)](row, by=request.user)
    messages.success(request, _("%s：已收到。") % JobVerb(verb).label)
    return redirect("setup:job", pk)


@require_POST
def schedule_verb(request, pk: int, verb: str):
    row = get_object_or_404(access.visible_schedules(request.user), pk=pk)
    if verb not in SCHEDULE_VERBS:
        raise Http404
    require(access.may(request.user, verb, row))
    if verb == "run":
        actions.fire_now(row, by=request.user)
    else:
        actions.switch_schedule(row, is_active=verb == "on", by=request.user, now=timezone.now())
    messages.success(request, _("定时任务“%s”已更新。") % row)
    return redirect("setup:jobs")
