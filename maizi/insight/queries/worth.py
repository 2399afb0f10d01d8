"""What customers are worth over the years (H-31)."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from maizi.fields.queries import parameters
from maizi.kernel.errors import Refused
from maizi.kernel.money import yuan

from .. import access
from ..rules import keeping, lifetime
from ..terms import Code
from . import facts
from .asked import Asked
from .found import Found, Line, Stat
from .groups import groups_of
from .profits import profits_of
from .staying import buyers_of

WEEK, YEAR_WEEKS, HALF = 7, 52, 0.5


def worth(user, asked: Asked) -> Found:
    """The simple value by margin and retention, and the model's for everybody who ever bought."""
    found = Found(Code.LIFETIME, groups=groups_of(Code.LIFETIME))  # fmt: skip
    found.columns = [
        (_("购买天数"), "number"), (_("还在的可能"), "percent"), (_("一年内预计购买"), "number"),
        (_("预计每次金额"), "amount"), (_("一年内预计金额"), "amount"),
    ]  # fmt: skip
    found.stats = _simple(user, asked)
    rows = {id_: _bought(days, asked.ends_on)
            for id_, days in facts.amounts_of_each(user, asked.ends_on)}  # fmt: skip
    try:
        fit = lifetime.fit_purchases(list(rows.values()))
        spend = lifetime.fit_spend(list(rows.values()))
    except Refused as refused:
        found.is_thin, found.says = True, [str(refused)]
        return found
    found.lines = sorted(
        (_line(id_, row, fit, spend) for id_, row in rows.items()),
        key=lambda line: (-line.amount, line.id),
    )
    found.place()
    total = sum((line.amount for line in found.lines), Decimal(0))
    gone = sum(line.group == "doubtful" for line in found.lines)
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


def _bought(days: list[tuple[date, Decimal]], until: date) -> lifetime.Bought:
    first, last = days[0][0], days[-1][0]
    later = [float(amount) for _day, amount in days[1:]]
    mean = sum(later) / len(later) if later else 0.0
    return lifetime.Bought(
        len(later), (last - first).days / WEEK, (until - first).days / WEEK, max(mean, 0.0)
    )


def _line(id_: int, row: lifetime.Bought, fit: lifetime.Fit, spend: lifetime.Spend) -> Line:
    alive = lifetime.alive(fit, row)
    times = lifetime.expected(fit, row, YEAR_WEEKS)
    each = lifetime.expected_spend(spend, row)
    is_sound = all(map(lifetime.is_sound, (alive, times, each)))
    money = yuan(str(round(times * each, 2))) if is_sound else Decimal(0)
    group = "once" if not row.repeats else "alive" if alive >= HALF else "doubtful"
    values = [row.repeats + 1, *(
        [Decimal(str(round(alive, 4))), Decimal(str(round(times, 2))),
         yuan(str(round(each, 2))), money] if is_sound else [None] * 4
    )]  # fmt: skip
    return Line(id_, values, group, money)


def _simple(user, asked: Asked) -> list[Stat]:
    """A year's margin × a year's retention, whatever the window: only for those who see costs."""
    if not access.sees_costs(user):
        return []
    year = asked.year()
    now, before = buyers_of(user, year.days), buyers_of(user, year.before().days)
    kept = keeping.compare({id_: one.net_yuan for id_, one in before.items()}, now)
    if not now or kept.retention is None:
        return []
    (discount,) = parameters("insight.discount")
    profits, _unknown = profits_of(user, year)
    margin = sum((profits[id_].gross_yuan for id_ in now), Decimal(0)) / len(now)
    value = lifetime.simple_value(margin, kept.retention, discount)
    told = _("到 %s 为止的十二个月") % asked.ends_on
    return [
        Stat("margin", _("每客户年毛利"), yuan(margin), "amount", told),
        Stat("retention", _("年留存率"), kept.retention, "percent", told),
        Stat("clv", _("客户终身价值（简法）"), value, "amount",
             _("年毛利 × 留存率 ÷（1 ＋ 折现率 － 留存率）") if margin >= 0
             else _("毛利是负的，没有终身价值")),
    ]  # fmt: skip
