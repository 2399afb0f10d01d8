"""The verdict: every row of the table, then for each right the row that is best (F-33)."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from maizi.kernel.calendar import WorkCalendar
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from ..terms import Kind, Payer, Right, RuleCode
from . import beyond, table
from .cars import car_dates, car_rows
from .facts import Dates, Facts, Gap, Option, RowAnswer, Rule, Ruling
from .law import article_of
from .missing import gaps_of

ORDER = list(Right)
NOTHING_FREE = N_("没有免费的权利，可以收费修理")
PAID_ONLY = N_("不属三包范围，可以收费修理")
UNSURE = say(N_("事实不全，现在还不能说没有免费的权利，见“还缺的事实”；不补的话可以收费修理"))
FREE_STILL = say(N_("以上已有免费的权利"))
EMPTY = RowAnswer(RuleCode.R10, False, FREE_STILL)

Answer = beyond.Answer


def judge(facts: Facts, rule: Rule | None, *, calendar: WorkCalendar) -> Ruling:
    """All rights of a customer, with the reason of every row (F-33).

    rule  the version of the catalogue that applies; None for goods outside it
    What is not known is told with what would follow, and never taken for “no right”.
    Raises Refused when the fault lies before the sale.
    """
    check_days(facts)
    found = _judged(facts, rule, calendar)
    gaps = gaps_of(facts, rule, found, lambda other: _judged(other, rule, calendar))
    return _unsure(found, gaps) if gaps else found


def _unsure(found: Ruling, gaps: tuple[Gap, ...]) -> Ruling:
    """The same with what is not known; a paid repair is not the last word then."""
    told = UNSURE
    options = tuple(replace(one, because=told) if one.right == Right.PAID_REPAIR else one
                    for one in found.options)  # fmt: skip
    rows = tuple(replace(one, because=told) if one.row == RuleCode.R10 and one.holds else one
                 for one in found.rows)  # fmt: skip
    return replace(found, options=options, rows=rows, gaps=gaps)


def _judged(facts: Facts, rule: Rule | None, calendar: WorkCalendar) -> Ruling:
    excluded = beyond.excluded(facts, rule)
    is_out = excluded[0].holds
    if rule is not None and rule.kind == Kind.CAR:
        dates = car_dates(facts, rule, calendar)
        rows = car_rows(facts, rule, calendar)
    elif rule is not None:
        dates = table.dates_of(facts, rule, calendar)
        rows = general_rows(table.Case(facts, rule, calendar, dates))
    else:
        dates, rows = Dates(), []
    rows, contract = _kept(rows, facts=facts, rule=rule, calendar=calendar, is_out=is_out)
    others = [beyond.distance(facts, rule, calendar), beyond.fraud(facts, rule)]
    if beyond.has_proof(facts):
        others = [others[1]]
    answers = [excluded, *rows, *contract, *others]
    options = best(option for _row, found in answers for option in found)
    last = _paid(facts, rule, options, is_out=is_out)
    if last[1]:
        options = (*options, *last[1])
    return Ruling(options, tuple(row for row, _found in [*answers, last]), dates)


def check_days(facts: Facts) -> None:
    """Raises Refused when the fault was reported before the piece was sold."""
    if facts.sold_on is not None and facts.reported_on < facts.sold_on:
        raise Refused(
            N_("报修日期 {on} 早于售出日期 {sold}。请核对日期，或核对是不是这台设备。"),
            on=facts.reported_on, sold=facts.sold_on, field="reported_on", code="before_sale",
        )  # fmt: skip


def general_rows(case: table.Case) -> list[Answer]:
    """Rows 1 to 9; of an accessory the rows about repair give way to its own."""
    rows = [table.window(case, RuleCode.R1), table.window(case, RuleCode.R2)]
    if case.rule.kind == Kind.ACCESSORY:
        return [*rows, table.accessory(case)]
    rows += [
        table.repaired_twice(case), table.waiting(case, RuleCode.R4),
        table.waiting(case, RuleCode.R5),
    ]  # fmt: skip
    has = any(option.right == Right.EXCHANGE for _row, found in rows for option in found)
    rows += [table.money_back(case, row, has_exchange=has) for row in (RuleCode.R6, RuleCode.R7)]
    return [*rows, table.whole(case), table.main_part(case)]


def best(options: Iterable[Option]) -> tuple[Option, ...]:
    """One option for each right: the one that gives back most, the first among equals."""
    kept: dict[Right, Option] = {}
    for option in options:
        held = kept.get(option.right)
        if held is None or _worth(option) > _worth(held):
            kept[option.right] = option
    return tuple(sorted(kept.values(), key=lambda one: ORDER.index(one.right)))


def check_choice(ruling_rights: Iterable[str], right: Right, *, needs_price: bool) -> None:
    """Raises Refused for a right that is not granted, or a refund without a price."""
    if right not in list(ruling_rights):
        raise Refused(
            N_("判定里没有“{right}”这一项。请从列出的权利中选择，或补充事实后重新判定。"),
            right=right.chinese, field="right", code="not_granted",
        )  # fmt: skip
    if needs_price:
        raise Refused(
            N_("不知道购买价格，算不出应退的钱。请先在设备档案里填写发票价格，再重新判定。"),
            field="right", code="no_price",
        )  # fmt: skip


def _worth(option: Option) -> tuple[int, Decimal]:
    """How good an option is for the customer."""
    money = option.money
    back = money.refund_yuan if money.refund_yuan is not None else Decimal(0)
    return (option.payer != Payer.CUSTOMER, back - (money.kept_yuan or 0))


def _kept(
    rows: list[Answer], *, facts: Facts, rule: Rule | None, calendar: WorkCalendar, is_out: bool
) -> tuple[list[Answer], list[Answer]]:
    """The rows that remain when an exclusion holds, and the contract beside them."""
    if beyond.has_proof(facts):
        return [], []
    contract = beyond.contract(facts, rule)
    if not is_out:
        return rows, [contract, beyond.unlisted(facts, rule, calendar)]
    produced = beyond.by_production(facts, rule, calendar) if rule is not None else None
    return [produced] if produced else [], [contract]


def _paid(facts: Facts, rule: Rule | None, options: tuple[Option, ...], *, is_out: bool) -> Answer:
    """Row 10: what nothing else covers is repaired for money."""
    has_free = any(one.right in (Right.REPAIR, Right.EXCHANGE, Right.PARTS) for one in options)
    if has_free:
        return EMPTY, []
    row = RuleCode.X if is_out else RuleCode.R10
    because = say(PAID_ONLY if is_out else NOTHING_FREE)
    article = article_of(row, rule)
    option = Option(Right.PAID_REPAIR, row, Payer.CUSTOMER, because, article)
    return RowAnswer(RuleCode.R10, True, because), [option]
