"""Our share of what a customer buys, and what makes an offer its own (C-20)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_


def share_of(net_yuan: Decimal, yearly_yuan: Decimal | None) -> Decimal | None:
    """Our net sales in a category of all the customer spends there; None where that is unknown.

    More than 1 is no share but a wrong number: see `is_wrong`.
    """
    return net_yuan / yearly_yuan if yearly_yuan else None


def is_wrong(share: Decimal | None) -> bool:
    """Whether one of the two numbers has to be looked at: nobody buys more of us than of all."""
    return share is not None and share > 1


def check_spend(heard_from: str, on: date, today: date) -> None:
    """Raises Refused for a number without its source, and for one from tomorrow."""
    if not heard_from.strip():
        raise Refused(N_("请写明从哪里知道的。"), field="heard_from")
    _check_day(on, today)


def check_offer(text: str, forms: Iterable[bool], on: date, today: date) -> None:
    """Raises Refused without words or in none of the five forms, and for tomorrow's offer."""
    if not text.strip():
        raise Refused(N_("请写明给客户做了什么。"), field="text")
    if not any(forms):
        raise Refused(N_("请至少选一种形式。"), field="is_bundle")
    _check_day(on, today)


def _check_day(on: date, today: date) -> None:
    if on > today:
        raise Refused(N_("日期不能晚于今天。"), field="on")
