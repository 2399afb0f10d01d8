"""A conflict is a situation, a behaviour and its result, never somebody's character (C-60)."""

from collections.abc import Iterable
from dataclasses import dataclass

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

# Words that judge a person instead of telling what happened.
JUDGING = (
    "无能 不负责任 没素质 素质低 素质差 人品 不讲理 无理取闹 胡搅蛮缠 "
    "刁蛮 刁钻 难缠 愚蠢 太笨 懒惰 傲慢 小气 抠门 贪心 骗子 无赖 泼妇 态度恶劣"
).split()


@dataclass(frozen=True, slots=True)
class Told:
    """What was written of a conflict."""

    situation: str
    behaviour: str
    effect: str


def check_told(told: Told) -> None:
    """Situation, behaviour and result are there. Raises Refused."""
    for field, text in (("situation", told.situation), ("behaviour", told.behaviour),
                        ("effect", told.effect)):  # fmt: skip
        if not text.strip():
            raise Refused(N_("请写明当时的情况、谁做了什么、造成什么结果。"), field=field)


def check_solution(solution: str, trust: str) -> None:
    """A conflict ends with what both agreed on. Raises Refused."""
    if not solution.strip():
        raise Refused(N_("请写下双方同意的办法。"), field="solution")
    if not trust:
        raise Refused(N_("请选这次冲突对信任的影响。"), field="trust")


def judging_in(texts: Iterable[str]) -> list[str]:
    """Words in a record that judge people; each once, in the order of the list."""
    whole = "\n".join(texts)
    return [word for word in JUDGING if word in whole]
