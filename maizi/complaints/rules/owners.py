"""Who may have a complaint in his hands (E-6, E-10, E-12)."""

from collections.abc import Iterable
from dataclasses import dataclass

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

FREE_HAND_OFFS = 2


@dataclass(frozen=True, slots=True)
class Handing:
    """What is asked of a hand-off: ids of people, how many there were, whether a supervisor asks.

    is_active  whether the taker still works here
    may        whether the taker handles complaints at all
    """

    giver: int
    taker: int
    accused: int | None
    earlier: int
    by_supervisor: bool
    is_active: bool = True
    may: bool = True


def first_fit(candidates: Iterable[int | None], accused: int | None) -> int | None:
    """The first of the candidates whom the complaint is not about; None when there is none."""
    return next((one for one in candidates if one is not None and one != accused), None)


def check_taker(taker: int, accused: int | None) -> None:
    """A complaint about somebody never gets into his hands (E-6, E-10)."""
    if taker == accused:
        raise Refused(
            N_("这件投诉反映的就是这位同事，不能由本人处理。请交给其他人。"), field="taker",
            code="accused",
        )  # fmt: skip


def check_hand_off(asked: Handing) -> None:
    """E-12: not to oneself, not to whom it is about, at most twice without a supervisor."""
    check_taker(asked.taker, asked.accused)
    if asked.taker == asked.giver:
        raise Refused(N_("这件投诉已经在这位同事手上。"), field="taker", code="same")
    if not asked.is_active or not asked.may:
        raise Refused(N_("请选一位在职、能处理投诉的同事。"), field="taker", code="unfit")
    if asked.earlier >= FREE_HAND_OFFS and not asked.by_supervisor:
        raise Refused(
            N_("已经转办过 {count} 次。再转办须由主管来做，避免客户被推来推去。"),
            count=asked.earlier, code="often",
        )  # fmt: skip
