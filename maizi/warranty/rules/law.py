"""Which article a row of the table rests on, as people may look it up."""

from maizi.kernel.texts import N_, Said, say

from ..terms import Kind, RuleCode
from .catalogue import RULES_1995, RULES_FLAT, RULES_PHONES
from .facts import Rule

OF_1995 = N_("《部分商品修理更换退货责任规定》第 {n} 条")
WITH_ARTICLE = N_("{source}第 {n} 条")
ONLY_SOURCE = N_("{source}")
CONSUMER = N_("《消费者权益保护法》第 {n} 条")
CAR_RULE = N_("《家用汽车产品修理更换退货责任规定》（总局令第 43 号）")
CONTRACT = N_("合同约定的保修")

BY_1995 = ("", RULES_1995, RULES_FLAT)  # the notice puts flat televisions under the rule of 1995
ARTICLES = {
    RuleCode.X: 17, RuleCode.R1: 9, RuleCode.R2: 10, RuleCode.R3: 11, RuleCode.R4: 12,
    RuleCode.R5: 12, RuleCode.R6: 13, RuleCode.R7: 13, RuleCode.R8: 8, RuleCode.R9: 8,
    RuleCode.R10: 8, RuleCode.ACCESSORY: 8, RuleCode.NO_INVOICE: 8,
}  # fmt: skip
# Rules of their own count their articles themselves; only those that were seen are named.
PHONE_ARTICLES = {RuleCode.R1: 11, RuleCode.R2: 12, RuleCode.R3: 13, RuleCode.R4: 16}
CONSUMER_ARTICLES = {RuleCode.SEVEN_DAYS: 24, RuleCode.DISTANCE: 25, RuleCode.FRAUD: 55}
REMEDIES = 24


def article_of(row: RuleCode, rule: Rule | None) -> Said:
    """Rule and article of one row, for one kind of goods; the rule alone where it is not known."""
    if row in CONSUMER_ARTICLES:
        return say(CONSUMER, n=CONSUMER_ARTICLES[row])
    if row == RuleCode.CONTRACT:
        return say(CONTRACT)
    if rule is None:
        return say(CONSUMER, n=REMEDIES)
    if rule.kind == Kind.CAR:
        return say(CAR_RULE)
    if rule.source in BY_1995 and rule.kind == Kind.GENERAL:
        return say(OF_1995, n=ARTICLES[row])
    source = rule.source or RULES_1995
    number = PHONE_ARTICLES.get(row) if _is_of_phones(rule) else None
    return say(WITH_ARTICLE, source=source, n=number) if number else say(ONLY_SOURCE, source=source)


def _is_of_phones(rule: Rule) -> bool:
    """Those articles speak of the telephone itself, not of what comes with it."""
    return rule.kind == Kind.MOBILE and rule.source == RULES_PHONES
