"""Who stayed, who left, who is about to; cohorts by first month (H-30)."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from maizi.complaints import access as complaints
from maizi.complaints.terms import ENDED
from maizi.fields.queries import parameters

from ..rules import keeping as rules
from ..terms import Code, Risk
from . import facts
from .abc import amounts_of
from .asked import Asked
from .found import FEWEST, Found, Line, Stat
from .groups import groups_of
from .rows import month_number, month_text

ZERO = Decimal(0)
MOST_MONTHS = 12
YEAR = timedelta(365)


def leaving() -> rules.Leaving:
    """The company's numbers for counting somebody as lost (C-4)."""
    return rules.Leaving(*parameters("churn.k", "churn.floor", "churn.single"))


def buyers_of(user, days: tuple[date, date]) -> dict[int, facts.Buys]:
    """Customer -> what it bought; those that bought something they kept."""
    return {id_: one for id_, one in facts.buys_of(user, days).items() if one.days}


def keeping(user, asked: Asked) -> Found:
    """The window against the one before, and the months after the first order. 9 queries."""
    before_days, now_days = asked.before().days, asked.days
    before, now = buyers_of(user, before_days), buyers_of(user, now_days)
    first = facts.first_days(user, asked.ends_on)
    old = {id_ for id_, day in first.items() if day < before_days[0]}
    sales = {id_: one.net_yuan for id_, one in before.items()}
    kept = rules.compare(sales, now, old)
    found = Found(Code.KEEPING, groups=groups_of(Code.KEEPING))  # fmt: skip
    found.columns = [(_("本期净销售额"), "amount"), (_("上期净销售额"), "amount"),
                     (_("最近购买"), "date"), (_("首次购买"), "date")]  # fmt: skip
    for id_ in {*before, *now}:
        group = "retained" if id_ in before and id_ in now else "lost" if id_ in before else (
            "back" if id_ in old else "new"
        )  # fmt: skip
        newest = now.get(id_) or before[id_]
        amounts = (now[id_].net_yuan if id_ in now else ZERO, sales.get(id_, ZERO))
        values = [*amounts, newest.last_on, first.get(id_)]
        found.lines.append(Line(id_, values, group, amounts[1] or amounts[0]))
    found.lines.sort(key=lambda line: (-line.amount, line.id))
    found.place()
    found.stats = [
        Stat("retention", _("留存率"), kept.retention, "percent",
             _("上期买过、本期还买 ÷ 上期买过")),
        Stat("churn", _("流失率"), kept.churn, "percent"),
        Stat("value_churn", _("价值流失率"), kept.value_churn, "percent",
             _("流失客户的上期销售额 ÷ 上期销售额")),
        Stat("new", _("新客户"), kept.new), Stat("back", _("重新回来"), kept.reactivated),
    ]  # fmt: skip
    found.is_thin = kept.before < FEWEST
    found.says = [_kept(kept)]
    found.chart = {"kind": "cohorts", **_cohorts(user, asked)}
    return found


def risk(user, asked: Asked) -> Found:
    """How near every buyer is to leaving, and why. 6 queries."""
    now, before = amounts_of(user, asked.days), amounts_of(user, asked.before().days)
    open_rows = complaints.visible_complaints(user).exclude(state__in=ENDED)
    complaining = set(open_rows.order_by().values_list("customer", flat=True))
    bounds, lost = leaving(), 0
    found = Found(Code.RISK, groups=groups_of(Code.RISK))
    found.columns = [(_("多久没买（天）"), "number"), (_("平常间隔（天）"), "number"),
                     (_("本期净销售额"), "amount"), (_("上期"), "amount"), (_("风险"), "text"),
                     (_("原因"), "text")]  # fmt: skip
    for id_, days in facts.days_of_each(user, asked.ends_on):
        gaps, since = rules.gaps(days), (asked.ends_on - days[-1]).days
        if rules.is_lost(since, gaps, bounds):
            lost += 1
            continue
        gap = rules.expected_gap(gaps, bounds)
        money = now.get(id_, ZERO), before.get(id_, ZERO)
        judged = rules.judge(rules.Signs(since, gap, id_ in complaining, None, *money))
        told = _("；").join(str(doubt.label) for doubt in judged.doubts)
        values = [since, round(gap), *money, str(judged.risk.label), told]
        found.lines.append(Line(id_, values, judged.risk.value, max(money)))
    found.lines.sort(key=lambda line: (-list(Risk).index(Risk(line.group)), -line.amount, line.id))
    found.place()
    found.is_thin = len(found.lines) + lost < FEWEST
    risky = [line for line in found.lines if line.group in (Risk.HIGH, Risk.HIGHEST)]
    at_stake = sum((line.amount for line in risky), ZERO)
    found.stats = [
        Stat("high", _("高风险客户"), len(risky)),
        Stat("stake", _("高风险客户的销售额"), at_stake, "amount", _("本期与上期中较高的")),
        Stat("watch", _("要观察的客户"), sum(x.group == Risk.WATCH for x in found.lines)),
        Stat("lost", _("已经流失"), lost, hint=_("按“判断流失”的参数，不在下表")),
    ]  # fmt: skip
    found.says = [
        _("%(n)d 个客户流失风险高，关系到 %(money)s 元销售额；已经流失的 %(lost)d 个另算。")
        % {"n": len(risky), "money": f"{at_stake:,.0f}", "lost": lost}
    ]
    found.chart = {"kind": "bars"}
    return found


def lost_in(user, days: tuple[date, date], today: date) -> dict[int, Decimal]:
    """Customer that became lost in these days and did not come back -> what it bought in its
    last active twelve months (H-22). 1 query.

    today  the last day of which purchases are known
    """
    bounds, found = leaving(), {}
    for id_, bought in facts.amounts_of_each(user, today):
        dates = [day for day, _amount in bought]
        lost_on = dates[-1] + timedelta(rules.lost_after(rules.gaps(dates), bounds))
        if days[0] <= lost_on <= min(days[1], today):
            first = dates[-1] - YEAR
            found[id_] = sum((amount for day, amount in bought if day > first), ZERO)
    return found


def _kept(kept: rules.Kept) -> str:
    if kept.retention is None:
        return _("上期没有客户，算不出留存率；本期有 %d 个新客户。") % kept.new
    told = _(
        "上期买过的 %(n)d 个客户有 %(rate)s 留了下来；走掉的 %(lost)d 个上期买了 %(money)s 元。"
    )
    return told % {
        "n": kept.before, "rate": f"{100 * kept.retention:.0f}%", "lost": kept.lost,
        "money": f"{kept.lost_yuan:,.0f}",
    }  # fmt: skip


def _cohorts(user, asked: Asked) -> dict:
    """First months of the window with how many came back each month after."""
    last = month_number(f"{asked.ends_on:%Y-%m}")
    start = max(month_number(f"{asked.starts_on:%Y-%m}"), last - MOST_MONTHS + 1)
    months: dict[int, set[int]] = defaultdict(set)
    first = facts.first_days(user, asked.ends_on)
    for customer, month in facts.months_bought(user, asked.days):
        if month_number(f"{first[customer]:%Y-%m}") >= start:
            months[customer].add(month)
    rows = rules.cohorts(months, last)
    return {
        "width": MOST_MONTHS,
        "rows": [(month_text(month), size, shares) for month, (size, shares) in rows.items()],
    }
