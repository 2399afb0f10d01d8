"""Background work of winning customers: letters, nightly learning, agreements."""

from django.utils import timezone

from maizi.jobs.actions import Run, task
from maizi.kernel.texts import N_

from . import actions
from .models import FirstContact, Pipeline


@task("development.send_letter", label=N_("发送初次接触的邮件"), retries=3)
def send_letter(run: Run) -> dict:
    """Hand one mail to the server and write down what became of it."""
    row = FirstContact.objects.select_related("plan", "plan__customer", "contact", "by").get(
        pk=run.payload["id"]
    )
    if row.state != "queued":
        return {"sent": 0}
    problem = actions.send_out(row, by=run.user)
    with run.batch():
        actions.note_sent(row, problem, by=run.user, now=run.now())
    return {"sent": int(problem is None)}


@task("development.learn", label=N_("学习成交概率"))
def learn(run: Run) -> dict:
    """What ended yesterday teaches about what is open."""
    changed = 0
    for pipeline in Pipeline.objects.filter(is_active=True):
        with run.batch():
            changed += actions.refresh_chances(pipeline, by=run.user)
    return {"changed": changed}


@task("development.agreements", label=N_("协议到期提醒"))
def agreements(run: Run) -> dict:
    """Agreements begin, end, and remind."""
    with run.batch():
        return {"told": actions.turn_agreements(today=timezone.localdate(), by=run.user)}
