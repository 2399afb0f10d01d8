"""What is written to a customer: an apology first, and no words that make it worse (E-5)."""

from collections.abc import Iterable

from maizi.kernel.texts import N_

SORRY = ("抱歉", "对不起", "歉意", "致歉", "道歉", "不好意思", "给您添麻烦", "sorry", "apolog")
ENDINGS = "。！？!?\n"
# The steps of a first talk (S004: 快速反应、热情接待、表示愿意帮助、引导思绪), by code.
SCRIPT = {
    "note": N_("记下问题并查找原因"),
    "warm": N_("热情接待，先倾听"),
    "help": N_("表示愿意帮助"),
    "sorry": N_("致歉并引向解决办法"),
}
# What nobody should say, until the company keeps a list of its own.
FORBIDDEN = (
    "不可能", "不关我的事", "不归我管", "你自己", "没办法", "随便你", "投诉去吧", "爱找谁找谁",
    "公司规定就是这样", "听不懂", "别人都没问题",
)  # fmt: skip
SHIPPED = (
    "很抱歉给您带来不便。您反映的情况我已经记下，我会在承诺的时间内给您答复。",
    "非常抱歉让您久等了。我先把您遇到的问题核实清楚，马上告诉您怎么解决。",
    "对您这次不愉快的经历，我们深表歉意。我们提出以下方案，请您看是否可以接受：",
)


def first_sentence(text: str) -> str:
    """Up to the first full stop."""
    ends = [place for mark in ENDINGS if (place := text.find(mark)) >= 0]
    return text[: min(ends) + 1] if ends else text


def begins_with_apology(text: str) -> bool:
    """Whether the first sentence says that we are sorry."""
    first = first_sentence(text.strip()).lower()
    return any(word in first for word in SORRY)


def forbidden_in(text: str, phrases: Iterable[str]) -> list[str]:
    """The phrases that occur in a text, whatever its spaces."""
    dense = "".join(text.split())
    return [phrase for phrase in phrases if phrase and "".join(phrase.split()) in dense]
