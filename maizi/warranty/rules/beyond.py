"""What stands beside the table: exclusions, contract, consumer law (F-34, F-39, F-42)."""

from datetime import timedelta

from maizi.kernel.calendar import WorkCalendar
from maizi.kernel.texts import N_, Said, say

from ..terms import Exclusion, Kind, Payer, Right, RuleCode
from .facts import NO_MONEY, Facts, Money, Option, RowAnswer, Rule
from .law import article_of
from .money import fraud_claim
from .periods import PRODUCED_DAYS, SEVEN, month_later, valid_until, window_until

BURDEN_MONTHS, QUALITY_MONTHS = 6, 24
EXCLUDED = {
    Exclusion.MISUSE: N_("因使用、维护、保管不当造成损坏，有证据"),
    Exclusion.OPENED: N_("被非承担三包的修理者拆动过，有证据"),
    Exclusion.MISMATCH: N_("三包凭证型号不符或涂改，有证据"),
    Exclusion.FORCE: N_("不可抗力造成损坏，有证据"),
}
NO_PAPERS = say(N_("既没有三包凭证，也没有有效发票"))
UNPROVEN = N_("主张不属三包，但没有证据，不成立")
UNPROVEN_EARLY = N_("主张不属三包，但没有证据，不成立。收货六个月内由销售者举证")
NOTHING_SAID = say(N_("没有排除三包的情形"))
BY_PRODUCTION = N_("没有发票和凭证，按出厂后第 {days} 日起算，免费修理到 {until}")
CONTRACT_IN = N_("合同保修到 {until}")
CONTRACT_OVER = N_("合同保修已于 {until} 届满")
NO_CONTRACT = say(N_("合同没有另外约定保修"))
NOT_CONSUMER = N_("不是生活消费，按合同办理")
IN_SEVEN = N_("未列入三包目录，收货第 {n} 日，七日内可以退货，到 {until}")
TERMINATES = say(N_("未列入三包目录，故障严重、使合同目的落空，可以退货"))
REMEDIED = say(N_("未列入三包目录，可以要求更换、修理，必要的运费由销售者承担"))
LISTED = N_("属于三包目录，按三包规定")
AGREED = say(N_("七日已过，按合同约定的保修办理"))
TOO_OLD = N_("收货已满两年，又没有约定")
NO_RECEIPT = N_("不知道收货日期")
NO_REASON = N_("网络或电话购买，收货七日内可以无理由退货，到 {until}；运费由客户承担，另有约定除外")
NOT_DISTANCE = say(N_("不是网络或电话购买"))
NOT_RETURNABLE = say(N_("属于定作、鲜活易腐、已拆封数字化商品、报刊等不适用无理由退货的商品"))
DISTANCE_OVER = N_("收货七日内的无理由退货期已于 {until} 届满")
DECEIVED = say(N_("经营者有欺诈行为，除退款外另赔价款三倍，最低 500 元"))
NO_FRAUD = N_("没有欺诈")

Answer = tuple[RowAnswer, list[Option]]
NOTHING = RowAnswer(RuleCode.X, False, NOTHING_SAID)


def excluded(facts: Facts, rule: Rule | None) -> Answer:
    """Row X: with evidence, or without any paper, the repair is paid (F-34)."""
    for claim in facts.claims:
        if claim.has_evidence:
            return RowAnswer(RuleCode.X, True, say(EXCLUDED[claim.exclusion])), []
    if rule is not None and not (facts.has_invoice or facts.has_voucher):
        return RowAnswer(RuleCode.X, True, NO_PAPERS), []
    if not facts.claims:
        return NOTHING, []
    told = UNPROVEN_EARLY if seller_proves(facts) else UNPROVEN
    return RowAnswer(RuleCode.X, False, say(told)), []


def has_proof(facts: Facts) -> bool:
    """Whether an exclusion is proven, rather than papers missing."""
    return any(claim.has_evidence for claim in facts.claims)


def seller_proves(facts: Facts) -> bool:
    """Within six months of receipt the seller has to prove that there was no defect (F-34)."""
    start = facts.received_on or facts.sold_on
    return start is None or facts.reported_on <= month_later(start, BURDEN_MONTHS)


def by_production(facts: Facts, rule: Rule, calendar: WorkCalendar) -> Answer | None:
    """A telephone with a serial and no paper: free repair from day 90 after production (F-32)."""
    is_phone = rule.kind in (Kind.MOBILE, Kind.ACCESSORY)
    if not is_phone or facts.produced_on is None or has_proof(facts):
        return None
    start = facts.produced_on + timedelta(days=PRODUCED_DAYS)
    until = valid_until(start, rule.months, 0, calendar)
    row, because = (
        RuleCode.NO_INVOICE,
        say(BY_PRODUCTION, days=PRODUCED_DAYS, until=until.isoformat()),
    )
    if facts.reported_on > until:
        return RowAnswer(row, False, because), []
    return _only(row, right=Right.REPAIR, because=because, rule=rule)


def contract(facts: Facts, rule: Rule | None) -> Answer:
    """Our own promise beside the law: the better one wins (F-39)."""
    row, until = RuleCode.CONTRACT, facts.contract_until
    if until is None:
        return RowAnswer(row, False, NO_CONTRACT), []
    if facts.reported_on > until:
        return RowAnswer(row, False, say(CONTRACT_OVER, until=until.isoformat())), []
    because = say(CONTRACT_IN, until=until.isoformat())
    return _only(row, right=Right.REPAIR, because=because, rule=rule, payer=Payer.US)


def unlisted(facts: Facts, rule: Rule | None, calendar: WorkCalendar) -> Answer:
    """Goods outside any rule: 7 days, then termination, else exchange and repair (F-39)."""
    row, got = RuleCode.SEVEN_DAYS, facts.received_on or facts.sold_on
    refusal = _not_unlisted(facts, rule)
    if refusal is not None:
        return RowAnswer(row, False, say(refusal)), []
    until = window_until(got, SEVEN, calendar)
    n = (facts.reported_on - got).days
    is_seven = facts.reported_on <= until
    if is_seven or facts.is_grave:
        because = say(IN_SEVEN, n=n, until=until.isoformat()) if is_seven else TERMINATES
        rights = (Right.RETURN, Right.EXCHANGE, Right.REPAIR)
    elif facts.contract_until is not None:
        return RowAnswer(row, False, AGREED), []
    else:
        because, rights = REMEDIED, (Right.EXCHANGE, Right.REPAIR)
    return RowAnswer(row, True, because), [
        _option(row, right=right, because=because, rule=rule, money=_whole(facts))
        for right in rights
    ]


def _not_unlisted(facts: Facts, rule: Rule | None) -> str | None:
    """Why the consumer law's own periods do not apply."""
    got = facts.received_on or facts.sold_on
    if rule is not None:
        return LISTED
    if not facts.is_consumer:
        return NOT_CONSUMER
    if got is None:
        return NO_RECEIPT
    return TOO_OLD if facts.reported_on > month_later(got, QUALITY_MONTHS) else None


def distance(facts: Facts, rule: Rule | None, calendar: WorkCalendar) -> Answer:
    """Bought from afar: seven days without a reason (F-39)."""
    row, got = RuleCode.DISTANCE, facts.received_on or facts.sold_on
    if not facts.is_distance:
        return RowAnswer(row, False, NOT_DISTANCE), []
    if not facts.is_consumer:
        return RowAnswer(row, False, say(NOT_CONSUMER)), []
    if not facts.is_returnable:
        return RowAnswer(row, False, NOT_RETURNABLE), []
    if got is None:
        return RowAnswer(row, False, say(NO_RECEIPT)), []
    until = window_until(got, SEVEN, calendar)
    if facts.reported_on > until:
        return RowAnswer(row, False, say(DISTANCE_OVER, until=until.isoformat())), []
    because = say(NO_REASON, until=until.isoformat())
    return RowAnswer(row, True, because), [
        _option(
            row,
            right=Right.RETURN,
            because=because,
            rule=rule,
            payer=Payer.CUSTOMER,
            money=_whole(facts),
        )
    ]


def fraud(facts: Facts, rule: Rule | None) -> Answer:
    """Deceived: the price back, and three times the price, at least 500 yuan (F-39)."""
    row = RuleCode.FRAUD
    if not (facts.is_fraud and facts.is_consumer):
        return RowAnswer(row, False, say(NO_FRAUD if facts.is_consumer else NOT_CONSUMER)), []
    because, price = DECEIVED, facts.price_yuan
    claim = Money(fraud_claim(price) if price is not None else None)
    return RowAnswer(row, True, because), [
        _option(row, right=Right.COMPENSATION, because=because, rule=rule, money=claim),
        _option(row, right=Right.RETURN, because=because, rule=rule, money=_whole(facts)),
    ]


def _whole(facts: Facts) -> Money:
    return Money(facts.price_yuan)


def _only(
    row: RuleCode, *, right: Right, because: Said, rule: Rule | None, payer: Payer = Payer.SELLER
) -> Answer:
    only = _option(row, right=right, because=because, rule=rule, payer=payer)
    return RowAnswer(row, True, because), [only]


def _option(
    row: RuleCode, *, right: Right, because: Said, rule: Rule | None,
    payer: Payer = Payer.SELLER, money: Money = NO_MONEY,
) -> Option:  # fmt: skip
    has_money = right in (Right.RETURN, Right.COMPENSATION)
    return Option(
        right, row, payer, because, article_of(row, rule), money if has_money else NO_MONEY,
        needs_price=has_money and money.refund_yuan is None,
    )  # fmt: skip
