"""May we reach this person, in this way, for this purpose, now? (N-1, N-3, J-10)"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from maizi.kernel.texts import N_

from ..terms import Way


@dataclass(frozen=True, slots=True)
class Aim:
    """A purpose, as far as reaching people for it goes."""

    code: str
    needs_consent: bool
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class Block:
    """A wish not to be reached. way "": in no way; purpose "": for nothing that needs consent."""

    since: datetime
    way: str = ""
    purpose: str = ""
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Leave:
    """One answer to the question of one purpose. ways empty: all."""

    answered_at: datetime
    is_given: bool
    withdrawn_at: datetime | None = None
    ways: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Ruling:
    """Yes, or no with a code and a sentence that says what to do."""

    is_allowed: bool
    code: str = ""
    message: str = ""


YES = Ruling(True)
UNKNOWN = Ruling(False, "purpose", N_("这个目的没有登记或已停用，不能用来联系客户。"))
STOPPED = Ruling(False, "stopped", N_("本人要求停止使用其信息，只能保存，不能联系。"))
BLOCKED = Ruling(False, "blocked", N_("本人已登记免打扰，不能用这种方式联系。"))
REFUSED = Ruling(False, "refused", N_("本人已拒绝或撤回同意，不能为这个目的联系。"))
SILENT = Ruling(False, "silent", N_("没有本人的同意，不能为这个目的联系：没有答复就是不同意。"))


def decide_contact(
    aim: Aim | None, *, way: Way, leaves: Iterable[Leave], blocks: Iterable[Block], now: datetime
) -> Ruling:
    """The one rule that every call, message and campaign asks (J-10 ②③, N-3).

    leaves  answers for this purpose; the latest that covers the way counts, silence is no
    blocks  those in force; a general one leaves alone what needs no consent: an agreed
            callback for a complaint goes through (T-J3)
    """
    if aim is None or not aim.is_active:
        return UNKNOWN
    standing = [block for block in blocks if block.since <= now]
    if any(block.is_total for block in standing):
        return STOPPED
    if any(_covers(block, aim, way) for block in standing):
        return BLOCKED
    if not aim.needs_consent:
        return YES
    answer = _latest(leaves, way, now)
    if answer is None:
        return SILENT
    return YES if answer else REFUSED


def declines(code: str, *, leaves: Iterable[Leave], blocks: Iterable[Block], now: datetime) -> bool:
    """Whether somebody said no to a purpose and did not take that back, in whatever way.

    Silence is no refusal here: it is what is asked of who says no easily (PIPL 24).
    """
    standing = [block for block in blocks if block.since <= now]
    if any(block.is_total or block.purpose == code for block in standing):
        return True
    if any(not block.way and not block.purpose for block in standing):
        return True
    said = [(leave.answered_at, leave.is_given) for leave in leaves]
    said += [(leave.withdrawn_at, False) for leave in leaves if leave.withdrawn_at]
    said = [one for one in said if one[0] <= now]
    return bool(said) and not max(said)[1]


def ask_again_at(
    *, leaves: Iterable[Leave], blocks: Iterable[Block], quiet_days: int
) -> datetime | None:
    """The moment from which the person may be asked again after a no; None: at once.

    Not asked again for `quiet_days` after a refusal, a withdrawal or a wish not to be reached
    (网络数据安全管理条例 22).
    """
    noes = [leave.withdrawn_at or leave.answered_at for leave in leaves
            if leave.withdrawn_at or not leave.is_given]  # fmt: skip
    noes += [block.since for block in blocks]
    return max(noes) + timedelta(days=quiet_days) if noes else None


def _covers(block: Block, aim: Aim, way: Way) -> bool:
    if block.way not in ("", way):
        return False
    return block.purpose == aim.code if block.purpose else aim.needs_consent


def _latest(leaves: Iterable[Leave], way: Way, now: datetime) -> bool | None:
    """What the person last said about this way by now; None when nothing."""
    said = []
    for leave in leaves:
        if leave.ways and way not in leave.ways:
            continue
        said.append((leave.answered_at, leave.is_given))
        if leave.withdrawn_at:
            said.append((leave.withdrawn_at, False))
    past = [(at, is_given) for at, is_given in said if at <= now]
    return min(past, key=lambda one: (-one[0].timestamp(), one[1]))[1] if past else None
