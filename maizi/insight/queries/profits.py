"""Profit of each customer after what serving it cost: the whale curve (H-20)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from maizi.kernel.money import ratio

from ..rules import columns
from ..rules import profit as rules
from ..terms import Code
from . import costs, serving
from .asked import Asked
from .columns import ByCustomer, cents_of, joined, summed
from .facts import once_a_person
from .found import FEWEST, Found, Lines, Stat
from .groups import groups_of
from .rows import hundredths

ZERO = Decimal(0)
POINTS = 120


@dataclass(slots=True)
class Profit:
    """What one customer brought, goods and service paid."""

    net_yuan: Decimal = ZERO
    cost_yuan: Decimal = ZERO
    served_yuan: Decimal = ZERO

    @property
    def gross_yuan(self) -> Decimal:
        return self.net_yuan - self.cost_yuan

    @property
    def profit_yuan(self) -> Decimal:
        return self.gross_yuan - self.served_yuan


NOTHING = Profit()


def profits_of(user, asked: Asked) -> tuple[ByCustomer, int]:
    """Customer -> its profit, of those that traded; how many products have no cost. 12 queries."""
    return _profits_in(user, asked.days)


@once_a_person
def _profits_in(user, days: tuple[date, date]) -> tuple[ByCustomer, int]:
    sold = costs.Sold(user, days)
    ids, net, cost = joined((summed(ids, *cents) for ids, _product, *cents in sold), 3)
    served = cents_of(serving.served(user, days)).of(ids)
    return ByCustomer(ids, net, cost, served, made=_profit), len(sold.unknown)


def _profit(*cents: int) -> Profit:
    return Profit(*map(hundredths, cents))


def whale(user, asked: Asked) -> Found:
    """The whale curve of the customers that traded in the window."""
    profits, unknown = profits_of(user, asked)
    net, cost, served = profits.columns
    cents = net - cost - served
    curve = columns.whale(cents)
    found = Found(Code.WHALE, groups=groups_of(Code.WHALE))
    found.columns = [
        (_("净销售额"), "amount"), (_("商品成本"), "amount"), (_("服务成本"), "amount"),
        (_("利润"), "amount"), (_("累计占利润"), "percent"),
    ]  # fmt: skip
    found.notes = cost_notes(unknown) + serving.serving_notes(user)
    if curve is None:
        found.is_thin = True
        found.says = [_("数据太少：这段时间没有交易。")]
        return found
    found.lines = _ranked(profits, cents, curve)
    found.place()
    found.is_thin = len(profits) < FEWEST
    found.stats = _stats(curve, net)
    found.says = [_said(curve)]
    found.chart = {"kind": "whale", **_drawn(curve)}
    return found


def _ranked(profits: ByCustomer, cents, curve: rules.Whale) -> Lines:
    """The customers by falling profit: the first fifth, other profitable ones, the losing ones."""
    import numpy as np

    order, ranks = np.lexsort((profits.ids, -cents)), np.empty(len(cents), np.int64)
    ranks[order] = np.arange(1, len(cents) + 1)
    places = np.select([cents < 0, ranks <= curve.top_count], [2, 0], 1)

    def values(place: int) -> list:
        one = _profit(*(int(column[place]) for column in profits.columns))
        return [one.net_yuan, one.cost_yuan, one.served_yuan, one.profit_yuan,
                curve.share(ranks[place])]  # fmt: skip

    return Lines((profits.ids, places, cents), groups=("top", "middle", "losing"), values=values)


def cost_notes(unknown: int) -> list[str]:
    """One sentence about products without a cost; none without them."""
    told = _("%d 种商品没有成本，按 0 计，利润会偏高；请在商品里补上成本。")
    return [told % unknown] if unknown else []


def _stats(curve: rules.Whale, net) -> list[Stat]:
    gini = rules.gini(net.clip(min=0).tolist())
    return [
        Stat("profit", _("客户利润合计"), curve.total_yuan, "amount",
             _("净销售额－商品－服务成本")),
        Stat("top", _("前 20% 占利润"), curve.top_share, "percent", _("按利润从高到低排")),
        Stat("peak", _("最高累计"), curve.peak_share, "percent", _("曲线的最高点")),
        Stat("losing", _("亏钱的客户"), curve.losing),
        Stat("lost", _("亏掉的钱"), curve.lost_yuan, "amount"),
        Stat("gini", _("销售额基尼系数"), _rounded(gini), "text", _("0 平均，1 集中在一个客户")),
        Stat("hhi", _("集中度 HHI"), _rounded(rules.hhi(net.tolist())), "text", _("占比平方和")),
    ]  # fmt: skip


def _rounded(value: Decimal | None) -> str:
    return "—" if value is None else f"{value:.3f}"


def _said(curve: rules.Whale) -> str:
    if curve.top_share is None:
        return _("这段时间合计没有利润；%(n)d 个客户在亏钱，一共亏了 %(lost)s 元。") % {
            "n": curve.losing, "lost": f"{curve.lost_yuan:,.0f}"
        }  # fmt: skip
    told = _("前 20%% 客户贡献了 %(share)s 的利润；%(n)d 个客户在亏钱，一共亏了 %(lost)s 元。")
    return told % {
        "share": f"{100 * curve.top_share:.0f}%", "n": curve.losing,
        "lost": f"{curve.lost_yuan:,.0f}",
    }  # fmt: skip


def _drawn(curve: rules.Whale) -> dict:
    """The curve in 600 × 240; amounts instead of shares when the total is not positive."""
    sums, has_shares = curve.sums_cents, curve.top_share is not None
    unit = curve.total_yuan if has_shares else Decimal(1)
    step = max(1, len(sums) // POINTS)
    ranks = [n for n in range(1, len(sums) + 1) if n % step == 0 or n == len(sums)]
    high, low = (ratio(hundredths(int(one)), unit) for one in (sums.max(), sums.min()))
    high, low = max(high, ZERO), min(low, ZERO)
    span = (high - low) or Decimal(1)

    def y(value) -> str:
        return f"{10 + 220 * float((high - value) / span):.1f}"

    points = [f"{600 * n / len(sums):.1f},{y(ratio(hundredths(int(sums[n - 1])), unit))}"
              for n in ranks]  # fmt: skip
    return {
        "points": " ".join([f"0,{y(ZERO)}", *points]), "zero": y(ZERO),
        "whole": y(Decimal(1)) if has_shares else None,
        "fifth": f"{600 * curve.top_count / len(sums):.1f}", "top": curve.top_share,
        "peak": curve.peak_share,
    }  # fmt: skip
