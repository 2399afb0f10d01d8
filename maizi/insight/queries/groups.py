"""What the groups of each result are called, in their order."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from maizi.customers.terms import ValueClass

from ..rules import best
from ..terms import Code, Potential, Profitability, Risk, Segment


def groups_of(code: Code) -> dict[str, str]:
    """Group -> its name; nothing where a result has no groups."""
    return GROUPS[code]() if code in GROUPS else {}


def _cells() -> dict[str, str]:
    return {
        f"{a.value}-{b.value}": _("%(a)s · %(b)s") % {"a": a.label, "b": b.label}
        for a in ValueClass for b in Potential
    }  # fmt: skip


def _questions() -> dict[str, str]:
    return {
        "golden": _("谁是金牌客户（按利润，不按销售额）"), "costly": _("谁在抬高成本"),
        "key": _("今年要赢得和保住的大客户"), "complained": _("去年投诉过的大客户"),
        "largest": _("去年最大的客户"), "lost": _("流失的最大客户"),
    }  # fmt: skip


GROUPS: dict[Code, Callable[[], dict[str, str]]] = {
    Code.RFM: lambda: {one.value: str(one.label) for one in Segment},
    Code.ABC: _cells,
    Code.WHALE: lambda: {
        "top": _("前 20% 的客户"), "middle": _("其余盈利的客户"), "losing": _("亏钱的客户"),
    },
    Code.MATRIX: lambda: {one.value: str(one.label) for one in Profitability},
    Code.QUESTIONS: _questions,
    Code.PRODUCTS: lambda: {
        "earns": _("赚得多转得快"), "slow": _("毛利高转得慢"), "thin": _("毛利低转得快"),
        "weak": _("毛利低转得慢"), "unknown": _("没有周转率"),
    },
    Code.KEEPING: lambda: {
        "lost": _("流失"), "retained": _("留存"), "new": _("新客户"), "back": _("重新回来"),
    },
    Code.RISK: lambda: {one.value: str(one.label) for one in reversed(Risk)},
    Code.LIFETIME: lambda: {
        "alive": _("多半还在"), "doubtful": _("说不准还在不在"), "once": _("只买过一次"),
    },
    Code.BEST: lambda: {code: _(told) for code, told in best.SUGGESTIONS.items()},
}  # fmt: skip
