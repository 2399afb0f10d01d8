"""Comment on what a colleague did (L-3)."""

from datetime import date

from django.db import transaction
from django.urls import reverse

from maizi.accounts.models import User
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.inbox.actions import notify
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from .. import access
from ..models import ReportComment


@transaction.atomic
def comment_report(person: User, on: date, *, text: str, by) -> ReportComment:
    """Write a comment under somebody's day; he hears of it. Raises Refused without words."""
    if not text.strip():
        raise Refused(N_("请写下批注。"), field="text")
    row = ReportComment(person=person, on=on, text=text.strip()[:500], by=by)
    with recorded(row, Verb.CREATE, by=by):
        row.save()
    url = f"{reverse('development:work_report')}?who={person.pk}&on={on.isoformat()}"
    title = say(N_("{by}批注了您 {on} 的开发报告"), by=by.name, on=on.isoformat())
    notify(to=[person], event=access.REPORT_COMMENTED.code, title=title, text=text, by=by, url=url)
    return row
