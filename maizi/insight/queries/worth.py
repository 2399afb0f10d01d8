"""What customers are worth over the years (H-31)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from maizi.fields.queries import parameters
from maizi.kernel.errors import Refused
from maizi.kernel.money import ratio, yuan

from .. import access
from ..rules import columns, lifetime, years
from ..terms import Code
from . import facts
from .asked import Asked
from .columns import is_among, joined
from .found import Found, Lines, Stat
from .groups import groups_of
from .profits import profits_of
from .rows import hundredths
from .staying import buyers_of

YEAR_WEEKS, HALF, MOST_YUAN = 52, 0.5, 1e12


def worth(user, asked: Asked) -> Found:
    """The simple value by margin and retention, and the model's for everybody who ever bought."""
    found = Found(Code.LIFETIME, groups=groups_of(Code.LIFETIME))  # fmt: skip
    found.columns = [
        (_("购买天数"), "number"), (_("还在的可能"), "percent"), (_("一年内预计购买"), "number"),
        (_("预计每次金额"), "amount"), (_("一年内预计金额"), "amount"),
    ]  # fmt: skip
    found.stats = _simple(user, asked)
    ids, many = _bought(user, asked.ends_on)
    try:
        fit, spend = lifetime.fit_purchases(many), lifetime.fit_spend(many)
    except Refused as refused:
        found.is_thin, found.says = True, [refused.text(_)]
        return found
    found.lines = _lines(ids, many, fit, spend)
    found.place()
    total = hundredths(int(found.lines.cents.sum()))
    gone = len(found.of_group("doubtful"))
    found.stats.append(Stat("next", _("一年内预计金额"), total, "amount", _("所有客户合计")))
    found.notes = [
        _("只买过一次的客户，模型说不出还在不在，可能性一律是 100%。"),
        _("模型参数 r=%(r).3f α=%(alpha).3f a=%(a).3f b=%(b).3f，对数似然 %(ll).1f。")
        % {"r": fit.r, "alpha": fit.alpha, "a": fit.a, "b": fit.b, "ll": fit.likelihood},
    ]  # fmt: skip
    found.says = [
        _("照目前的买法，现有客户一年内预计还会买 %(money)s 元；%(n)d 个回头客多半已经不来了。")
        % {"money": f"{total:,.0f}", "n": gone}
    ]
    return found


def _bought(user, until: date) -> tuple[Sequence[int], lifetime.Bought]:
    """Who ever bought, and what of it the model wants. 1 query."""
    day = until.toordinal()
    blocks = (years.bought(block, day) for block in facts.amounts_ever(user, until))
    ids, *each = joined(blocks, 5)
    return ids, lifetime.Bought(*each)


def _lines(ids, many: lifetime.Bought, fit: lifetime.Fit, spend: lifetime.Spend) -> Lines:
    """Everybody by what is expected of it; what the model cannot say is left open."""
    import numpy as np

    alive = lifetime.alive(fit, many)
    times = lifetime.expected(fit, many, YEAR_WEEKS)
    each = lifetime.expected_spend(spend, many)
    is_sound = np.isfinite(alive) & np.isfinite(times) & (np.abs(times * each) < MOST_YUAN)
    amount = np.where(is_sound, times * each, 0)
    cents = columns.half_up(100 * amount, lambda place: int(_money(amount[place]).scaleb(2)))
    places = np.select([many.repeats == 0, alive >= HALF], [2, 0], 1)

    def values(place: int) -> list:
        bought = int(many.repeats[place]) + 1
        if not is_sound[place]:
            return [bought, *[None] * 4]
        chance, expected = round(float(alive[place]), 4), round(float(times[place]), 2)
        return [bought, Decimal(str(chance)), Decimal(str(expected)), _money(each[place]),
                hundredths(int(cents[place]))]  # fmt: skip

    return Lines((ids, places, cents), groups=("alive", "doubtful", "once"), values=values)


def _money(value: float) -> Decimal:
    return yuan(str(round(float(value), 2)))


def _simple(user, asked: Asked) -> list[Stat]:
    """A year's margin × a year's retention, whatever the window: only for those who see costs."""
    if not access.sees_costs(user):
        return []
    year = asked.year()
    now, before = buyers_of(user, year.days), buyers_of(user, year.before().days)
    if not now or not before:
        return []
    retention = ratio(int(is_among(before.ids, now.ids).sum()), len(before))
    (discount,) = parameters("insight.discount")
    profits, _unknown = profits_of(user, year)
    gross = profits.of(now.ids) - profits.of(now.ids, 1)
    margin = hundredths(int(gross.sum())) / len(now)
    value = lifetime.simple_value(margin, retention, discount)
    told = _("到 %s 为止的十二个月") % asked.ends_on
    return [
        Stat("margin", _("每客户年毛利"), yuan(margin), "amount", told),
        Stat("retention", _("年留存率"), retention, "percent", told),
        Stat("clv", _("客户终身价值（简法）"), value, "amount",
             _("年毛利 × 留存率 ÷（1 ＋ 折现率 － 留存率）") if margin >= 0
             else _("毛利是负的，没有终身价值")),
    ]  # fmt: skip
