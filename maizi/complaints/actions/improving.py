"""Measures against causes, followed to their effect; analyses that are kept (E-9)."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.fields.queries import parameter
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.inbox.actions import ask, notify, settle
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from .. import access, queries
from ..models import Analysis, Improvement
from ..rules.numbers import effect_of
from ..terms import ImprovementState

TODO = N_("完成改进措施：{title}")
TODO_CHECK = N_("评估改进效果：{title}")
DONE, CHECKED, DROPPED = N_("完成改进"), N_("评估效果"), N_("放弃改进")
SENT = N_("请查看投诉分析：{title}")


@transaction.atomic
def save_improvement(row: Improvement, verb: str, *, by) -> None:
    """Store a measure; its owner has it among his to-dos. Called inside `recorded`."""
    if row.due_on < timezone.localdate() and row._state.adding:
        raise Refused(_("完成期限不能早于今天。"), field="due_on")
    if row._state.adding:
        row.created_by = by
    row.save()
    if row.state == ImprovementState.OPEN:
        settle(source=access.IMPROVE_SOURCE, about=row, by=by)
        ask(owner=row.owner, source=access.IMPROVE_SOURCE, about=row, due_at=row.due_on, by=by,
            title=say(TODO, title=row.title))  # fmt: skip


@transaction.atomic
def end_improvement(row: Improvement, *, by, on: date | None = None) -> Improvement:
    """The measure is in force from a day on; after the days of observation it is judged."""
    row = _locked(row, ImprovementState.OPEN)
    today, on = timezone.localdate(), on or timezone.localdate()
    if on > today:
        raise Refused(_("完成日期不能晚于今天。"), field="on")
    with recorded(row, DONE, by=by):
        row.state, row.done_on = ImprovementState.DONE, on
        row.save(update_fields=["state", "done_on"])
    settle(source=access.IMPROVE_SOURCE, about=row, by=by)
    days = int(parameter("complaint.effect_days"))
    due = max(on + timedelta(days=days), today)
    ask(owner=row.owner, source=access.CHECK_SOURCE, about=row, due_at=due, by=by,
        title=say(TODO_CHECK, title=row.title))  # fmt: skip
    return row


@transaction.atomic
def check_effect(
    row: Improvement, *, conclusion: str, by, today: date | None = None
) -> Improvement:
    """Compare the days before and after; the numbers are kept as they are now (E-9).

    Raises Refused before the days of observation are over, and without a conclusion.
    """
    row, today = _locked(row, ImprovementState.DONE), today or timezone.localdate()
    found = queries.effect_around(row, today=today)
    if not found.is_over:
        raise Refused(
            N_("还在观察期，{day} 以后才能评估效果。"), day=found.until.isoformat(), code="early"
        )
    if not conclusion.strip():
        raise Refused(_("请写下评估结论。"), field="conclusion")
    with recorded(row, CHECKED, by=by):
        row.state, row.checked_on = ImprovementState.CHECKED, today
        row.before, row.after, row.conclusion = found.before, found.after, conclusion.strip()[:400]
        row.verdict = effect_of(
            found.before, found.after, sold_before=found.sold_before, sold_after=found.sold_after
        )
        row.save()
    settle(source=access.CHECK_SOURCE, about=row, by=by)
    return row


@transaction.atomic
def drop_improvement(row: Improvement, *, reason: str, by) -> Improvement:
    """Give a measure up, with the reason."""
    row = _locked(row, ImprovementState.OPEN)
    if not reason.strip():
        raise Refused(_("请写明为什么放弃。"), field="reason")
    with recorded(row, DROPPED, by=by, reason=reason):
        row.state, row.conclusion = ImprovementState.DROPPED, reason.strip()[:400]
        row.save(update_fields=["state", "conclusion"])
    settle(source=access.IMPROVE_SOURCE, about=row, by=by)
    return row


@transaction.atomic
def keep_analysis(row: Analysis, *, by) -> Analysis:
    """Keep the numbers of a period with what is said to them. Raises Refused without a title."""
    if not row.title.strip():
        raise Refused(_("请给分析起个标题。"), field="title")
    if row.since > row.until:
        raise Refused(_("开始日期不能晚于结束日期。"), field="since")
    verb = Verb.CREATE if row._state.adding else Verb.CHANGE
    with recorded(row, verb, by=by):
        if row._state.adding:
            row.numbers = queries.numbers_kept(by, row.since, row.until)
            row.by, row.at = by, timezone.now()
        row.title = row.title.strip()
        row.save()
    return row


@transaction.atomic
def send_analysis(row: Analysis, *, by) -> int:
    """Pass an analysis on to those who handle complaints and to the heads; how many (S003§14.4)."""
    row = Analysis.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if not row.summary.strip():
        raise Refused(_("请先写总结，再分发。"))
    with recorded(row, N_("分发"), by=by):
        row.sent_at = timezone.now()
        row.save(update_fields=["sent_at"])
    people = [one for one in queries.front_people() if one.pk != by.pk]
    notify(to=people, event="complaints.report", about=row, by=by,
           title=say(SENT, title=row.title))  # fmt: skip
    return len(people)


def _locked(row: Improvement, state: ImprovementState) -> Improvement:
    row = Improvement.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.state != state:
        raise Refused(_("这项改进现在是“%s”。") % row.get_state_display())
    return row
