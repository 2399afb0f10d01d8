"""Background work of meetings: mail, and the nightly look at what is overdue."""

from django.utils import timezone

from maizi.jobs.actions import Run, task
from maizi.kernel.texts import N_

from . import actions
from .models import Meeting


def _meeting(run: Run) -> Meeting:
    return Meeting.objects.select_related("host").get(pk=run.payload["id"])


@task("meetings.invite", label=N_("发送会议邀请"), retries=3)
def invite(run: Run) -> dict:
    """Mail the invitation to everybody with an address; nothing once the meeting is called off.

    An agenda that was changed meanwhile is sent by a job of its own.
    """
    if _meeting(run).version != run.payload.get("version"):
        return {"sent": 0}
    return {"sent": actions.mail_invitations(_meeting(run), by=run.user, now=run.now())}


@task("meetings.cancel", label=N_("发送会议取消通知"), retries=3)
def cancel(run: Run) -> dict:
    """Mail the cancellation to whoever was invited by mail."""
    return {"sent": actions.mail_cancellations(_meeting(run), by=run.user, now=run.now())}


@task("meetings.farewell", label=N_("通知不用参加会议的人"), retries=3)
def farewell(run: Run) -> dict:
    """Mail to somebody who was taken off a meeting that it is none of his any more."""
    return {"sent": int(actions.mail_farewell(run.payload["id"], by=run.user, now=run.now()))}


@task("meetings.minutes", label=N_("发送会议纪要"), retries=0)
def minutes(run: Run) -> dict:
    """Mail the minutes to guests."""
    return {"sent": actions.mail_minutes(_meeting(run), by=run.user)}


@task("meetings.chase", label=N_("会议行动逾期提醒"))
def chase(run: Run) -> dict | None:
    """Overdue actions go to the host and the superior, once."""
    told = 0
    while True:
        with run.batch():
            count = actions.chase(today=timezone.localdate(run.now()), by=run.user)
        told += count
        if not count:
            return {"told": told} if told else None
