"""Write to customers who pay late, more seriously each time; tell who has to know (I-8)."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from maizi.accounts.models import User
from maizi.accounts.queries import holders, names_of
from maizi.history.actions import record
from maizi.inbox.actions import ask, notify, settle
from maizi.kernel.errors import Refused
from maizi.kernel.money import show_yuan
from maizi.kernel.texts import N_, say

from .. import access, queries
from ..models import CreditAccount, DunningLetter
from ..rules.dunning import due_level
from ..terms import DunningLevel
from .book import locked_account

SOURCE = "credit.dun"
SLICE = 200
SENT = N_("发出催款函")
PLEASE = N_("{customer} 逾期 {days} 天，请发{level}")
TOLD = N_("已向 {customer} 发出{level}：逾期 {amount} 元，最长 {days} 天")


@transaction.atomic
def send_letter(
    account: CreditAccount, *, text: str, by, today: date | None = None
) -> DunningLetter:
    """Keep a letter of the level that is due, with who heard of it: the owner, from the second
    level his superior, of the last whoever keeps limits.

    Raises Refused when no level is due, or without words.
    """
    today = today or timezone.localdate()
    row = locked_account(account.customer_id, by=by)
    level, _words = queries.draft_of(row, today)
    if not text.strip():
        raise Refused(N_("催款函不能没有内容。"), field="text")
    arrears, people = queries.arrears_of(row, today), _told_of(row, level)
    sent = DunningLetter.objects.create(
        account=row, level=level, on=today, days=arrears.days, overdue_yuan=arrears.amount_yuan,
        text=text.strip()[:2000], told="、".join(names_of(people, most=8))[:200], by=by,
        at=timezone.now(),
    )  # fmt: skip
    changes = {level.chinese: [None, show_yuan(arrears.amount_yuan)], N_("通知"): [None, sent.told]}
    record(row, verb=SENT, by=by, changes=changes)
    title = say(TOLD, customer=str(row), level=say(level.chinese), days=arrears.days,
                amount=show_yuan(arrears.amount_yuan))  # fmt: skip
    notify(to=people, event=access.DUNNED.code, title=title, about=row.customer, by=by)
    settle(source=SOURCE, about=row, by=by)
    return sent


@transaction.atomic
def ask_letters(*, today: date, after: int = 0, by=None) -> int | None:
    """Ask owners to write where a further level is reached; the last id, None when all are done."""
    bounds = queries.bounds_of_letters()
    last = today - timedelta(days=bounds[0])
    rows = CreditAccount.objects.filter(
        oldest_due_on__lte=last, pk__gt=after, customer__archived_at=None,
        customer__owner__is_active=True,
    )  # fmt: skip
    found = list(rows.select_related("customer__owner").order_by("pk")[:SLICE])
    sent = queries.last_levels(found)
    for row in found:
        days = (today - row.oldest_due_on).days
        level = due_level(days, bounds, sent.get(row.pk))
        if level is not None:
            title = say(PLEASE, customer=str(row), days=days, level=say(level.chinese))
            ask(owner=row.customer.owner, source=SOURCE, title=title, about=row, by=by)
    return found[-1].pk if len(found) == SLICE else None


def _told_of(row: CreditAccount, level: DunningLevel) -> list[User]:
    owner = User.objects.select_related("superior").filter(pk=row.customer.owner_id).first()
    people = [owner]
    if level.rank >= DunningLevel.DEMAND.rank and owner:
        people.append(owner.superior)
    if level == DunningLevel.FINAL:
        people += holders("credit", "limits", today=timezone.localdate())
    return list({person.pk: person for person in people if person}.values())
