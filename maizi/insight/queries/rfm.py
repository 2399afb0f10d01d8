"""RFM of the customers somebody sees: scores, segments, the heat map (H-1)."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..rules import columns as rules
from ..rules.rfm import BINS
from ..terms import Code, Segment
from . import facts
from .asked import Asked
from .columns import ByCustomer
from .found import FEWEST, Found, Lines, Stat
from .groups import groups_of
from .rows import hundredths

FIXED_FROM = 4
OURS = (Segment.VALUE, Segment.KEEP, Segment.GROW, Segment.RESCUE)


def rfm(user, asked: Asked) -> Found:
    """Everybody who bought in the window, scored; customers without orders are not. 3 queries."""
    found = Found(Code.RFM, groups=groups_of(Code.RFM))
    found.columns = [
        (_("最近购买（天前）"), "number"), (_("购买天数"), "number"), (_("净销售额"), "amount"),
        ("R", "number"), ("F", "number"), ("M", "number"), (_("分群"), "text"),
    ]  # fmt: skip
    buyers, marks, places = scored(user, asked)
    cents, count = buyers.columns[0], len(buyers)
    found.lines = _lines(buyers, asked.ends_on, marks, places)
    found.place()
    counted = {Segment(code): n for code, _label, n, _amount in found.counts()}
    means = [f"{Decimal(int(one.sum())) / count:.1f}" for one in marks] if count else []
    found.stats = [
        Stat("count", _("有交易的客户"), count, hint=_("窗口内有未被全部退回的订单")),
        Stat("value", Segment.VALUE.label, counted[Segment.VALUE], hint=_("R、F、M 都高于平均")),
        Stat("rescue", _("重要保持与挽留"), counted[Segment.KEEP] + counted[Segment.RESCUE],
             hint=_("金额高，但最近没买")),
        Stat("mean", _("平均分 R / F / M"), " / ".join(means) or "—", "text", _("高于平均分算高")),
    ]  # fmt: skip
    found.chart = {"kind": "heat", "rows": heat(marks, cents)}
    found.is_thin = count < FEWEST
    best = int(cents[places == rules.SEGMENTS.index(Segment.VALUE)].sum())
    found.says = [_said(counted, best, int(cents.sum()))]
    return found


def scored(user, asked: Asked) -> tuple[ByCustomer, list, list]:
    """(buyers, their scores in recency, frequency, money, the places of their segments); by the
    options `by` (quantiles) and `high` (fixed).
    """
    everybody = facts.buys_of(user, asked.days)
    buyers = everybody.where(everybody.columns[1] > 0)
    money, times, last = buyers.columns
    if asked.options.get("by") == "quantiles":
        since = rules.quantile_scores(asked.ends_on.toordinal() - last)
        marks = [BINS + 1 - since, rules.quantile_scores(times), rules.quantile_scores(money, 100)]
    else:
        marks = [rules.scores(one) for one in (last, times, money)]
    fixed = FIXED_FROM if asked.options.get("high") == "fixed" else None
    return buyers, marks, rules.segments(marks, fixed)


def heat(marks: list, cents) -> list[list[dict]]:
    """Frequency 5 to 1 downwards, recency 1 to 5 across: how many, their mean money, the shade."""
    import numpy as np

    cell = marks[1] * (BINS + 1) + marks[0]
    count, money = (np.zeros((BINS + 1) ** 2, np.int64) for _ in range(2))
    np.add.at(count, cell, 1)
    np.add.at(money, cell, cents)
    most = int(count.max()) or 1

    def told(f: int, r: int) -> dict:
        many, sum_ = (int(one[f * (BINS + 1) + r]) for one in (count, money))
        mean = hundredths(sum_) / many if many else None
        return {"count": many, "shade": -(-4 * many // most), "mean": mean, "r": r, "f": f}

    return [[told(f, r) for r in range(1, BINS + 1)] for f in range(BINS, 0, -1)]


def _said(count: dict[Segment, int], best: int, total: int) -> str:
    waiting = count[Segment.KEEP] + count[Segment.RESCUE]
    told = ngettext(
        "%(n)d 个重要价值客户", "%(n)d 个重要价值客户", count[Segment.VALUE]
    ) % {"n": count[Segment.VALUE]}  # fmt: skip
    if total > 0:
        told = _("%(who)s带来了 %(share)s%% 的净销售额") % {
            "who": told,
            "share": f"{Decimal(100 * best) / total:.0f}",
        }
    return _("%(first)s；%(n)d 个金额高的客户最近没有来买，先联系他们。") % {
        "first": told,
        "n": waiting,
    }


def _lines(buyers: ByCustomer, until: date, marks: list, places) -> Lines:
    money, times, last = buyers.columns
    names = [str(one.label) for one in rules.SEGMENTS]

    def values(place: int) -> list:
        return [until.toordinal() - int(last[place]), int(times[place]),
                hundredths(int(money[place])), *(int(one[place]) for one in marks),
                names[places[place]]]  # fmt: skip

    groups = [one.value for one in rules.SEGMENTS]
    return Lines((buyers.ids, places, money), groups=groups, values=values)
