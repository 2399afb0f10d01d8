"""Which price holds, and why: every step tried, every row looked at (I-2)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from maizi.kernel.texts import N_, Said, say

from ..terms import CustomerGroup, PriceKind

NOT_SWITCHED_ON = N_("价目表已停用")
NOT_YET = N_("{day}起才有效")
OVER = N_("{day}已到期")
TOO_FEW = N_("数量达到 {least} 才适用")
OTHER_CUSTOMER = N_("是别的客户的价格")
OTHER_GROUP = N_("客户不属于“{group}”")
DEMOTED = N_("客户已不是大客户，优惠不再适用（D-11）")
OTHER_ACTIVITY = N_("不是这次团购活动的价格")
HIGHER_TIER = N_("数量达到了更高的一档")
CHEAPER = N_("另一个类别的价格更低")
TAKEN = N_("适用")
NO_CUSTOMER = N_("没有指定客户")
NO_ACTIVITY = N_("不是团购订单")
NO_GROUP = N_("客户不属于任何有价目表的类别")
NOTHING = N_("没有这种价格")
NO_LIST_PRICE = N_("那一天还没有标价")
NOT_TRIED = N_("上面的步骤已经定价，不再往下找")


@dataclass(frozen=True, slots=True)
class Ask:
    """A price that is asked for.

    groups    customer groups the customer is in on that day
    quantity  in base units, > 0
    activity  number of the group-buy activity the order belongs to, or empty
    """

    on: date
    quantity: Decimal = Decimal(1)
    customer_id: int | None = None
    groups: frozenset[CustomerGroup] = frozenset()
    activity: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a price list as the rule sees it; days are inclusive, None is open."""

    id: int
    kind: PriceKind
    title: str
    price_yuan: Decimal
    least: Decimal = Decimal(0)
    starts_on: date | None = None
    ends_on: date | None = None
    customer_id: int | None = None
    group: CustomerGroup | None = None
    number: str = ""
    is_for_key: bool = False
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the search.

    looked_at  (row, whether it was taken, why), best first
    said       why there was nothing to look at; empty when there was
    """

    kind: PriceKind
    looked_at: tuple[tuple[Row, bool, Said], ...] = ()
    said: Said = field(default_factory=lambda: say(""))

    @property
    def is_matched(self) -> bool:
        return any(taken for _, taken, _ in self.looked_at)


@dataclass(frozen=True, slots=True)
class Resolution:
    """The price, the row it is from, and all the steps; None when nothing matched."""

    price_yuan: Decimal | None
    row: Row | None
    steps: tuple[Step, ...]

    @property
    def kind(self) -> PriceKind | None:
        return self.row.kind if self.row else None


def resolve(ask: Ask, rows: Iterable[Row], list_prices: Sequence[Row]) -> Resolution:
    """The first step that has a price: contract, group-buy, customer, customer group, list (I-2).

    list_prices  the product's list prices, kind LIST, by the day they begin
    """
    by_kind: dict[PriceKind, list[Row]] = {}
    for row in rows:
        by_kind.setdefault(row.kind, []).append(row)
    by_kind[PriceKind.LIST] = list(list_prices)
    steps, found = [], None
    for kind in PriceKind:
        if found is not None:
            steps.append(Step(kind, said=say(NOT_TRIED)))
            continue
        step = _tried(ask, kind, by_kind.get(kind, []))
        steps.append(step)
        found = next((row for row, taken, _ in step.looked_at if taken), None)
    return Resolution(found.price_yuan if found else None, found, tuple(steps))


def _tried(ask: Ask, kind: PriceKind, rows: list[Row]) -> Step:
    if kind == PriceKind.LIST:
        return _list_step(ask, rows)
    if not rows:
        return Step(kind, said=say(_nothing(ask, kind)))
    reasons = {row.id: _against(ask, row) for row in rows}
    fitting = [row for row in rows if reasons[row.id] is None]
    best = _best(fitting)
    looked = []
    for row in sorted(rows, key=lambda row: (row is not best, -row.least, row.id)):
        why = reasons[row.id] or _beaten(row, best)
        looked.append((row, row is best, why))
    return Step(kind, tuple(looked))


def _best(rows: list[Row]) -> Row | None:
    """Of each customer or group the highest tier reached; of several groups the lowest price."""
    tiers: dict[object, Row] = {}
    for row in sorted(rows, key=lambda row: (row.least, row.starts_on or date.min, row.id)):
        tiers[row.group, row.customer_id, row.number] = row
    return min(tiers.values(), key=lambda row: (row.price_yuan, row.id), default=None)


def _beaten(row: Row, best: Row | None) -> Said:
    if row is best:
        return say(TAKEN)
    same = (row.group, row.customer_id, row.number) == (best.group, best.customer_id, best.number)
    return say(HIGHER_TIER if same else CHEAPER)


def _against(ask: Ask, row: Row) -> Said | None:
    """Why a row does not hold; None when it does."""
    if not row.is_active:
        return say(NOT_SWITCHED_ON)
    if row.kind in (PriceKind.CONTRACT, PriceKind.CUSTOMER) and row.customer_id != ask.customer_id:
        return say(OTHER_CUSTOMER)
    if row.kind == PriceKind.GROUP_BUY and row.number != ask.activity:
        return say(OTHER_ACTIVITY)
    if row.is_for_key and CustomerGroup.KEY not in ask.groups:
        return say(DEMOTED)
    if row.kind == PriceKind.GROUP and row.group not in ask.groups:
        return say(OTHER_GROUP, group=say(row.group.chinese))
    return _outside(ask, row)


def _outside(ask: Ask, row: Row) -> Said | None:
    if row.starts_on and ask.on < row.starts_on:
        return say(NOT_YET, day=row.starts_on.isoformat())
    if row.ends_on and ask.on > row.ends_on:
        return say(OVER, day=row.ends_on.isoformat())
    if ask.quantity < row.least:
        return say(TOO_FEW, least=f"{row.least.normalize():f}")
    return None


def _list_step(ask: Ask, rows: list[Row]) -> Step:
    if not rows:
        return Step(PriceKind.LIST, said=say(NO_LIST_PRICE))
    begun = [row for row in rows if not row.starts_on or row.starts_on <= ask.on]
    best = max(begun, key=lambda row: (row.starts_on or date.min, row.id), default=None)
    looked = []
    for row in sorted(rows, key=lambda row: row.starts_on or date.min, reverse=True):
        if row is best:
            looked.append((row, True, say(TAKEN)))
        elif row in begun:
            looked.append((row, False, say(N_("已被后来的标价取代"))))
        else:
            looked.append((row, False, say(NOT_YET, day=row.starts_on.isoformat())))
    return Step(PriceKind.LIST, tuple(looked), say("" if best else NO_LIST_PRICE))


def _nothing(ask: Ask, kind: PriceKind) -> str:
    if kind == PriceKind.GROUP_BUY:
        return NOTHING if ask.activity else NO_ACTIVITY
    if ask.customer_id is None:
        return NO_CUSTOMER
    return NO_GROUP if kind == PriceKind.GROUP and not ask.groups else NOTHING


def collision(new: Row, others: Iterable[Row]) -> Row | None:
    """Another row for the same buyers, quantity and days: two prices could hold at once (I-2)."""
    for other in others:
        same = (
            (other.kind, other.customer_id, other.group, other.number, other.least)
            == (new.kind, new.customer_id, new.group, new.number, new.least)
        )  # fmt: skip
        if same and other.id != new.id and other.is_active and _overlap(new, other):
            return other
    return None


def _overlap(one: Row, other: Row) -> bool:
    """Whether some day lies within both."""
    first = max(one.starts_on or date.min, other.starts_on or date.min)
    return first <= min(one.ends_on or date.max, other.ends_on or date.max)
