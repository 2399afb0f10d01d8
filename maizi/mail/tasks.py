"""Background work of e-mail: fetch, send, file copies, newsletters at their pace."""

from contextlib import closing

from maizi.fields.queries import parameter
from maizi.jobs.actions import Run, task
from maizi.kernel.texts import N_, say
from maizi.kit.outgoing import Unreachable, open_box

from . import actions, queries
from .models import Issue, Mailbox
from .terms import IssueState, Trouble

MOST_BOXES, MOST_LETTERS = 50, 200


@task("mail.fetch", label=N_("收取邮件"), retries=1)
def fetch(run: Run) -> dict | None:
    """Look into every mailbox that is due; one that fails does not keep the others waiting."""
    told = {"mailboxes": 0, "new": 0, "failed": 0}
    while told["mailboxes"] < MOST_BOXES:
        with run.batch():
            row = actions.claim_mailbox(by=None, now=run.now(), only=run.payload.get("mailbox"))
        if row is None:
            break
        told["mailboxes"] += 1
        try:
            new, is_more = _look_into(run, row)
        except Unreachable as why:
            told["failed"] += 1
            with run.batch():
                actions.note_trouble(row, why, by=None, now=run.now())
            continue
        told["new"] += new
        with run.batch():
            actions.note_looked(row, by=None, now=run.now(), is_more=is_more)
        if run.payload.get("mailbox") and not is_more:
            break
    return told if told["mailboxes"] else None


def _look_into(run: Run, row: Mailbox) -> tuple[int, bool]:
    """Fetch what is new in one mailbox; how many, and whether there is more."""
    server, total, is_more = queries.box_server(row), 0, False
    if server is None:
        raise Unreachable(say(Trouble.KEY.chinese), is_final=True, code="key")
    with open_box(server) as box:
        with run.batch():
            folders = actions.folders_of(row, box, by=None)
        for folder in folders:
            new, drawn = _draw(run, folder, box)
            total, is_more = total + new, is_more or drawn >= actions.AT_ONCE
    return total, is_more


def _draw(run: Run, folder, box) -> tuple[int, int]:
    """Keep the new letters of a folder piece by piece; how many were new, and how many drawn."""
    new = drawn = 0
    with closing(actions.draw_new(folder, box=box, by=None, now=run.now())) as pieces:
        for piece in pieces:
            drawn += len(piece)
            with run.batch():
                new += actions.keep_piece(folder, piece, by=None, now=run.now())
    return new, drawn


@task("mail.send", label=N_("发送邮件"), retries=3)
def send(run: Run) -> dict | None:
    """Send what is due, then file the copies of what has gone."""
    told = {"sent": 0, "failed": 0, "filed": 0}
    while told["sent"] + told["failed"] < MOST_LETTERS:
        with run.batch():
            row = actions.claim_letter(by=None, now=run.now())
        if row is None:
            break
        problem = actions.send_now(row, by=None, now=run.now())
        with run.batch():
            actions.note_sent(row, problem, by=None, now=run.now())
        told["failed" if problem else "sent"] += 1
    for row in actions.unfiled(by=None, now=run.now()):
        run.checkpoint()
        told["filed"] += actions.file_copy(row, by=None, now=run.now())
    return told if any(told.values()) else None


@task("mail.news", label=N_("发送简报"), retries=3)
def news(run: Run) -> dict | None:
    """List the people of an issue that is due, and send each issue at its pace."""
    told = {"listed": 0, "sent": 0, "failed": 0}
    _list_people(run, told)
    left = int(parameter("mail.a_minute")) - queries.sent_lately(now=run.now())
    issues = Issue.objects.filter(state=IssueState.SENDING).exclude(queued_at=None)
    for issue in issues.select_related("mailbox").order_by("queued_at"):
        left = _post(run, issue, left, told)
    return told if any(told.values()) else None


def _list_people(run: Run, told: dict) -> None:
    with run.batch():
        issue = actions.begin_due(by=None, now=run.now())
    place = tuple(run.state.get("place", queries.START)) if issue else None
    if issue and run.state.get("issue") != issue.pk:
        place = queries.START
    while place is not None:
        with run.batch():
            place = actions.list_slice(issue, place, by=None, now=run.now())
            run.state.update(issue=issue.pk, place=list(place or ()))
        told["listed"] += 1


def _post(run: Run, issue: Issue, left: int, told: dict) -> int:
    """Send pieces of an issue as long as this minute's number lasts; what is left of it."""
    while left > 0:
        with run.batch():
            most = min(left, actions.PIECE)
            claimed = actions.claim_mailings(issue, by=None, now=run.now(), most=most)
        if not claimed:
            with run.batch():
                actions.close_issue(issue, by=None, now=run.now())
            break
        outcome = actions.post_piece(issue, claimed, by=None)
        with run.batch():
            counts = actions.note_posted(outcome, by=None, now=run.now())
        told["sent"] += counts["sent"]
        told["failed"] += counts["failed"]
        left -= len(claimed)
    return left


@task("mail.sweep", label=N_("删除到期的邮件"))
def sweep(run: Run) -> dict | None:
    """Remove unmatched letters whose days are over."""
    removed, gone = 0, 1
    while gone:
        with run.batch():
            gone = actions.remove_expired(by=None, now=run.now())
        removed += gone
    return {"removed": removed} if removed else None
