"""The credit officer's desk: what waits, who gets worse, where the money stands."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db.models import Sum
from django.utils import timezone

from maizi.approvals.models import Seat
from maizi.approvals.terms import SeatState
from maizi.credit.access import visible_accounts
from maizi.credit.models import AppliedGrade, CreditAccount
from maizi.credit.queries import ageing
from maizi.credit.terms import AgeBucket, CreditGrade
from maizi.fields.queries import parameters

from .. import access
from ..models.changes import OPEN
from ..rules.risk import GRADES, UNGRADED, expected_loss, migration, shares_of
from ..terms import ChangeState, SuggestionState

WORSE_DAYS, YEAR_DAYS, MOST = 30, 365, 10
ZERO = Decimal(0)
ROWS = (*GRADES, UNGRADED)


@dataclass(frozen=True, slots=True)
class Worse:
    """A customer with more overdue than a month ago, or a lower grade."""

    account: CreditAccount
    before_yuan: Decimal
    now_yuan: Decimal

    @property
    def more_yuan(self) -> Decimal:
        """How much more is overdue."""
        return self.now_yuan - self.before_yuan


def desk_shown(user, today: date) -> dict:
    """Everything on the desk; a constant number of queries, at most twenty."""
    accounts = visible_accounts(user)
    grades = dict(accounts.values_list("pk", "grade"))
    now = ageing(accounts, today)
    owed = dict.fromkeys(ROWS, ZERO)
    aged = {grade: dict.fromkeys(AgeBucket, ZERO) for grade in ROWS}
    for pk, one in now.items():
        grade = grades.get(pk, UNGRADED)
        owed[grade] += one.receivable_yuan
        for bucket, amount in one.buckets.items():
            aged[grade][bucket] += amount
    rates, share = parameters("credit.default_rates", "credit.loss_share")
    losses = expected_loss(owed, [Decimal(n) for n in rates], Decimal(share))
    return {
        "waits": _waits(user, today), "worse": _worse(accounts, now, today),
        "biggest": _biggest(accounts), "aged": aged, "owed": owed, "losses": losses,
        "loss": sum(losses.values(), ZERO), "buckets": list(AgeBucket), "grades": _names(),
        "rates": dict(zip(ROWS, rates, strict=True)), "share": share, "today": today,
        "matrix": _matrix(accounts, today), "rows": ROWS,
    }  # fmt: skip


def migrated(user, old: str, new: str, today: date) -> list[AppliedGrade]:
    """The steps behind one cell of the matrix. Two queries."""
    steps = _steps(visible_accounts(user), today)
    began, ended = {}, {}
    for pk, before, after in steps.values_list("account", "old_grade", "grade"):
        began.setdefault(pk, before)
        ended[pk] = after
    ids = [pk for pk in began if (began[pk], ended[pk]) == (old, new)]
    rows = steps.filter(account__in=ids)
    return list(rows.select_related("account__customer", "by")[:200])


def _waits(user, today: date) -> dict:
    changes = access.visible_changes(user)
    asked = Seat.objects.filter(person=user.pk, state=SeatState.OPEN, step__closed_at=None)
    expired = visible_accounts(user).exclude(grade="").filter(grade_until_on__lt=today)
    return {
        "approvals": asked.count(),
        "changes": changes.filter(state__in=OPEN).count(),
        "district": changes.filter(
            state__in=(ChangeState.CANDIDATE, ChangeState.RETURNED)
        ).count(),
        "asks": access.visible_key_accounts(user).filter(asks=True).count(),
        "suggestions": access.visible_suggestions(user).filter(
            state=SuggestionState.OPEN
        ).count(),
        "expired": expired.count(),
        "over": visible_accounts(user).filter(available_yuan__lt=0).count(),
        "held": visible_accounts(user).filter(is_held=True).count(),
    }  # fmt: skip


def _worse(accounts, now: dict, today: date) -> list[Worse]:
    """Whose overdue money grew most within a month."""
    before = ageing(accounts, today - timedelta(days=WORSE_DAYS))
    grown = {
        pk: (before[pk].overdue_yuan if pk in before else ZERO, one.overdue_yuan)
        for pk, one in now.items()
    }
    ids = sorted((pk for pk, (a, b) in grown.items() if b > a),
                 key=lambda pk: grown[pk][0] - grown[pk][1])[:MOST]  # fmt: skip
    rows = accounts.filter(pk__in=ids).select_related("customer__owner")
    return sorted((Worse(row, *grown[row.pk]) for row in rows), key=lambda w: -w.more_yuan)


def _biggest(accounts) -> list[tuple]:
    """The largest exposures with their shares of all, and everything else. Two queries."""
    rows = accounts.filter(exposure_yuan__gt=0)
    total = rows.aggregate(n=Sum("exposure_yuan"))["n"] or ZERO
    top = list(rows.select_related("customer").order_by("-exposure_yuan", "pk")[:MOST])
    amounts = [row.exposure_yuan for row in top]
    rest = total - sum(amounts, ZERO)
    return list(zip(top, shares_of([*amounts, rest]), strict=False))


def _matrix(accounts, today: date) -> dict[tuple[str, str], int]:
    steps = _steps(accounts, today).values_list("account", "old_grade", "grade")
    return migration(steps)


def _steps(accounts, today: date):
    """Grades taking effect within a year, in time."""
    first = datetime.combine(today - timedelta(days=YEAR_DAYS), time.min)
    since = timezone.make_aware(first)
    return AppliedGrade.objects.filter(at__gte=since, account__in=accounts).order_by("at", "pk")


def _names() -> dict[str, str]:
    return {str(g): g.label for g in CreditGrade}
