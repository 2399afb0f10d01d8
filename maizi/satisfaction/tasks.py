"""Background work of satisfaction: letters, the end of rounds."""

from maizi.jobs.actions import Run, task
from maizi.kernel.texts import N_

from . import actions
from .models import Round


@task("satisfaction.send", label=N_("发送满意度调查"), retries=3)
def send(run: Run) -> dict:
    """Mail invitations and reminders of one round."""
    row = Round.objects.select_related("owner").get(pk=run.payload["id"])
    tried = run.payload.get("tried", 0)
    return {"sent": actions.mail_letters(row, by=run.user, tried=tried, now=run.now())}


@task("satisfaction.turn", label=N_("满意度调查到期截止、补充名单"))
def turn(run: Run) -> dict | None:
    """Rounds past their day end; open ones ask about what was closed since yesterday."""
    found = actions.turn_rounds(now=run.now(), by=run.user)
    return found if any(found.values()) else None
