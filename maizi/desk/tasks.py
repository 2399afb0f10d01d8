"""Background work of the desk: boards in the morning."""

from django.utils import timezone

from maizi.jobs.actions import Run, task
from maizi.kernel.texts import N_

from . import actions, queries


@task("desk.boards", label=N_("发送看板"))
def boards(run: Run) -> dict | None:
    """The boards that are due today go to their people, one by one."""
    told, today = 0, timezone.localdate(run.now())
    for board in queries.boards_due(today):
        letter = queries.letter_of(board, today)
        with run.batch():
            told += actions.send_board(board, letter, today=today, by=run.user)
    return {"told": told} if told else None
