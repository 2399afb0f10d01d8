"""Suggestions on the credit scheme, tracked to a decision (D-40)."""

from django.db import transaction
from django.utils import timezone

from maizi.accounts.queries import holders
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.inbox.actions import ask, notify, settle
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from .. import access
from ..models import Suggestion
from ..terms import SuggestionState

ANSWER = "keyaccounts.answer"


@transaction.atomic
def suggest(row: Suggestion, verb: str, *, by) -> Suggestion:
    """Store a suggestion; whoever answers gets a to-do. The caller records."""
    row.by, row.at = by, timezone.now()
    row.save()
    title = say(N_("信用方案的优化建议，请答复：{text}"), text=row.text[:40])
    for person in holders("key_account", "answer", today=timezone.localdate()):
        if person.pk != by.pk:
            ask(owner=person, source=ANSWER, title=title, about=row, by=by)
    return row


@transaction.atomic
def answer(row: Suggestion, *, is_taken: bool, text: str, by) -> Suggestion:
    """Decide on a suggestion, with words to whoever made it.

    Raises Refused without words, for one's own, and for what was decided.
    """
    row = Suggestion.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.state != SuggestionState.OPEN:
        raise Refused(N_("这条建议已经答复过了。"))
    if row.by_id == by.pk:
        raise Refused(N_("自己的建议不能自己答复，请同事答复。"))
    if not text.strip():
        raise Refused(N_("请写明采纳后怎么做，或为什么不采纳。"), field="text")
    with recorded(row, Verb.CHANGE, by=by):
        row.state = SuggestionState.TAKEN if is_taken else SuggestionState.DECLINED
        row.answer, row.decided_by, row.decided_at = text.strip()[:500], by, timezone.now()
        row.save()
    settle(source=ANSWER, about=row, by=by)
    title = say(
        N_("您的建议{what}：{text}"), what=say(SuggestionState(row.state).chinese), text=text
    )
    notify(to=[row.by], event=access.ANSWERED.code, title=title, about=row, by=by)
    return row
