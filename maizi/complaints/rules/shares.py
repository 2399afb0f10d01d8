"""Shares of responsibility and remedies (E-6, E-7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maizi.kernel.errors import Refused
from maizi.kernel.money import yuan
from maizi.kernel.texts import N_, say

from ..terms import RemedySort

WHOLE = 100


@dataclass(frozen=True, slots=True)
class Share:
    """One share: ids of unit, person and cause, whole percent."""

    unit: int
    percent: int
    cause: int
    person: int | None = None
    whys: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """One remedy as it is proposed."""

    sort: RemedySort
    amount_yuan: Decimal = Decimal(0)
    text: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A plan as it is proposed: what the customer gets, by which rule, until when."""

    remedies: tuple[Planned, ...]
    plan: str
    basis: str
    promised_on: date


def check_shares(shares: Sequence[Share]) -> None:
    """The shares make up 100 percent (T-1.4), each at least one, nobody named twice."""
    if not shares:
        raise Refused(N_("请至少填一个责任部门。"), field="shares", code="none")
    if any(share.percent < 1 for share in shares):
        raise Refused(N_("责任比例至少是 1%。"), field="shares", code="least")
    total = sum(share.percent for share in shares)
    if total != WHOLE:
        raise Refused(
            N_("责任比例合计是 {total}%，必须正好 100%。"), total=total, field="shares", code="sum"
        )
    named = [(share.unit, share.person, share.cause) for share in shares]
    if len(set(named)) != len(named):
        raise Refused(N_("同一个部门、责任人和原因填了两行，请合并。"), field="shares", code="twin")


def main_share(shares: Sequence[Share]) -> Share:
    """The largest share; of equal ones the first: what statistics count the complaint under."""
    return max(shares, key=lambda share: share.percent)


def check_remedies(remedies: Sequence[Planned]) -> None:
    """At least one remedy; money where money is meant, none below zero."""
    if not remedies:
        raise Refused(N_("请至少填一种处理方式。"), field="remedies", code="none")
    for one in remedies:
        if one.amount_yuan < 0:
            raise Refused(N_("金额不能是负数。"), field="remedies", code="negative")
        if one.sort.wants_amount and not one.amount_yuan:
            raise Refused(
                N_("“{sort}”要填金额。"),
                sort=say(one.sort.chinese),
                field="remedies",
                code="amount",
            )


def total_of(remedies: Sequence[Planned]) -> Decimal:
    """What the remedies cost, in yuan to the cent."""
    return sum((yuan(one.amount_yuan) for one in remedies), Decimal("0.00"))
