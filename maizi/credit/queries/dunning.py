"""What is overdue of whom, and which letters were sent about it (I-8)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import Count, Sum

from maizi.fields.queries import parameter
from maizi.kernel.money import yuan
from maizi.kernel.texts import Said

from ..models import CreditAccount, DunningLetter, OpenItem
from ..rules.ageing import overdue_days
from ..rules.dunning import Arrears, check_sending, letter
from ..terms import DunningLevel

MOST_SHOWN = 20


def bounds_of_letters() -> list[int]:
    """From how many days past due each level is sent. One query."""
    return [int(days) for days in parameter("credit.dunning_days")]


def arrears_of(account: CreditAccount, today: date) -> Arrears:
    """What is overdue of an account. One query, none when nothing is."""
    if account.oldest_due_on is None or account.oldest_due_on >= today:
        return Arrears(str(account), 0, 0, Decimal(0))
    rows = OpenItem.objects.filter(account=account, is_debit=True, due_on__lt=today)
    found = rows.aggregate(total=Sum("open_yuan"), count=Count("pk"))
    days = overdue_days(account.oldest_due_on, today)
    return Arrears(str(account), days, found["count"], yuan(found["total"] or 0))


def last_levels(accounts: Iterable[CreditAccount]) -> dict[int, DunningLevel]:
    """Account id -> the highest level sent since what is now the oldest bill fell due. One query.

    Once a customer has paid what he was written to about, letters begin anew with the friendliest.
    """
    since = {row.pk: row.oldest_due_on for row in accounts if row.oldest_due_on}
    rows = DunningLetter.objects.filter(account__in=since).values_list("account", "level", "on")
    found: dict[int, DunningLevel] = {}
    for account_id, code, on in rows:
        level = DunningLevel(code)
        if on > since[account_id] and level.rank >= found.get(account_id, level).rank:
            found[account_id] = level
    return found


def draft_of(account: CreditAccount, today: date) -> tuple[DunningLevel, Said]:
    """The letter that is due now. Three queries. Raises Refused when none is."""
    arrears = arrears_of(account, today)
    last = last_levels([account]).get(account.pk)
    level = check_sending(arrears, bounds_of_letters(), last)
    return level, letter(level, arrears, today)


def letters_of(account: CreditAccount) -> list[DunningLetter]:
    """The letters an account got, newest first. One query."""
    return list(account.letters.select_related("by")[:MOST_SHOWN])
