"""Who lent what is overdue hears of it, with his superior (F-1)."""

from datetime import date

from django.db.models import F, Q

from maizi.inbox.actions import notify
from maizi.kernel.texts import N_, say

from ..models import Trial
from ..terms import TrialState

OVERDUE = N_("试用到期没有归还：{name} 的“{product}”（{no}）")


def chase_trials(*, today: date, by=None) -> int:
    """Tell of every trial past its day, once for each day agreed; how many. Locks what it tells."""
    rows = Trial.objects.select_for_update(of=("self",)).filter(
        Q(told_on=None) | ~Q(told_on=F("due_on")), state=TrialState.OUT, due_on__lt=today
    )
    rows = list(rows.select_related("owner__superior", "customer", "product").order_by("pk"))
    for row in rows:
        people = [one for one in (row.owner, row.owner.superior) if one is not None]
        title = say(OVERDUE, name=row.customer.name, product=row.product.name, no=row.no)
        notify(to=people, event="presales.late", title=title, about=row, by=by)
        row.told_on = row.due_on
    Trial.objects.bulk_update(rows, ["told_on"], batch_size=200)
    return len(rows)
