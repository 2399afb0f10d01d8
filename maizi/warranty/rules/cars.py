"""Household cars have a rule set of their own (F-3A)."""

from collections import Counter

from maizi.kernel.calendar import WorkCalendar
from maizi.kernel.days import add_workdays, workdays_between
from maizi.kernel.texts import N_, Said, say

from ..terms import Assembly, Payer, Right, RuleCode, SafetyFault
from .facts import NO_MONEY, Dates, Facts, Mended, Money, Option, RowAnswer, Rule
from .law import article_of
from .money import MOST_CAR_PERCENT, car_use
from .periods import SEVEN, excluded_days, valid_until, window_until
from .repairs import days_of, finished, intervals

SIXTY_DAYS, SIXTY_KM = 60, 3000
MOST_DAYS, MOST_SAME, LOAN_DAYS = 30, 4, 5
ANSWER_WORKDAYS, DONE_WORKDAYS = 10, 20
EARLY_FAULTS = (SafetyFault.STEERING, SafetyFault.BRAKE, SafetyFault.BODY, SafetyFault.FUEL,
                SafetyFault.FIRE)  # fmt: skip
IN_CARE = N_("包修期内（到 {until} 或 {km} 公里，先到为准），免费修理")
PAST_CARE = N_("包修期已过（到 {until} 或 {km} 公里，先到为准）")
NO_KM = say(N_("不知道行驶里程或起算日，请补填"))
SEVEN_YES = N_("七日内因质量问题需更换{what}，免费换车或退车（到 {until}）")
SEVEN_NO = say(N_("不在七日内，或不需要更换主要总成"))
ASSEMBLY_YES = N_("六十日或 3000 公里内{what}出现质量问题，免费更换总成（到 {until}）")
ASSEMBLY_NO = N_("不在六十日或 3000 公里内，或不是主要总成的问题")
SAFETY_YES = N_("六十日或 3000 公里内出现{what}，免费换车或退车（到 {until}）")
SAFETY_NO = N_("不在六十日或 3000 公里内，或没有列明的安全故障")
PAST_THREE = N_("三包期已过（到 {until} 或 {km} 公里，先到为准）")
SERIOUS = N_("严重安全性能故障累计修理 {count} 次仍未排除，或又出现新的")
SWAPPED = N_("{what}累计更换 {count} 次仍不能正常使用")
SAME_PART = N_("同一主要零件“{part}”累计更换 {count} 次仍不能正常使用")
TOO_LONG = N_("修理时间累计 {days} 日，超过 {most} 日")
TOO_OFTEN = N_("同一质量问题累计修理 {count} 次，超过 {most} 次")
NOT_AGAIN = N_("反复修理的条件都不满足：修理累计 {days} 日，同一问题 {count} 次")
USE = N_("{why}。可换车或退车，客户支付使用补偿（{km} 公里，每千公里 {percent}%）；"
         "购置登记、加装装饰（扣折旧）和服务费用由销售者补偿")  # fmt: skip
LATE = N_("{asked} 要求换车，已过 {count} 个工作日仍未换，可以要求退车")
IN_DONE = say(N_("没有超过二十个工作日未换车的情形"))
LOAN = N_("一次修理 {days} 日，超过 {most} 日，从第六日起提供备用车或交通费用补偿")
NO_LOAN = N_("没有一次修理超过 {most} 日")

Answer = tuple[RowAnswer, list[Option]]
WHOLE = (Right.RETURN, Right.EXCHANGE)


def car_dates(facts: Facts, rule: Rule, calendar: WorkCalendar) -> Dates:
    """Ends of 三包 by time, and when the seller has to answer and to be done."""
    out = excluded_days(intervals(facts.repairs, facts.reported_on))
    start = facts.starts_on
    return Dates(
        seven_until=window_until(start, SEVEN, calendar) if start else None,
        whole_until=valid_until(start, rule.months, out, calendar) if start else None,
        answer_by=add_workdays(facts.reported_on, ANSWER_WORKDAYS, calendar),
        done_by=add_workdays(facts.reported_on, DONE_WORKDAYS, calendar),
        excluded_days=out,
    )  # fmt: skip


def car_rows(facts: Facts, rule: Rule, calendar: WorkCalendar) -> list[Answer]:
    """Every row of the car rule, in its order."""
    again = _again(facts, rule, calendar)
    return [
        _care(facts, rule, calendar), _seven(facts, rule, calendar),
        _early(facts, rule, calendar, RuleCode.CAR_ASSEMBLY),
        _early(facts, rule, calendar, RuleCode.CAR_SAFETY), again,
        _late(facts, rule, calendar), _loan(facts, rule),
    ]  # fmt: skip


def _care(facts: Facts, rule: Rule, calendar: WorkCalendar) -> Answer:
    row = RuleCode.CAR_WARRANTY
    if facts.starts_on is None or facts.km is None or not rule.care_months:
        return RowAnswer(row, False, NO_KM), []
    out = excluded_days(intervals(facts.repairs, facts.reported_on))
    until = valid_until(facts.starts_on, rule.care_months, out, calendar)
    told = {"until": until.isoformat(), "km": rule.care_km or 0}
    if facts.reported_on > until or (rule.care_km and facts.km > rule.care_km):
        return RowAnswer(row, False, say(PAST_CARE, **told)), []
    return _yes(row, rights=(Right.REPAIR,), because=say(IN_CARE, **told), rule=rule)


def _seven(facts: Facts, rule: Rule, calendar: WorkCalendar) -> Answer:
    row = RuleCode.CAR_SEVEN
    until = window_until(facts.starts_on, SEVEN, calendar) if facts.starts_on else None
    is_due = facts.needs_assembly and facts.assembly.is_power
    if until is None or facts.reported_on > until or not is_due:
        return RowAnswer(row, False, SEVEN_NO), []
    because = say(SEVEN_YES, what=say(facts.assembly.chinese), until=until.isoformat())
    return _yes(row, rights=WHOLE, because=because, rule=rule, money=Money(facts.price_yuan))


def _early(facts: Facts, rule: Rule, calendar: WorkCalendar, row: RuleCode) -> Answer:
    is_safety = row == RuleCode.CAR_SAFETY
    refusal = say(SAFETY_NO if is_safety else ASSEMBLY_NO)
    if facts.starts_on is None or facts.km is None or facts.km > SIXTY_KM:
        return RowAnswer(row, False, refusal), []
    until = window_until(facts.starts_on, SIXTY_DAYS, calendar)
    is_due = facts.safety in EARLY_FAULTS if is_safety else facts.assembly.is_power
    if facts.reported_on > until or not is_due:
        return RowAnswer(row, False, refusal), []
    what = say((facts.safety if is_safety else facts.assembly).chinese)
    told = say(SAFETY_YES if is_safety else ASSEMBLY_YES, what=what, until=until.isoformat())
    rights = WHOLE if is_safety else (Right.PARTS,)
    return _yes(row, rights=rights, because=told, rule=rule, money=Money(facts.price_yuan))


def _again(facts: Facts, rule: Rule, calendar: WorkCalendar) -> Answer:
    row = RuleCode.CAR_AGAIN
    if facts.starts_on is None or facts.km is None:
        return RowAnswer(row, False, NO_KM), []
    until = car_dates(facts, rule, calendar).whole_until
    if facts.reported_on > until or (rule.km and facts.km > rule.km):
        return RowAnswer(row, False, say(PAST_THREE, until=until.isoformat(), km=rule.km or 0)), []
    done = finished(facts.repairs, facts.reported_on)
    why = _why_again(facts, done)
    same, days = _same(facts, done), _days(facts)
    if why is None:
        return RowAnswer(row, False, say(NOT_AGAIN, days=days, count=same)), []
    percent = min(rule.rate_percent, MOST_CAR_PERCENT)
    because = say(USE, why=why, km=facts.km, percent=f"{percent.normalize():f}")
    return _yes(row, rights=WHOLE, because=because, rule=rule, money=_less_use(facts, rule))


def _why_again(facts: Facts, done: list[Mended]) -> Said | None:
    """The first of the five conditions that holds."""
    serious = sum(one.safety != SafetyFault.NONE for one in done)
    if facts.safety != SafetyFault.NONE and serious >= 2:
        return say(SERIOUS, count=serious)
    swapped = Counter(one.assembly for one in done if one.is_part_replaced)
    what = facts.assembly
    if what.is_power and swapped[what] >= 2:
        return say(SWAPPED, what=say(what.chinese), count=swapped[what])
    parts = Counter(one.part for one in done
                    if one.is_part_replaced and one.part and one.assembly.is_listed)  # fmt: skip
    if facts.part and what != Assembly.OTHER and parts[facts.part] >= 2:
        return say(SAME_PART, part=facts.part, count=parts[facts.part])
    days, same = _days(facts), _same(facts, done)
    if days > MOST_DAYS:
        return say(TOO_LONG, days=days, most=MOST_DAYS)
    return say(TOO_OFTEN, count=same, most=MOST_SAME) if same > MOST_SAME else None


def _days(facts: Facts) -> int:
    return sum(days_of(one.hours) for one in facts.repairs if one.is_authorised)


def _same(facts: Facts, done: list[Mended]) -> int:
    return sum(bool(facts.fault_code) and one.fault_code == facts.fault_code for one in done)


def _less_use(facts: Facts, rule: Rule) -> Money:
    if facts.price_yuan is None:
        return NO_MONEY
    kept = car_use(facts.price_yuan, facts.km or 0, rule.rate_percent)
    return Money(facts.price_yuan - kept, kept)


def _late(facts: Facts, rule: Rule, calendar: WorkCalendar) -> Answer:
    row, asked = RuleCode.CAR_LATE, facts.exchange_asked_on
    count = workdays_between(asked, facts.reported_on, calendar) if asked else 0
    if count <= DONE_WORKDAYS:
        return RowAnswer(row, False, IN_DONE), []
    because = say(LATE, asked=asked.isoformat(), count=count)
    return _yes(row, rights=WHOLE, because=because, rule=rule, money=_less_use(facts, rule))


def _loan(facts: Facts, rule: Rule) -> Answer:
    row = RuleCode.CAR_LOAN
    longest = max((days_of(one.hours) for one in facts.repairs if one.is_authorised), default=0)
    if longest <= LOAN_DAYS:
        return RowAnswer(row, False, say(NO_LOAN, most=LOAN_DAYS)), []
    return _yes(
        row, rights=(Right.LOAN,), because=say(LOAN, days=longest, most=LOAN_DAYS), rule=rule
    )


def _yes(
    row: RuleCode, *, rights: tuple[Right, ...], because: Said, rule: Rule, money: Money = NO_MONEY,
) -> Answer:  # fmt: skip
    article = article_of(row, rule)
    return RowAnswer(row, True, because), [
        Option(
            right, row, Payer.SELLER, because, article,
            money if right == Right.RETURN else _kept_alone(right, money),
            needs_price=right == Right.RETURN and money.refund_yuan is None,
        )
        for right in rights
    ]  # fmt: skip


def _kept_alone(right: Right, money: Money) -> Money:
    """An exchange of a car costs its owner the use, nothing else (F-3A)."""
    return Money(None, money.kept_yuan) if right == Right.EXCHANGE else NO_MONEY
