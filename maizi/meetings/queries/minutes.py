"""The minutes of a meeting as plain text: points, decisions, actions, conclusion."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from maizi.kit import show

from ..models import Meeting


def minutes_of(row: Meeting) -> str:
    """Everything a meeting came to. Four queries."""
    return "\n".join(_lines(row))


def _lines(row: Meeting) -> Iterator[str]:
    yield _("会议纪要：%s") % row.title
    yield _("时间：%s") % show.when(row.started_at or row.starts_at)
    if row.place:
        yield _("地点：%s") % row.place
    people = list(row.participants.select_related("user"))
    yield _("到会：%s") % _("、").join(str(one) for one in people if one.attended)
    if spoke := [str(one) for one in people if one.spoke]:
        yield _("发言：%s") % _("、").join(spoke)
    yield _("目的：%s") % row.purpose
    for number, point in enumerate(row.points.all(), 1):
        yield ""
        yield f"{number}. {point.title}"
        yield point.summary
        if point.questions:
            yield _("问题：%s") % point.questions
    yield from _agreed(row)
    yield ""
    yield _("总结：%s") % row.conclusion


def _agreed(row: Meeting) -> Iterator[str]:
    if decisions := list(row.decisions.all()):
        yield ""
        yield _("决定：")
        yield from (f"- {one.text}" for one in decisions)
    if actions := list(row.actions.select_related("owner")):
        yield ""
        yield _("行动：")
        for one in actions:
            owner = one.owner.name if one.owner else "—"
            yield f"- {one.text}（{owner}，{show.day(one.due_on)}）"
