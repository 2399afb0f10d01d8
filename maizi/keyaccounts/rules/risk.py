"""Expected loss, concentration, and which way grades went (the credit desk)."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from maizi.kernel.money import yuan

GRADES = ("a", "b", "c", "d")
UNGRADED = ""
ZERO = Decimal(0)


def expected_loss(
    owed_yuan: Mapping[str, Decimal], default_rates: Sequence[Decimal], loss_share: Decimal
) -> dict[str, Decimal]:
    """Grade -> what is owed × the rate of default within a year × the share lost then, in yuan.

    owed_yuan      by grade, "" for the ungraded
    default_rates  of A, B, C, D and the ungraded, 0–1
    """
    rates = dict(zip((*GRADES, UNGRADED), default_rates, strict=True))
    return {
        grade: yuan(max(owed, ZERO) * rates[grade] * loss_share)
        for grade, owed in owed_yuan.items()
    }


def shares_of(amounts: Sequence[Decimal]) -> list[tuple[Decimal | None, Decimal | None]]:
    """Each amount's share of all, and the share of it with all before it; None of nothing."""
    total, so_far = sum(amounts, ZERO), ZERO
    found: list[tuple[Decimal | None, Decimal | None]] = []
    for amount in amounts:
        so_far += amount
        found.append((amount / total, so_far / total) if total else (None, None))
    return found


def migration(steps: Iterable[tuple[int, str, str]]) -> dict[tuple[str, str], int]:
    """(grade at the beginning, grade at the end) -> how many accounts, from steps in time.

    steps  account, grade before, grade after; the first of an account tells where it began
    """
    began: dict[int, str] = {}
    ended: dict[int, str] = {}
    for account, old, new in steps:
        began.setdefault(account, old)
        ended[account] = new
    found: dict[tuple[str, str], int] = {}
    for account, old in began.items():
        found[old, ended[account]] = found.get((old, ended[account]), 0) + 1
    return found
