"""The six questions of management, and customers that cannot be profitable (H-22, H-33)."""

from decimal import Decimal

from django.utils.translation import gettext as _

from maizi.complaints import access as complaints
from maizi.customers.access import visible_customers
from maizi.customers.queries import our_shares
from maizi.customers.terms import KaStatus
from maizi.kernel.money import ratio

from ..rules import best as rules
from ..rules import classes
from ..terms import Code
from .abc import amounts_of, classed, overrides
from .asked import Asked
from .found import Found, Line, Stat
from .groups import groups_of
from .profits import profits_of
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
    earned = {id_: one.profit_yuan for id_, one in profits.items()}
    sales = {id_: one.net_yuan for id_, one in profits.items()}
    served = {id_: one.served_yuan for id_, one in profits.items()}
    before = amounts_of(user, last.days)
    lost = lost_in(user, last.days, asked.ends_on)
    answers = {
        "golden": (rules.largest(earned)[:EACH], earned),
        "costly": (_worst(rules.costly(sales, served, earned), earned), earned),
        "key": (_key(user, sales), sales),
        "complained": (_complained(user, last, before), before),
        "largest": (rules.largest(before)[:1], before),
        "lost": (rules.largest(lost), lost),
    }  # fmt: skip
    found = Found(Code.QUESTIONS, groups=groups_of(Code.QUESTIONS))
    found.columns = [
        (_("净销售额"), "amount"), (_("去年"), "amount"), (_("服务成本"), "amount"),
        (_("服务成本占销售额"), "percent"), (_("利润"), "amount"),
    ]  # fmt: skip
    for code, (ids, amounts) in answers.items():
        for id_ in ids[:EACH]:
            sold = sales.get(id_, ZERO)
            share = ratio(served.get(id_, ZERO), sold) if sold > 0 else None
            values = [sold, before.get(id_, ZERO), served.get(id_, ZERO), share, earned.get(id_)]
            found.lines.append(Line(id_, values, code, amounts.get(id_, ZERO)))
    found.is_thin = not profits and not before
    found.stats = [Stat(code, label, len(answers[code][0]))
                   for code, label in found.groups.items()]  # fmt: skip
    _tell(found, year, last, lost)
    found.notes += _unknown(unknown) + serving_notes(user)
    return found


def _tell(found: Found, year: Asked, last: Asked, lost: dict[int, Decimal]) -> None:
    counts = {stat.code: stat.value for stat in found.stats}
    found.says = [
        _("%(a)d 个客户在抬高成本；%(b)d 个大客户要保住；去年流失的客户里最大的带走了 %(c)s 元。")
        % {"a": counts["costly"], "b": counts["key"],
           "c": f"{max(lost.values(), default=ZERO):,.0f}"}
    ]  # fmt: skip
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
    last = profits_of(user, asked.before())[0]
    amounts = {id_: one.net_yuan for id_, one in now.items()}
    by_hand, shares = overrides(user, asked.ends_on), our_shares()
    grades = classed(amounts).classes | {k: v for k, v in by_hand.items() if k in amounts}
    found = Found(Code.BEST, groups=groups_of(Code.BEST))
    found.columns = [
        (_("净销售额"), "amount"), (_("毛利"), "amount"), (_("服务成本"), "amount"),
        (_("利润"), "amount"), (_("上年利润"), "amount"), (_("建议"), "text"),
    ]  # fmt: skip
    for id_, one in sorted(now.items(), key=lambda pair: (pair[1].profit_yuan, pair[0])):
        before = last.get(id_)
        sold = before.net_yuan if before else ZERO
        years = classes.Prospects(one.net_yuan, sold, share=shares.get(id_))
        standing = rules.Standing(
            grades[id_], classes.potential_of(classes.potential_points(years)),
            (one.profit_yuan, before.profit_yuan if before else ZERO), one.gross_yuan,
            one.served_yuan,
        )  # fmt: skip
        if rules.cannot_profit(standing):
            told = rules.suggest(standing)
            values = [one.net_yuan, one.gross_yuan, one.served_yuan, one.profit_yuan,
                      standing.profits_yuan[1], _(rules.SUGGESTIONS[told])]  # fmt: skip
            found.lines.append(Line(id_, values, told, one.profit_yuan))
    found.notes = _unknown(unknown) + serving_notes(user)
    found.is_thin = not now
    lost = -sum((line.amount for line in found.lines), ZERO)
    found.stats = [Stat("count", _("连亏两年的小客户"), len(found.lines)),
                   Stat("lost", _("一年亏掉"), lost, "amount")]  # fmt: skip
    found.says = [
        _("%(n)d 个小客户连亏两年又没有潜力，一年亏掉 %(lost)s 元；怎么办由人决定，这里只给建议。")
        % {"n": len(found.lines), "lost": f"{lost:,.0f}"}
        if found.lines else _("没有连亏两年又没有潜力的小客户。")
    ]  # fmt: skip
    return found


def _worst(ids: list[int], profits: dict[int, Decimal]) -> list[int]:
    return sorted(ids, key=lambda id_: (profits[id_], id_))


def _key(user, sales: dict[int, Decimal]) -> list[int]:
    rows = visible_customers(user).filter(ka_status__in=(KaStatus.KEY, KaStatus.TARGET))
    ids = list(rows.order_by().values_list("pk", flat=True))
    return sorted(ids, key=lambda id_: (-sales.get(id_, ZERO), id_))


def _complained(user, last: Asked, amounts: dict[int, Decimal]) -> list[int]:
    """The largest fifth of last year's customers, those of them that complained in that year."""
    rows = complaints.visible_complaints(user)
    moments = rows.filter(received_at__date__range=last.days, customer__isnull=False)
    loud = set(moments.order_by().values_list("customer", flat=True))
    large = rules.largest(amounts)
    return [id_ for id_ in large[: max(1, -(-len(amounts) // 5))] if id_ in loud]
