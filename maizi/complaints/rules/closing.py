"""What must be written down before a complaint may be closed (E-5 详细记录)."""

from dataclasses import dataclass

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say


@dataclass(frozen=True, slots=True)
class Record:
    """Whether each part of the record is there."""

    answered: bool
    appraised: bool
    findings: bool
    shares: bool
    plan: bool
    told: bool
    agreed: bool
    result: bool
    remedies_done: bool
    promises_done: bool
    asked: bool
    chance: bool
    regained: bool


MISSING = {
    "answered": N_("首次人工答复"),
    "appraised": N_("鉴定意见"),
    "findings": N_("调查结果"),
    "shares": N_("责任划分"),
    "plan": N_("处理方案"),
    "told": N_("方案告知客户"),
    "agreed": N_("客户对方案的意见"),
    "result": N_("处理结果"),
    "remedies_done": N_("执行完每一种处理方式"),
    "promises_done": N_("兑现每一项承诺"),
    "asked": N_("回访确认（满意，或五天内三次联系不上）"),
    "chance": N_("是否发现商机"),
    "regained": N_("客户是否已挽回"),
}


def missing_in(record: Record) -> list[str]:
    """Chinese message ids of what is missing, in the order of the stages."""
    return [label for name, label in MISSING.items() if not getattr(record, name)]


def check_closable(record: Record) -> None:
    """Refuse while any stage is empty, naming each."""
    if missing := missing_in(record):
        raise Refused(
            N_("还不能结案，缺：{what}。"), what=[say(label) for label in missing], code="gaps"
        )
