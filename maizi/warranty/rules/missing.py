"""Facts that nobody has told: not known is no reason to say that there is no right (F-33)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from maizi.kernel.texts import N_, say

from ..terms import Kind, Right, RuleCode
from .beyond import has_proof
from .facts import Facts, Gap, Rule, Ruling

PAPERS = say(N_("档案里没有发票，也没有三包凭证"))
PAPERS_GIVE = N_("出示其中一样，就可以要求：{rights}")
PAPERS_AND_DATE = say(N_("出示其中一样，再按下面的日期判定"))
NO_DATE = say(N_("不知道发票日期和交付日期"))
BY_LAW = N_(
    "提供日期后：售出七日内的性能故障可以退货、换货、修理，十五日内可以换货、修理，"
    "整机 {months} 个月内免费修理"
)
WITH_PARTS = N_("{before}，主要部件 {months} 个月内免费修理")
ACCESSORY_GIVES = N_("提供日期后：{months} 个月内免费更换，换过两次仍有故障的可以退款")
CAR_NEEDS = say(N_("不知道起算日或行驶里程"))
CAR_GIVES = N_(
    "补上以后：包修期 {care} 个月或 {care_km} 公里内免费修理；"
    "三包期 {months} 个月或 {km} 公里内反复修理的可以换车或退车"
)
UNLISTED_GIVES = say(N_("提供收货日期后：七日内可以退货，两年内可以要求更换、修理"))
NO_PRICE = say(N_("不知道购买价格"))
PRICE_GIVES = say(N_("退货照样可以要求；提供发票或付款凭证，就能算出应退的金额"))
NO_PART = say(N_("还不清楚是哪个部件坏了"))
PART_GIVES = N_("坏的是主要部件（{parts}）的，到 {until} 免费修理或更换部件")
NO_STOCK = say(N_("还不清楚有没有同型号同规格的新品"))
STOCK_GIVES = say(N_("没有的话，退货不扣折旧费"))
PENDING = say(N_("这类商品列在国家三包目录里，本公司还没有核对它的期限"))
PENDING_GIVES = say(N_("核对以后按目录判定，权利只会比现在列出的多"))

Judge = Callable[[Facts], Ruling]


def gaps_of(facts: Facts, rule: Rule | None, found: Ruling, judge: Judge) -> tuple[Gap, ...]:
    """What is missing and would change the verdict, with what would follow.

    judge  the same table for other facts
    """
    gaps = [_papers(facts, rule, found, judge), _dates(facts, rule), _part(facts, rule, found),
            _stock(facts, found), _price(found), _pending(facts)]  # fmt: skip
    return tuple(gap for gap in gaps if gap is not None)


def _papers(facts: Facts, rule: Rule | None, found: Ruling, judge: Judge) -> Gap | None:
    if rule is None or facts.has_invoice or facts.has_voucher or has_proof(facts):
        return None
    more = judge(replace(facts, has_invoice=True)).rights - found.rights - {Right.PAID_REPAIR}
    if more:
        rights = [say(right.chinese) for right in Right if right in more]
        return Gap(PAPERS, say(PAPERS_GIVE, rights=rights))
    return Gap(PAPERS, PAPERS_AND_DATE) if facts.starts_on is None else None


def _dates(facts: Facts, rule: Rule | None) -> Gap | None:
    if has_proof(facts):
        return None
    if rule is None:
        is_dark = facts.is_consumer and facts.received_on is None and facts.sold_on is None
        return Gap(NO_DATE, UNLISTED_GIVES) if is_dark else None
    if rule.kind == Kind.CAR:
        return _car(facts, rule)
    if facts.starts_on is not None:
        return None
    if rule.kind == Kind.ACCESSORY:
        return Gap(NO_DATE, say(ACCESSORY_GIVES, months=rule.months))
    told = say(BY_LAW, months=rule.months)
    if rule.part_months:
        told = say(WITH_PARTS, before=told, months=rule.part_months)
    return Gap(NO_DATE, told)


def _car(facts: Facts, rule: Rule) -> Gap | None:
    if facts.starts_on is not None and facts.km is not None:
        return None
    told = say(CAR_GIVES, care=rule.care_months, care_km=rule.care_km, months=rule.months,
               km=rule.km)  # fmt: skip
    return Gap(CAR_NEEDS, told)


def _part(facts: Facts, rule: Rule | None, found: Ruling) -> Gap | None:
    until: date | None = found.dates.part_until
    if facts.is_part_told or rule is None or until is None or facts.reported_on > until:
        return None
    if Right.REPAIR in found.rights or has_proof(facts):
        return None
    return Gap(NO_PART, say(PART_GIVES, parts=rule.parts, until=until.isoformat()))


def _stock(facts: Facts, found: Ruling) -> Gap | None:
    back = found.option(Right.RETURN)
    if facts.is_model_told or back is None or back.row != RuleCode.R7:
        return None
    return Gap(NO_STOCK, STOCK_GIVES)


def _price(found: Ruling) -> Gap | None:
    if any(one.needs_price for one in found.options):
        return Gap(NO_PRICE, PRICE_GIVES)
    return None


def _pending(facts: Facts) -> Gap | None:
    return Gap(PENDING, PENDING_GIVES) if facts.is_pending else None
