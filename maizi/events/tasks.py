"""Background work of events: letters."""

from maizi.jobs.actions import Run, task
from maizi.kernel.texts import N_

from . import actions
from .models import Event


@task("events.send", label=N_("发送活动邀请"), retries=3)
def send(run: Run) -> dict:
    """Mail invitations, or that the event is off."""
    event = Event.objects.get(pk=run.payload["id"])
    tried = run.payload.get("tried", 0)
    sent = actions.mail_letters(event, by=run.user, tried=tried, now=run.now())
    return {"sent": sent}
