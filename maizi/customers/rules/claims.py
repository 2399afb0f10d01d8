"""How many customers one person may claim, and which not yet (B-4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_


@dataclass(frozen=True, slots=True)
class Limits:
    """What holds for one person in one pool; 0 is no limit.

    a_day, new_a_day  claims a day, and of customers nobody has had before
    a_period          claims in the last `period_days` days, today included
    capacity          customers one may own
    cool_off_days     whole days after losing one before one may claim it again
    """

    a_day: int = 0
    a_period: int = 0
    period_days: int = 1
    new_a_day: int = 0
    capacity: int = 0
    cool_off_days: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """What one person has claimed already, and what counts of his own customers."""

    today: int = 0
    in_period: int = 0
    new_today: int = 0
    held: int = 0


@dataclass(frozen=True, slots=True)
class Pooled:
    """A customer that waits in a pool.

    is_new   nobody has had it before
    lost_on  the day the asker lost it last; None when he never had it
    """

    name: str
    is_new: bool
    lost_on: date | None = None


def require_claim(asked: Sequence[Pooled], tally: Tally, limits: Limits, *, today: date) -> None:
    """Refuse a claim that would go beyond a limit, saying how many are left (B-4)."""
    for one in asked:
        again_on = free_on(one.lost_on, limits.cool_off_days)
        if again_on and today < again_on:
            raise Refused(
                N_("“{name}”不久前还是您的客户，{day} 起才能再领。请先让给别的同事。"),
                name=one.name, day=again_on.isoformat(),
            )  # fmt: skip
    count, fresh = len(asked), sum(one.is_new for one in asked)
    _require_room(limits.a_day, tally.today, count, N_(
        "这个公海每人每天最多领取 {most} 个，您今天还能领 {left} 个。请少选一些，或明天再来。"
    ))  # fmt: skip
    _require_room(limits.new_a_day, tally.new_today, fresh, N_(
        "没有人跟进过的新资料每人每天最多领取 {most} 个，您今天还能领 {left} 个。"
    ))  # fmt: skip
    _require_room(limits.a_period, tally.in_period, count, N_(
        "这个公海每人在 {days} 天里最多领取 {most} 个，您还能领 {left} 个。"
    ), days=limits.period_days)  # fmt: skip
    require_capacity(limits.capacity, tally.held, count)


def require_capacity(capacity: int, held: int, count: int) -> None:
    """Refuse more customers than one person may own; 0 is no limit."""
    _require_room(capacity, held, count, N_(
        "名下最多 {most} 个客户，还能再加 {left} 个。请先把不跟进的放入公海，或请主管提高上限。"
    ))  # fmt: skip


def free_on(lost_on: date | None, cool_off_days: int) -> date | None:
    """The day from which a former owner may claim a customer again; None: at once."""
    if lost_on is None or not cool_off_days:
        return None
    return lost_on + timedelta(days=cool_off_days)


def room_left(limits: Limits, tally: Tally) -> int | None:
    """How many more one may claim now; None when nothing limits it."""
    pairs = (
        (limits.a_day, tally.today), (limits.a_period, tally.in_period),
        (limits.capacity, tally.held),
    )  # fmt: skip
    rooms = [max(0, most - used) for most, used in pairs if most]
    return min(rooms, default=None)


def _require_room(most: int, used: int, count: int, message: str, **values) -> None:
    if most and count and used + count > most:
        raise Refused(message, most=most, left=max(0, most - used), **values)
