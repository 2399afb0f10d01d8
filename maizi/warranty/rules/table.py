"""The rows 1 to 9 of the decision table, each by itself (F-33)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maizi.kernel.calendar import WorkCalendar
from maizi.kernel.texts import N_, Said, say

from ..terms import Delay, Kind, Payer, Right, RuleCode
from .facts import NO_MONEY, Dates, Facts, Money, Option, RowAnswer, Rule
from .law import article_of
from .money import depreciation, used_days
from .periods import FIFTEEN, SEVEN, excluded_days, valid_until, window_until
from .repairs import ENOUGH_REPAIRS, came_back, finished, intervals, lasting

OWN_DAYS = 30
NO_SALE = N_("不知道售出日期，无法计算 {days} 日期限")
NOT_WORKING = say(N_("不是性能故障"))
IN_WINDOW = N_("售出第 {n} 日出现性能故障，{days} 日期限到 {until}")
PAST_WINDOW = N_("售出第 {n} 日，{days} 日期限已于 {until} 届满")
TWICE = N_("三包期内已修 {count} 次，仍不能正常使用")
NOT_TWICE = N_("三包期内修过 {count} 次，不足两次")
AGAIN = N_("三包期内已修 {count} 次，同一故障三十日内又出现，视为没有修好")
WORKS = N_("修过 {count} 次，现在不是性能故障，也不是三十日内的同一故障")
PARTS_LONG = N_("厂家未供零件，送修已 {days} 日，超过 {most} 日")
PARTS_SHORT = N_("因厂家未供零件等待 {days} 日，没有超过 {most} 日")
OWN_LONG = N_("因修理者自身原因已 {days} 日，超过 {most} 日未修好")
OWN_SHORT = N_("因修理者自身原因 {days} 日，没有超过 {most} 日")
IN_TIME = N_("在整机三包有效期内（到 {until}，已加送修占用的 {excluded} 日）")
NOT_IN_TIME = N_("整机三包有效期已于 {until} 届满")
PART_IN_TIME = N_("主要部件三包有效期到 {until}，故障属于主要部件")
PART_OVER = N_("主要部件三包有效期已于 {until} 届满")
NOT_MAIN = say(N_("故障不属于三包目录列明的主要部件"))
NO_PARTS = say(N_("三包目录没有规定主要部件"))
NO_START = say(N_("没有三包起算日"))
NO_EXCHANGE = say(N_("没有换货的权利"))
NO_MODEL = say(N_("有权换货，销售者没有同型号同规格商品，不愿换其他型号的可以退货，不收折旧费"))
KEPT = N_("有权换货，有同型号商品而要求退货的，退还货款并扣除折旧费（{days} 日 × {rate}%）")
HAS_MODEL = N_("销售者有同型号同规格商品")
LACKS_MODEL = N_("销售者没有同型号同规格商品，见上一条")
REPLACED = N_("附件在三包有效期内（到 {until}），免费更换")
REPLACED_TWICE = N_("附件已更换 {count} 次仍有故障，可以退款")


@dataclass(frozen=True, slots=True)
class Case:
    """Facts, the rule for them, the calendar, and the days that follow from all three."""

    facts: Facts
    rule: Rule
    calendar: WorkCalendar
    dates: Dates

    @property
    def is_valid(self) -> bool:
        """Whether the whole piece is still under 三包."""
        until = self.dates.whole_until
        return until is not None and self.facts.reported_on <= until


def dates_of(facts: Facts, rule: Rule, calendar: WorkCalendar) -> Dates:
    """The days that decide about one piece."""
    out = excluded_days(intervals(facts.repairs, facts.reported_on))
    start, sold = facts.starts_on, facts.sold_on

    def end(months: int | None) -> date | None:
        return valid_until(start, months, out, calendar) if start and months else None

    return Dates(
        seven_until=window_until(sold, SEVEN, calendar) if sold else None,
        fifteen_until=window_until(sold, FIFTEEN, calendar) if sold else None,
        whole_until=end(rule.months), part_until=end(rule.part_months), excluded_days=out,
    )  # fmt: skip


def granted(
    case: Case, *, row: RuleCode, rights: tuple[Right, ...], because: Said,
    payer: Payer = Payer.SELLER, money: Money = NO_MONEY,
) -> list[Option]:  # fmt: skip
    """The rights of a row that holds; only a return has to do with money."""
    article = article_of(row, case.rule)
    return [
        Option(
            right, row, payer, because, article, money if right == Right.RETURN else NO_MONEY,
            needs_price=right == Right.RETURN and money.refund_yuan is None,
        )
        for right in rights
    ]  # fmt: skip


Answer = tuple[RowAnswer, list[Option]]


def _no(row: RuleCode, because: Said) -> Answer:
    return RowAnswer(row, False, because), []


def _yes(row: RuleCode, because: Said, options: list[Option]) -> Answer:
    return RowAnswer(row, True, because), options


def window(case: Case, row: RuleCode) -> Answer:
    """Rows 1 and 2: a fault of performance within 7 or 15 days."""
    facts, is_seven = case.facts, row == RuleCode.R1
    days = SEVEN if is_seven else FIFTEEN
    until = case.dates.seven_until if is_seven else case.dates.fifteen_until
    if until is None:
        return _no(row, say(NO_SALE, days=days))
    n = (facts.reported_on - facts.sold_on).days
    if facts.reported_on > until:
        return _no(row, say(PAST_WINDOW, n=n, days=days, until=until.isoformat()))
    if not facts.is_performance:
        return _no(row, NOT_WORKING)
    because = say(IN_WINDOW, n=n, days=days, until=until.isoformat())
    rights = (Right.RETURN, Right.EXCHANGE, Right.REPAIR)[0 if is_seven else 1 :]
    return _yes(
        row,
        because,
        granted(case, row=row, rights=rights, because=because, money=Money(facts.price_yuan)),
    )


def repaired_twice(case: Case) -> Answer:
    """Row 3: repaired twice, and still it does not work."""
    row, facts = RuleCode.R3, case.facts
    done = finished(facts.repairs, facts.reported_on)
    count = len(done)
    if not case.is_valid:
        return _no(row, _over(case))
    if count < ENOUGH_REPAIRS:
        return _no(row, say(NOT_TWICE, count=count))
    is_again = came_back(facts.fault_code, facts.reported_on, done)
    if not (facts.is_performance or is_again):
        return _no(row, say(WORKS, count=count))
    because = say(AGAIN if is_again else TWICE, count=count)
    return _yes(
        row, because, granted(case, row=row, rights=(Right.EXCHANGE, Right.REPAIR), because=because)
    )


def waiting(case: Case, row: RuleCode) -> Answer:
    """Rows 4 and 5: no parts from the producer, or the repairer's own delay."""
    is_parts = row == RuleCode.R4
    most = case.rule.kind.parts_days if is_parts else OWN_DAYS
    delay = Delay.PARTS if is_parts else Delay.REPAIRER
    days = lasting(case.facts.repairs, delay, case.facts.reported_on)
    if not case.is_valid:
        return _no(row, _over(case))
    if days <= most:
        return _no(row, say(PARTS_SHORT if is_parts else OWN_SHORT, days=days, most=most))
    because = say(PARTS_LONG if is_parts else OWN_LONG, days=days, most=most)
    is_general = case.rule.kind == Kind.GENERAL
    payer = Payer.REPAIRER if not is_parts and is_general else Payer.SELLER
    return _yes(
        row,
        because,
        granted(case, row=row, rights=(Right.EXCHANGE, Right.REPAIR), because=because, payer=payer),
    )


def money_back(case: Case, row: RuleCode, *, has_exchange: bool) -> Answer:
    """Rows 6 and 7: who may exchange may give it back, in full or less depreciation."""
    facts, is_full = case.facts, row == RuleCode.R6
    if not has_exchange:
        return _no(row, NO_EXCHANGE)
    if is_full == facts.is_model_there:
        return _no(row, say(HAS_MODEL if is_full else LACKS_MODEL))
    if is_full:
        because = NO_MODEL
        money = Money(facts.price_yuan)
        return _yes(
            row, because,
            granted(case, row=row, rights=(Right.RETURN,), because=because, money=money),
        )  # fmt: skip
    money, days = less_use(case)
    because = say(KEPT, days=days, rate=f"{case.rule.rate_percent.normalize():f}")
    return _yes(
        row, because, granted(case, row=row, rights=(Right.RETURN,), because=because, money=money)
    )


def less_use(case: Case) -> tuple[Money, int]:
    """Refund and depreciation of a piece, and the days it was used (F-35)."""
    facts = case.facts
    start = facts.used_from or facts.starts_on or facts.sold_on or facts.reported_on
    days = used_days(start, facts.reported_on, case.dates.excluded_days)
    if facts.price_yuan is None:
        return Money(), days
    kept = depreciation(facts.price_yuan, case.rule.rate_percent, days)
    return Money(facts.price_yuan - kept, kept), days


def whole(case: Case) -> Answer:
    """Row 8: any other fault within the warranty of the whole piece."""
    row = RuleCode.R8
    if not case.is_valid:
        return _no(row, _over(case))
    because = _valid(case)
    return _yes(row, because, granted(case, row=row, rights=(Right.REPAIR,), because=because))


def main_part(case: Case) -> Answer:
    """Row 9: the whole is over, a main part is not."""
    row, until = RuleCode.R9, case.dates.part_until
    if until is None:
        return _no(row, NO_START if case.rule.part_months else NO_PARTS)
    if case.facts.reported_on > until:
        return _no(row, say(PART_OVER, until=until.isoformat()))
    if not case.facts.is_main_part:
        return _no(row, NOT_MAIN)
    because = say(PART_IN_TIME, until=until.isoformat())
    return _yes(
        row, because, granted(case, row=row, rights=(Right.REPAIR, Right.PARTS), because=because)
    )


def accessory(case: Case) -> Answer:
    """Accessories of telephones: replaced, and paid back when two did not help (F-31)."""
    row, facts = RuleCode.ACCESSORY, case.facts
    if not case.is_valid:
        return _no(row, _over(case))
    until = case.dates.whole_until.isoformat()
    because = say(REPLACED, until=until)
    options = granted(case, row=row, rights=(Right.EXCHANGE,), because=because)
    if facts.replacements < ENOUGH_REPAIRS:
        return _yes(row, because, options)
    because = say(REPLACED_TWICE, count=facts.replacements)
    worth: Decimal | None = facts.current_yuan if facts.is_bundled else facts.price_yuan
    options += granted(case, row=row, rights=(Right.RETURN,), because=because, money=Money(worth))
    return _yes(row, because, options)


def _valid(case: Case) -> Said:
    until = case.dates.whole_until.isoformat()
    return say(IN_TIME, until=until, excluded=case.dates.excluded_days)


def _over(case: Case) -> Said:
    until = case.dates.whole_until
    return say(NOT_IN_TIME, until=until.isoformat()) if until else NO_START
