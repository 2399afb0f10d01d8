"""Who stayed, who left, who is about to; cohorts by first month (H-30)."""

from datetime import date

from django.utils.translation import gettext as _

from maizi.complaints import access as complaints
from maizi.complaints.terms import ENDED
from maizi.fields.queries import parameters

from ..rules import columns, years
from ..rules import keeping as rules
from ..terms import Code, Risk
from . import facts
from .abc import amounts_of
from .asked import Asked
from .columns import ByCustomer, amounts, is_among, joined
from .found import FEWEST, Found, Lines, Stat
from .groups import groups_of
from .rows import hundredths, month_number, month_text

MOST_MONTHS = 12


def leaving() -> rules.Leaving:
    """The company's numbers for counting somebody as lost (C-4)."""
    return rules.Leaving(*parameters("churn.k", "churn.floor", "churn.single"))


def buyers_of(user, days: tuple[date, date]) -> ByCustomer:
    """Customer -> what it bought; those that bought something they kept."""
    everybody = facts.buys_of(user, days)
    return everybody.where(everybody.columns[1] > 0)


def keeping(user, asked: Asked) -> Found:
    """The window against the one before, and the months after the first order. 9 queries."""
    before_days = asked.before().days
    before, now = buyers_of(user, before_days), buyers_of(user, asked.days)
    first = facts.first_days(user, asked.ends_on)
    found = Found(Code.KEEPING, groups=groups_of(Code.KEEPING))  # fmt: skip
    found.columns = [(_("本期净销售额"), "amount"), (_("上期净销售额"), "amount"),
                     (_("最近购买"), "date"), (_("首次购买"), "date")]  # fmt: skip
    found.lines = _kept_lines(before, now, first, before_days[0].toordinal())
    found.place()
    kept = _compared(found, before)
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


def _kept_lines(before: ByCustomer, now: ByCustomer, first: ByCustomer, since: int) -> Lines:
    """since: the number of the first day of the window before."""
    import numpy as np

    ids = np.union1d(before.ids, now.ids)
    was, is_ = is_among(ids, before.ids), is_among(ids, now.ids)
    started = first.of(ids)
    places = np.select([was & is_, was, started < since], [1, 0, 3], 2)
    places[~was & (started == 0)] = 2
    cents = [now.of(ids), before.of(ids)]
    last = np.where(is_, now.of(ids, 2), before.of(ids, 2))

    def values(place: int) -> list:
        return [*(hundredths(int(one[place])) for one in cents),
                *(date.fromordinal(int(day[place])) if day[place] else None
                  for day in (last, started))]  # fmt: skip

    amount = np.where(cents[1] != 0, cents[1], cents[0])
    return Lines((ids, places, amount), groups=("lost", "retained", "new", "back"), values=values)


def _compared(found: Found, before: ByCustomer) -> rules.Kept:
    count = {code: n for code, _label, n, _amount in found.counts()}
    lost = before.of(found.lines.of_group("lost").sorted_ids())
    return rules.Kept(
        before=len(before), retained=count["retained"], lost=count["lost"], new=count["new"],
        reactivated=count["back"], before_yuan=hundredths(int(before.columns[0].sum())),
        lost_yuan=hundredths(int(lost.sum())),
    )  # fmt: skip


def risk(user, asked: Asked) -> Found:
    """How near every buyer is to leaving, and why. 6 queries."""
    found = Found(Code.RISK, groups=groups_of(Code.RISK))
    found.columns = [(_("多久没买（天）"), "number"), (_("平常间隔（天）"), "number"),
                     (_("本期净销售额"), "amount"), (_("上期"), "amount"), (_("风险"), "text"),
                     (_("原因"), "text")]  # fmt: skip
    found.lines, lost = _risk_lines(user, asked)
    found.place()
    found.is_thin = len(found.lines) + lost < FEWEST
    counts = {code: (n, amount) for code, _label, n, amount in found.counts()}
    risky, at_stake = map(sum, zip(counts[Risk.HIGH], counts[Risk.HIGHEST], strict=True))
    found.stats = [
        Stat("high", _("高风险客户"), risky),
        Stat("stake", _("高风险客户的销售额"), at_stake, "amount", _("本期与上期中较高的")),
        Stat("watch", _("要观察的客户"), counts[Risk.WATCH][0]),
        Stat("lost", _("已经流失"), lost, hint=_("按“判断流失”的参数，不在下表")),
    ]  # fmt: skip
    found.says = [
        _("%(n)d 个客户流失风险高，关系到 %(money)s 元销售额；已经流失的 %(lost)d 个另算。")
        % {"n": risky, "money": f"{at_stake:,.0f}", "lost": lost}
    ]
    found.chart = {"kind": "bars"}
    return found


def _risk_lines(user, asked: Asked) -> tuple[Lines, int]:
    """Who still buys, the likeliest to leave first; how many are lost already. 5 queries."""
    import numpy as np

    bounds = leaving()
    ids, last, gaps = joined(map(columns.middle_gaps, facts.days_ever(user, asked.ends_on)), 3)
    since = asked.ends_on.toordinal() - last
    is_lost = since >= columns.by_gap(gaps, lambda own: rules.lost_after(own, bounds))
    ids, since, gaps = (one[~is_lost] for one in (ids, since, gaps))
    money = [amounts_of(user, one.days).of(ids) for one in (asked, asked.before())]
    open_rows = complaints.visible_complaints(user).exclude(state__in=ENDED)
    known = np.unique([*open_rows.order_by().values_list("customer", flat=True)])
    has_complaint = is_among(ids, known.astype(np.int64))
    places = columns.risks((since, gaps), has_complaint, money, bounds)
    names = [str(one.label) for one in Risk]

    def values(place: int) -> list:
        gap = rules.expected_gap(columns.gaps_of(int(gaps[place])), bounds)
        years = [hundredths(int(one[place])) for one in money]
        signs = rules.Signs(int(since[place]), gap, bool(has_complaint[place]), None, *years)
        told = _("；").join(str(doubt.label) for doubt in rules.judge(signs).doubts)
        return [signs.since_days, round(gap), *years, names[places[place]], told]

    amount = np.maximum(*money)
    return Lines((ids, places, amount), groups=[one.value for one in Risk], values=values,
                 order=np.lexsort((ids, -amount, -places))), int(is_lost.sum())  # fmt: skip


def lost_in(user, days: tuple[date, date], today: date) -> ByCustomer:
    """Customer that became lost in these days and did not come back -> what it bought in its
    last active twelve months (H-22). 1 query.

    today  the last day of which purchases are known
    """
    bounds, first, last = leaving(), days[0].toordinal(), min(days[1], today).toordinal()

    def after(middles):
        return columns.by_gap(middles, lambda own: rules.lost_after(own, bounds))

    def lost(block: list) -> list:
        ids, lost_on, cents = years.last_years(block, after)
        is_lost = (first <= lost_on) & (lost_on <= last)
        return [ids[is_lost], cents[is_lost]]

    return amounts(*joined(map(lost, facts.amounts_ever(user, today)), 2))


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
    since = date(start // 12, start % 12 + 1, 1).toordinal()
    first = facts.first_days(user, asked.ends_on)
    newcomers = first.where(first.columns[0] >= since).ids
    counts = columns.cohort_counts((), (), start, MOST_MONTHS)
    for customers, days in facts.days_bought(user, asked.days):
        is_new = is_among(customers, newcomers)
        months = columns.months_of(days[is_new])
        counts += columns.cohort_counts(customers[is_new], months, start, MOST_MONTHS)
    rows = columns.cohorts(counts, start, last)
    return {
        "width": MOST_MONTHS,
        "rows": [(month_text(month), size, shares) for month, (size, shares) in rows.items()],
    }
