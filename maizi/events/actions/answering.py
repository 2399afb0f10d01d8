"""An invited person answers on the page behind his secret address (C-40)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from maizi.history.actions import recorded
from maizi.inbox.actions import notify
from maizi.kernel.texts import N_, say

from .. import access, queries
from ..models import Invitation
from ..rules.course import check_answer
from ..terms import Answer
from .inviting import hash_of
from .planning import locked

TOKEN_LENGTH = 43
ANSWERED = N_("{who} 答复活动“{name}”：{answer}")


def invitation_for(token: str, *, by=None) -> Invitation | None:
    """The invitation behind a secret; nothing tells why another opens none.

    by  nobody: who comes with a secret is not signed in
    """
    if len(token) != TOKEN_LENGTH:
        return None
    rows = Invitation.objects.select_related("event__owner", "customer", "contact", "by")
    return rows.filter(token_hash=hash_of(token)).first()


@transaction.atomic
def answer(
    row: Invitation, *, said: Answer, companions: int = 0, note: str = "", by=None,
    now: datetime | None = None,
) -> Invitation:  # fmt: skip
    """Take an answer, also another one than before; whoever invited him hears of it.

    by  the colleague who was told by telephone; None when the person answers himself

    Raises Refused after the last moment and without a place.
    """
    now = now or timezone.now()
    event = locked(row.event)
    row = Invitation.objects.select_for_update(of=("self",)).get(pk=row.pk)
    companions = companions if said == Answer.YES else 0
    check_answer(queries.room_of(event, but=row), said, companions, now=now)
    is_other = (row.answer, row.companions) != (said, companions)
    with recorded(row, N_("答复邀请"), by=by):
        row.answer, row.companions, row.note = said, companions, note.strip()[:200]
        row.answered_at = now
        row.save(update_fields=["answer", "companions", "note", "answered_at"])
    if is_other and by is None:
        title = say(ANSWERED, who=str(row), name=event.name, answer=say(said.chinese))
        people = {one.pk: one for one in (event.owner, row.by)}
        notify(to=people.values(), event=access.ANSWERED.code, title=title, about=event)
    return row
