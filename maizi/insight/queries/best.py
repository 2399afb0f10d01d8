"""The six questions of management, and customers that cannot be profitable (H-22, H-33)."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from maizi.complaints import access as complaints
from maizi.customers.access import visible_customers
from maizi.customers.terms import KaStatus
from maizi.kernel.money import ratio

from ..rules import best as rules
from ..rules import columns, years
from ..terms import Code
from .abc import amounts_of, classed, points_of
from .asked import Asked
from .columns import ByCustomer, amounts
from .found import Found, Line, Lines, Stat
from .groups import groups_of
from .profits import NOTHING, profits_of
from .rows import hundredths
from .serving import serving_notes
from .staying import lost_in

ZERO = Decimal(0)
EACH = 10


def questions(user, asked: Asked) -> Found:
    """Six standing answers, ten customers each at most; the numbers count all of them.

    The twelve months are those that end with the window, last year is the calendar year before.
    """
    year, last = asked.year(), asked.last_year()
    profits, unknown = profits_of(user, year)
    net, cost, served = profits.columns
    sales, earned = amounts(profits.ids, net), amounts(profits.ids, net - cost - served)
    before = amounts_of(user, last.days)
    lost = lost_in(user, last.days, asked.ends_on)
    answers = {
        "golden": (_largest(earned)[:EACH], earned),
        "costly": (_worst(earned, years.costly(net, served, *earned.columns)), earned),
        "key": (_key(user, sales), sales),
        "complained": (_complained(user, last, before), before),
        "largest": (_largest(before)[:1], before),
        "lost": (_largest(lost), lost),
    }
    found = Found(Code.QUESTIONS, groups=groups_of(Code.QUESTIONS))
    found.columns = [
        (_("净销售额"), "amount"), (_("去年"), "amount"), (_("服务成本"), "amount"),
        (_("服务成本占销售额"), "percent"), (_("利润"), "amount"),
    ]  # fmt: skip
    for code, (ids, amount) in answers.items():
        for id_ in map(int, ids[:EACH]):
            one = profits.get(id_, NOTHING)
            share = ratio(one.served_yuan, one.net_yuan) if one.net_yuan > 0 else None
            values = [one.net_yuan, before.get(id_, ZERO), one.served_yuan, share, earned.get(id_)]
            found.lines.append(Line(id_, values, code, amount.get(id_, ZERO)))
    found.is_thin = not profits and not before
    found.stats = [Stat(code, label, len(answers[code][0]))
                   for code, label in found.groups.items()]  # fmt: skip
    _tell(found, year, last, lost)
    found.notes += _unknown(unknown) + serving_notes(user)
    return found


def _tell(found: Found, year: Asked, last: Asked, lost: ByCustomer) -> None:
    counts = {stat.code: stat.value for stat in found.stats}
    most = hundredths(int(lost.columns[0].max(initial=0)))
    found.says = [
        _("%(a)d 个客户在抬高成本；%(b)d 个大客户要保住；去年流失的客户里最大的带走了 %(c)s 元。")
        % {"a": counts["costly"], "b": counts["key"], "c": f"{most:,.0f}"}
    ]
    found.notes = [
        _("“去年”是 %(year)d 年，其余各列是 %(a)s 至 %(b)s 的十二个月；每问列前 %(n)d 个。")
        % {"a": year.starts_on, "b": year.ends_on, "year": last.starts_on.year, "n": EACH}
    ]
    found.chart = {"kind": "questions"}


def _unknown(count: int) -> list[str]:
    return [_("%d 种商品没有成本，按 0 计。") % count] if count else []


def best(user, asked: Asked) -> Found:
    """Small customers with two years of losses and low potential, each with a suggestion.

    The years are the twelve months that end with the window, and the twelve before.
    """
    asked = asked.year()
    now, unknown = profits_of(user, asked)
    found = Found(Code.BEST, groups=groups_of(Code.BEST))
    found.columns = [
        (_("净销售额"), "amount"), (_("毛利"), "amount"), (_("服务成本"), "amount"),
        (_("利润"), "amount"), (_("上年利润"), "amount"), (_("建议"), "text"),
    ]  # fmt: skip
    found.lines = _unprofitable(user, asked, now)
    found.notes = _unknown(unknown) + serving_notes(user)
    found.is_thin = not now
    lost = -hundredths(int(found.lines.cents.sum()))
    found.stats = [Stat("count", _("连亏两年的小客户"), len(found.lines)),
                   Stat("lost", _("一年亏掉"), lost, "amount")]  # fmt: skip
    found.says = [
        _("%(n)d 个小客户连亏两年又没有潜力，一年亏掉 %(lost)s 元；怎么办由人决定，这里只给建议。")
        % {"n": len(found.lines), "lost": f"{lost:,.0f}"}
        if found.lines else _("没有连亏两年又没有潜力的小客户。")
    ]  # fmt: skip
    return found


def _unprofitable(user, asked: Asked, now: ByCustomer) -> Lines:
    """The worst first. 14 queries."""
    import numpy as np

    last = profits_of(user, asked.before())[0]
    net, cost, served = now.columns
    sold, spent, cared = (last.of(now.ids, column) for column in range(3))
    gross, before = net - cost, sold - spent - cared
    profit = gross - served
    grades, _is_set, _is_same = classed(user, Asked(asked.code, *asked.days), now.ids, net)
    potentials = columns.potentials(points_of(now.ids, net, sold))
    is_named = years.cannot_profit(grades, potentials, (profit, before))
    shown = [one[is_named] for one in (net, gross, served, profit, before)]
    ids, places = now.ids[is_named], years.suggestions(gross, served)[is_named]

    def values(place: int) -> list:
        told = rules.SUGGESTIONS[years.SUGGESTIONS[places[place]]]
        return [*(hundredths(int(one[place])) for one in shown), _(told)]

    return Lines((ids, places, shown[3]), groups=years.SUGGESTIONS, values=values,
                 order=np.lexsort((ids, shown[3])))  # fmt: skip


def _largest(found: ByCustomer) -> Sequence[int]:
    return years.largest(found.ids, *found.columns)


def _worst(earned: ByCustomer, is_wanted) -> Sequence[int]:
    chosen = earned.where(is_wanted)
    return chosen.ids[chosen.columns[0].argsort(kind="stable")]


def _key(user, sales: ByCustomer) -> list[int]:
    rows = visible_customers(user).filter(ka_status__in=(KaStatus.KEY, KaStatus.TARGET))
    ids = list(rows.order_by().values_list("pk", flat=True))
    return sorted(ids, key=lambda id_: (-sales.get(id_, ZERO), id_))


def _complained(user, last: Asked, before: ByCustomer) -> Sequence[int]:
    """The largest fifth of last year's customers, those of them that complained in that year."""
    import numpy as np

    rows = complaints.visible_complaints(user)
    moments = rows.filter(received_at__date__range=last.days, customer__isnull=False)
    loud = moments.order_by().values_list("customer", flat=True).distinct()
    large = _largest(before)[: max(1, -(-len(before) // 5))]
    return large[np.isin(large, np.array([*loud], np.int64))]
