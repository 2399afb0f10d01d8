"""RFM of the customers somebody sees: scores, segments, the heat map (H-1)."""

from collections import Counter
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..rules import rfm as rules
from ..terms import Code, Segment
from . import facts
from .asked import Asked
from .found import FEWEST, Found, Line, Stat
from .groups import groups_of

FIXED_FROM = 4
OURS = (Segment.VALUE, Segment.KEEP, Segment.GROW, Segment.RESCUE)


def rfm(user, asked: Asked) -> Found:
    """Everybody who bought in the window, scored; customers without orders are not. 3 queries."""
    found = Found(Code.RFM, groups=groups_of(Code.RFM))
    found.columns = [
        (_("最近购买（天前）"), "number"), (_("购买天数"), "number"), (_("净销售额"), "amount"),
        ("R", "number"), ("F", "number"), ("M", "number"), (_("分群"), "text"),
    ]  # fmt: skip
    rows = scored(user, asked)
    names = {one: str(one.label) for one in Segment}
    found.lines = [_line(row, names[row.segment]) for row in sorted(rows, key=_order)]
    found.place()
    mean = rules.means(rows)
    count = Counter(row.segment for row in rows)
    found.stats = [
        Stat("count", _("有交易的客户"), len(rows), hint=_("窗口内有未被全部退回的订单")),
        Stat("value", Segment.VALUE.label, count[Segment.VALUE], hint=_("R、F、M 都高于平均")),
        Stat("rescue", _("重要保持与挽留"), count[Segment.KEEP] + count[Segment.RESCUE],
             hint=_("金额高，但最近没买")),
        Stat("mean", _("平均分 R / F / M"), " / ".join(f"{one:.1f}" for one in mean or ()) or "—",
             "text", _("高于平均分算高")),
    ]  # fmt: skip
    found.chart = {"kind": "heat", "rows": heat(rows)}
    found.is_thin = len(rows) < FEWEST
    found.says = [_said(rows, count)]
    return found


def scored(user, asked: Asked) -> list[rules.Scored]:
    """The scores; by the options `by` (quantiles) and `high` (fixed)."""
    buyers = [
        rules.Buyer(id_, (asked.ends_on - one.last_on).days, one.days, one.net_yuan)
        for id_, one in facts.buys_of(user, asked.days).items() if one.days
    ]  # fmt: skip
    return rules.score_buyers(
        buyers, by_quantiles=asked.options.get("by") == "quantiles",
        fixed=FIXED_FROM if asked.options.get("high") == "fixed" else None,
    )  # fmt: skip


def heat(rows: list[rules.Scored]) -> list[list[dict]]:
    """Frequency 5 to 1 downwards, recency 1 to 5 across: how many, their mean money, the shade."""
    count, money = Counter(), Counter()
    for row in rows:
        count[row.frequency, row.recency] += 1
        money[row.frequency, row.recency] += row.buyer.money_yuan
    most = max(count.values(), default=1)
    return [
        [
            {
                "count": count[f, r], "shade": -(-4 * count[f, r] // most),
                "mean": money[f, r] / count[f, r] if count[f, r] else None, "r": r, "f": f,
            }
            for r in range(1, 6)
        ]
        for f in range(5, 0, -1)
    ]  # fmt: skip


def _said(rows: list[rules.Scored], count: Counter) -> str:
    total = sum((row.buyer.money_yuan for row in rows), Decimal(0))
    best = sum((r.buyer.money_yuan for r in rows if r.segment == Segment.VALUE), Decimal(0))
    waiting = count[Segment.KEEP] + count[Segment.RESCUE]
    told = ngettext(
        "%(n)d 个重要价值客户", "%(n)d 个重要价值客户", count[Segment.VALUE]
    ) % {"n": count[Segment.VALUE]}  # fmt: skip
    if total > 0:
        told = _("%(who)s带来了 %(share)s%% 的净销售额") % {
            "who": told,
            "share": f"{100 * best / total:.0f}",
        }
    return _("%(first)s；%(n)d 个金额高的客户最近没有来买，先联系他们。") % {
        "first": told,
        "n": waiting,
    }


def _order(row: rules.Scored):
    return -row.buyer.money_yuan, row.buyer.id


def _line(row: rules.Scored, segment: str) -> Line:
    one = row.buyer
    values = [one.recency_days, one.frequency, one.money_yuan, row.recency, row.frequency,
              row.money, segment]  # fmt: skip
    return Line(one.id, values, row.segment.value, one.money_yuan)
