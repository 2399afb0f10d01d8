"""Background work of group buying: opening and closing in time, mail to participants."""

from maizi.fields.queries import parameter
from maizi.jobs.actions import Run, task
from maizi.kernel.texts import N_

from . import actions
from .models import Registration


@task("groupbuys.turn", label=N_("团购到时开始、到时截止"))
def turn(run: Run) -> dict:
    """Approved activities open, those past their deadline are closed."""
    with run.batch():
        return actions.turn_activities(now=run.now(), by=run.user)


@task("groupbuys.tell", label=N_("给参加团购的客户发邮件"), retries=3)
def tell(run: Run) -> dict:
    """Hand one mail to the server."""
    row = Registration.objects.select_related("activity__product").get(
        pk=run.payload["registration"]
    )
    days = int(parameter("gb.refund_days"))
    return {"sent": int(actions.send_word(row, run.payload["what"], days=days, by=run.user))}
