"""Profit of each customer after what serving it cost: whale curve and matrix (H-20, H-21)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from ..rules import profit as rules
from ..terms import Code, Profitability
from . import costs, serving
from .asked import Asked
from .facts import once_a_person
from .found import FEWEST, Found, Line, Stat
from .groups import groups_of

ZERO = Decimal(0)
POINTS = 120
MOST_DOWN, MOST_ACROSS = 20, 10


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


def profits_of(user, asked: Asked) -> tuple[dict[int, Profit], int]:
    """Customer -> its profit, of those that traded; how many products have no cost. 12 queries."""
    return _profits_in(user, asked.days)


@once_a_person
def _profits_in(user, days: tuple[date, date]) -> tuple[dict[int, Profit], int]:
    found: dict[int, Profit] = defaultdict(Profit)
    sold, unknown = costs.gross_profits(user, days)
    for (customer, _product), (net, cost) in sold.items():
        found[customer].net_yuan += net
        found[customer].cost_yuan += cost
    for customer, amount in serving.served(user, days).items():
        if customer in found:
            found[customer].served_yuan = amount
    return dict(found), unknown


def whale(user, asked: Asked) -> Found:
    """The whale curve of the customers that traded in the window."""
    profits, unknown = profits_of(user, asked)
    curve = rules.whale([one.profit_yuan for one in profits.values()])
    found = Found(Code.WHALE, groups=groups_of(Code.WHALE))
    found.columns = [
        (_("净销售额"), "amount"), (_("商品成本"), "amount"), (_("服务成本"), "amount"),
        (_("利润"), "amount"), (_("累计占利润"), "percent"),
    ]  # fmt: skip
    found.notes = _notes(unknown) + serving.serving_notes(user)
    if curve is None:
        found.is_thin = True
        found.says = [_("数据太少：这段时间没有交易。")]
        return found
    ordered = sorted(profits.items(), key=lambda one: (-one[1].profit_yuan, one[0]))
    for rank, ((id_, one), (_x, share)) in enumerate(zip(ordered, curve.points, strict=True), 1):
        is_top = rank <= curve.top_count and one.profit_yuan >= 0
        group = "top" if is_top else "middle" if one.profit_yuan >= 0 else "losing"
        values = [one.net_yuan, one.cost_yuan, one.served_yuan, one.profit_yuan, share]
        found.lines.append(Line(id_, values, group, one.profit_yuan))
    found.place()
    found.is_thin = len(profits) < FEWEST
    amounts = [one.net_yuan for one in profits.values()]
    found.stats = _stats(curve, amounts)
    found.says = [_said(curve)]
    found.chart = {"kind": "whale", **_drawn(curve, [one.profit_yuan for _id, one in ordered])}
    return found


def matrix(user, asked: Asked) -> Found:
    """Customers against products: who earns with what; goods alone, before what serving cost."""
    sold, unknown = costs.gross_profits(user, asked.days)
    cells = {key: net - cost for key, (net, cost) in sold.items()}
    found = Found(Code.MATRIX, groups=groups_of(Code.MATRIX))
    found.columns = [
        (_("毛利"), "amount"), (_("盈利商品"), "number"), (_("亏损商品"), "number"),
        (_("评价"), "text"),
    ]  # fmt: skip
    found.notes = _notes(unknown)
    down, across = rules.labels(cells, 0), rules.labels(cells, 1)
    signs: dict[int, list[str]] = defaultdict(list)
    for (customer, _product), amount in cells.items():
        signs[customer].append(rules.sign(amount))
    for id_, (total, label) in sorted(down.items(), key=lambda one: (-one[1][0], one[0])):
        values = [total, signs[id_].count("+"), signs[id_].count("−"), str(label.label)]
        found.lines.append(Line(id_, values, label.value, total))
    found.place()
    found.is_thin = len(down) < FEWEST
    losses = sum(one == Profitability.LOSS for _t, one in down.values())
    bad = sum(one == Profitability.LOSS for _t, one in across.values())
    found.stats = [
        Stat("customers", _("客户"), len(down)), Stat("products", _("商品"), len(across)),
        Stat("losing", _("亏损客户"), losses), Stat("bad", _("亏损商品"), bad),
    ]  # fmt: skip
    found.says = [
        _("%(n)d 个客户和 %(m)d 种商品在亏钱：先看亏损客户买的是什么、价格是谁定的。")
        % {"n": losses, "m": bad}
        if losses or bad else _("没有客户和商品在亏钱。")
    ]  # fmt: skip
    found.chart = {"kind": "matrix", **_table(cells, down, across)}
    return found


def _notes(unknown: int) -> list[str]:
    told = _("%d 种商品没有成本，按 0 计，利润会偏高；请在商品里补上成本。")
    return [told % unknown] if unknown else []


def _stats(curve: rules.Whale, amounts: list[Decimal]) -> list[Stat]:
    gini = rules.gini([max(one, ZERO) for one in amounts])
    return [
        Stat("profit", _("客户利润合计"), curve.total_yuan, "amount",
             _("净销售额－商品－服务成本")),
        Stat("top", _("前 20% 占利润"), curve.top_share, "percent", _("按利润从高到低排")),
        Stat("peak", _("最高累计"), curve.peak_share, "percent", _("曲线的最高点")),
        Stat("losing", _("亏钱的客户"), curve.losing),
        Stat("lost", _("亏掉的钱"), curve.lost_yuan, "amount"),
        Stat("gini", _("销售额基尼系数"), _rounded(gini), "text", _("0 平均，1 集中在一个客户")),
        Stat("hhi", _("集中度 HHI"), _rounded(rules.hhi(amounts)), "text", _("占比平方和")),
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


def _drawn(curve: rules.Whale, ordered: list[Decimal]) -> dict:
    """The curve in 600 × 240; amounts instead of shares when the total is not positive."""
    if curve.top_share is None:
        running, sums = ZERO, []
        for one in ordered:
            running += one
            sums.append(running)
    else:
        sums = [share for _x, share in curve.points]
    step = max(1, len(sums) // POINTS)
    picked = [(n, one) for n, one in enumerate(sums, 1) if n % step == 0 or n == len(sums)]
    high, low = max(max(sums), ZERO), min(min(sums), ZERO)
    span = (high - low) or Decimal(1)

    def y(value) -> str:
        return f"{10 + 220 * float((high - value) / span):.1f}"

    points = [f"{600 * n / len(sums):.1f},{y(one)}" for n, one in picked]
    return {
        "points": " ".join([f"0,{y(ZERO)}", *points]), "zero": y(ZERO),
        "whole": y(Decimal(1)) if curve.top_share is not None else None,
        "fifth": f"{600 * curve.top_count / len(sums):.1f}", "top": curve.top_share,
        "peak": curve.peak_share,
    }  # fmt: skip


def _table(cells: dict, down: dict, across: dict) -> dict:
    """The customers that matter most, best and worst, against the greatest products."""
    ranked = sorted(down, key=lambda one: (-down[one][0], one))
    rows = ranked if len(ranked) <= MOST_DOWN else [
        *ranked[: MOST_DOWN // 2], *ranked[-MOST_DOWN // 2 :]
    ]  # fmt: skip
    products = sorted(across, key=lambda one: (-abs(across[one][0]), one))[:MOST_ACROSS]
    return {
        "products": products, "across": {one: across[one] for one in products},
        "rows": [
            (id_, [(rules.sign(cells.get((id_, p))), cells.get((id_, p))) for p in products],
             *down[id_])
            for id_ in rows
        ],
    }  # fmt: skip
