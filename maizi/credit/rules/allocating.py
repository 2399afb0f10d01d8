"""Which receivables a receipt pays (I-8)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maizi.kernel.errors import Refused
from maizi.kernel.money import show_yuan
from maizi.kernel.texts import N_


@dataclass(frozen=True, slots=True)
class OpenLine:
    """One entry with what is open of it, > 0, and what people call it."""

    id: int
    due_on: date
    on: date
    open_yuan: Decimal
    title: str = ""


def oldest_first(lines: Iterable[OpenLine], amount_yuan: Decimal) -> dict[int, Decimal]:
    """Share money out over open lines, the longest due first; what is left over pays nothing."""
    shares: dict[int, Decimal] = {}
    for line in sorted(lines, key=lambda one: (one.due_on, one.on, one.id)):
        part = min(line.open_yuan, amount_yuan)
        if part <= 0:
            break
        shares[line.id] = part
        amount_yuan -= part
    return shares


def as_specified(
    lines: Iterable[OpenLine], wanted: Mapping[int, Decimal], amount_yuan: Decimal
) -> dict[int, Decimal]:
    """The shares somebody names, zeros left out.

    Raises Refused beyond what is left of the money, beyond what is open of a line, for a negative
    share, and for a line that is not open.
    """
    known = {line.id: line for line in lines}
    shares = {id_: part for id_, part in wanted.items() if part}
    for id_, part in shares.items():
        line = known.get(id_)
        if line is None:
            raise Refused(N_("有一笔应收已经结清，或不属于这个客户。请刷新后重新分配。"))
        if part < 0:
            raise Refused(N_("“{title}”的分配金额不能为负。"), title=line.title)
        if part > line.open_yuan:
            raise Refused(
                N_("“{title}”只有 {open} 元未收，不能分配 {part} 元。"), title=line.title,
                open=show_yuan(line.open_yuan), part=show_yuan(part),
            )  # fmt: skip
    total = sum(shares.values(), Decimal(0))
    if total > amount_yuan:
        raise Refused(
            N_("共分配 {total} 元，超过可分配的 {amount} 元。请减少 {more} 元。"),
            total=show_yuan(total), amount=show_yuan(amount_yuan),
            more=show_yuan(total - amount_yuan), code="beyond",
        )  # fmt: skip
    return shares
