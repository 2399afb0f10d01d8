"""Background work of the desk: boards in the morning, and what their pages do not wait for."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone, translation

from maizi.jobs.actions import Run, preparation, prepare, task
from maizi.kernel.texts import N_

from . import actions, queries

USED_DAYS = timedelta(days=4)


@task("desk.boards", label=N_("发送看板"))
def boards(run: Run) -> dict | None:
    """The boards that are due today go to their people, one by one."""
    told, today = 0, timezone.localdate(run.now())
    for board in queries.boards_due(today):
        letter = queries.letter_of(board, today)
        with run.batch():
            told += actions.send_board(board, letter, today=today, by=run.user)
    return {"told": told} if told else None


@preparation("desk.count", label=N_("准备看板上的数字"), timeout=900, priority=5)
def count(run: Run) -> dict | None:
    """Count for a board what its page does not wait for."""
    with translation.override(run.payload["language"]):
        return queries.work_out(run.user, run.payload)


@task("desk.prepare", label=N_("夜里准备看板"))
def prepare_boards(run: Run) -> None:
    """Ask for the analyses of the boards that were opened of late, before anybody comes."""
    today = timezone.localdate(run.now())
    for board in queries.boards_used(run.now() - USED_DAYS):
        with translation.override(board.user.language or settings.LANGUAGE_CODE), run.batch():
            prepare(queries.states_of(board.user, board, today), by=board.user)
