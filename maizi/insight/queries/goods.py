"""Margin, turnover, cross ratio and contribution of products; forecasts (H-10 … H-14, H-32)."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from maizi.accounts.access import rights_of
from maizi.kernel.money import yuan
from maizi.stock import access as stock

from ..rules import forecasting
from ..rules import products as rules
from ..terms import Code
from . import costs, facts
from .asked import Asked
from .columns import each, joined, summed
from .found import Found, Line, Stat
from .groups import groups_of
from .rows import hundredths, month_number, month_text

ZERO = Decimal(0)
MONTHS, AHEAD = 36, 3


def products(user, asked: Asked) -> Found:
    """Every product sold or kept in the window."""
    sold = costs.Sold(user, asked.days)
    added = summed(*joined((summed(*block[1:]) for block in sold), 3))
    sums: dict[int, list[Decimal]] = defaultdict(lambda: [ZERO, ZERO])
    for product, *cents in zip(*map(each, added), strict=True):
        sums[product] = [*map(hundredths, cents)]
    kept = costs.inventory(asked.days) if sees_all_stock(user) else {}
    rows = rules.measure([
        rules.Turnover(id_, *sums[id_], rules.average_inventory(kept.get(id_, [])) or ZERO)
        for id_ in {*sums, *kept}
    ])  # fmt: skip
    found = Found(Code.PRODUCTS, subject="product", groups=groups_of(Code.PRODUCTS))  # fmt: skip
    by_cost = asked.options.get("turns") == "cost"
    found.columns = [
        (_("净销售额"), "amount"), (_("毛利率"), "percent"), (_("平均库存"), "amount"),
        (_("周转率（按成本）") if by_cost else _("周转率"), "number"), (_("周转天数"), "number"),
        (_("交叉比率"), "number"), (_("销售构成"), "percent"), (_("贡献比率"), "percent"),
        (_("占毛利"), "percent"),
    ]  # fmt: skip
    _place(found, rows, asked, by_cost)
    found.notes = [_("%d 种商品没有成本，按 0 计。") % len(sold.unknown)] if sold.unknown else []
    if not kept:
        found.notes.append(_("库存是全公司的，只看得到一部分客户的人没有周转率。"))
    return found


def sees_all_stock(user) -> bool:
    """Sales of a few customers do not belong beside the stock of the company."""
    return rights_of(user).sight("order").everything and stock.may(user, "view")


def _place(found: Found, rows: list[rules.Measured], asked: Asked, by_cost: bool) -> None:
    total = rules.Turnover(0, sum((r.turnover.sales_yuan for r in rows), ZERO),
                           sum((r.turnover.cost_yuan for r in rows), ZERO))  # fmt: skip
    margin = rules.margin_rate(total.sales_yuan, total.cost_yuan)
    known = sorted(row.turns for row in rows if row.turns is not None)
    middle = known[len(known) // 2] if known else None
    dots = []
    for row in sorted(rows, key=lambda one: (-(one.contribution or ZERO), one.turnover.id)):
        one, group = row.turnover, "unknown"
        if row.turns is not None and row.margin is not None:
            is_rich, is_fast = row.margin >= (margin or ZERO), row.turns >= middle
            group = ("earns" if is_fast else "slow") if is_rich else "thin" if is_fast else "weak"
            dots.append((row, group))
        days = row.days(asked.length)
        values = [one.sales_yuan, row.margin, one.stock_yuan or None,
                  _short(row.turns_by_cost if by_cost else row.turns), days and round(days),
                  _short(row.cross), row.share, row.contribution, row.profit_share]  # fmt: skip
        found.lines.append(Line(one.id, values, group, one.profit_yuan))
    found.is_thin = not total.sales_yuan
    found.stats = [
        Stat("sales", _("净销售额"), total.sales_yuan, "amount"),
        Stat("margin", _("毛利率"), margin, "percent", _("（净销售额－成本）÷ 净销售额")),
        Stat("profit", _("毛利"), total.profit_yuan, "amount"),
        Stat("products", _("有销售的商品"), sum(r.turnover.sales_yuan > 0 for r in rows)),
    ]  # fmt: skip
    shares = sorted((row.profit_share for row in rows if row.profit_share), reverse=True)
    top, weak = sum(shares[:3], ZERO), sum(group == "weak" for _row, group in dots)
    found.says = [
        _("毛利最多的 3 种商品占全部毛利的 %(share)s；%(n)d 种商品毛利低又转得慢，考虑少备货。")
        % {"share": f"{100 * top:.0f}%", "n": weak}
    ]
    found.chart = {"kind": "dots", "dots": _dots(dots)}


def _short(value: Decimal | None) -> Decimal | None:
    return None if value is None else round(value, 2)


def _dots(rows: list) -> list[dict]:
    """Turnover across, margin upwards, in 600 × 240; the size by the share of sales."""
    if not rows:
        return []
    fast = max(row.turns for row, _g in rows) or Decimal(1)
    high = max(max(row.margin for row, _g in rows), Decimal("0.01"))
    low = min(min(row.margin for row, _g in rows), ZERO)
    return [
        {
            "id": row.turnover.id, "x": f"{20 + 560 * float(max(row.turns, ZERO) / fast):.1f}",
            "y": f"{20 + 200 * float((high - row.margin) / (high - low)):.1f}", "group": group,
            "size": f"{4 + 16 * float(row.share or 0) ** 0.5:.1f}", "cross": row.cross,
        }
        for row, group in rows
    ]  # fmt: skip


def forecast(user, asked: Asked) -> Found:
    """Sales of the next months, and pieces of the next month of each product (H-32)."""
    last = _last_whole_month(asked)
    first = last - MONTHS + 1
    days = (date(first // 12, first % 12 + 1, 1), asked.ends_on)
    sales = facts.net_by_month(user, days)
    series = _series(sales, first, last)
    found = Found(Code.FORECAST, subject="product")
    months = [month_text(last + step) for step in (-1, 0, 1)]
    found.columns = [(months[0], "number"), (months[1], "number"),
                     (_("预计 %s") % months[2], "number"), (_("方法"), "text"),
                     (_("近三月误差"), "text")]  # fmt: skip
    told = forecasting.forecast(series, AHEAD)
    found.is_thin = told is None or told.is_thin
    if told is None:
        found.says = [_("数据太少：没有一个完整的月份可以用来预测。")]
        return found
    error = _erred(told)
    found.stats = [
        Stat("next", _("%s 净销售额") % months[2], yuan(told.values[0]), "amount",
             _("误差最小的方法的预测")),
        Stat("method", _("方法"), str(told.method.label), "text"),
        Stat("error", _("近三月误差"), error, "text", _("每个月都只用当时已知的数字预测")),
    ]  # fmt: skip
    found.says = [
        _("按%(method)s，%(month)s 预计卖 %(money)s 元（近三月误差 %(error)s）。")
        % {"method": told.method.label, "month": months[2], "money": f"{told.values[0]:,.0f}",
           "error": error}
    ]  # fmt: skip
    for id_, sold in facts.products_by_month(user, days).items():
        pieces = _series(sold, first, last)
        one = forecasting.forecast(pieces)
        if one is None or not any(pieces[-MONTHS // 3 :]):
            continue
        before = pieces[-2] if len(pieces) > 1 else None
        values = [before, pieces[-1], round(one.values[0]), str(one.method.label), _erred(one)]
        found.lines.append(Line(id_, values, "", one.values[0]))
    found.lines.sort(key=lambda line: (-line.amount, line.id))
    found.chart = {"kind": "series", **_drawn(series, told, last)}
    return found


def _last_whole_month(asked: Asked) -> int:
    """The window's last month counts only when it is over."""
    month = month_number(f"{asked.ends_on:%Y-%m}")
    is_over = (asked.ends_on + timedelta(1)).day == 1
    return month if is_over else month - 1


def _series(sums: dict[int, Decimal], first: int, last: int) -> list[Decimal]:
    """Month after month from the first with anything in it; months without are 0."""
    there = [month for month in sums if first <= month <= last]
    return [sums.get(m, ZERO) for m in range(min(there), last + 1)] if there else []


def _erred(told: forecasting.Forecast) -> str:
    if told.error is None:
        return "—"
    return f"{100 * told.error:.0f}%" if told.is_share else f"{told.error:,.0f}"


def _drawn(series: list[Decimal], told: forecasting.Forecast, last: int) -> dict:
    """What came and what is forecast, as lines in 600 × 220."""
    shown = series[-18:]
    values = [*shown, *told.values]
    high, low = max(max(values), Decimal(1)), min(min(values), ZERO)
    step = 560 / max(len(values) - 1, 1)

    def point(n: int) -> tuple[str, str]:
        return f"{20 + step * n:.1f}", f"{15 + 180 * float((high - values[n]) / (high - low)):.1f}"

    places = [point(n) for n in range(len(values))]
    months = [month_text(last - len(shown) + 1 + n) for n in range(len(values))]
    return {
        "came": " ".join(",".join(place) for place in places[: len(shown)]),
        "told": " ".join(",".join(place) for place in places[len(shown) - 1 :]),
        "dots": [
            (*place, month, value, n >= len(shown))
            for n, (place, month, value) in enumerate(zip(places, months, values, strict=True))
        ],
    }  # fmt: skip
