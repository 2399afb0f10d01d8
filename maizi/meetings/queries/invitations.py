"""Invitations as calendars take them; mail and download say the same."""

from datetime import datetime

from django.utils.translation import gettext as _

from maizi.inbox.queries import site_link
from maizi.kit import show

from ..models import Meeting
from ..rules.invitation import Event, Guest, invitation
from ..terms import State

HOST = "maizi"


def invitation_to(
    row: Meeting, *, guest: Guest, text: str, now: datetime, sender: str = "",
    is_cancelled: bool = False,
) -> str:  # fmt: skip
    """The invitation of one person, or its cancellation.

    sender  who calls the meeting where the host has no address
    """
    event = Event(
        uid=f"meeting-{row.pk}@{HOST}", sequence=row.version, title=row.title,
        starts_at=row.starts_at, minutes=row.minutes, place=row.place, text=text,
        url=site_link(row.get_absolute_url()),
    )  # fmt: skip
    organizer = Guest(row.host.name, row.host.email or sender or f"noreply@{HOST}")
    return invitation(event, organizer=organizer, guests=[guest], now=now,
                      is_cancelled=is_cancelled)  # fmt: skip


def invitation_for(user, row: Meeting, *, now: datetime) -> str:
    """The invitation that somebody downloads for his own calendar. Two queries."""
    guest = Guest(user.name, user.email)
    is_cancelled = row.state == State.CANCELLED
    return invitation_to(row, guest=guest, text=agenda_of(row), now=now, is_cancelled=is_cancelled)


def agenda_of(row: Meeting) -> str:
    """Purpose, information and points in words. One query."""
    lines = [
        _("时间：%s") % show.when(row.starts_at), _("主持人：%s") % row.host.name,
        _("目的：%s") % row.purpose, _("需要的资料：%s") % row.needed,
    ]  # fmt: skip
    lines += [_("取消原因：%s") % row.cancel_reason] if row.cancel_reason else []
    points = [f"{number}. {one.title}" for number, one in enumerate(row.points.all(), 1)]
    return "\n".join([*lines, _("议题："), *points])
