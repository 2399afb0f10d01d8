"""What of the results may be shown, and what they say (G-5, G-9, N-1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from maizi.kernel.texts import N_, Said, say

FEW, SAME = 30, 0.05


@dataclass(frozen=True, slots=True)
class Headline:
    """The few numbers the sentence is made of.

    before        the index of the round before of the same kind; None without one
    best, worst   names of indicators
    """

    n: int
    invited: int
    index: float | None
    before: float | None = None
    nps: float | None = None
    best: str = ""
    worst: str = ""
    worst_value: float | None = None
    low: float = 60


def hidden(counts: Mapping[str, int], *, least: int = 5) -> set[str]:
    """Cells that are not shown: those below `least`, and one more where a single cell could be
    reckoned back from the whole (G-9)."""
    found = {name for name, n in counts.items() if 0 < n < least}
    if len(found) == 1:
        others = sorted((n, name) for name, n in counts.items() if n and name not in found)
        found |= {name for _n, name in others[:1]}
    return found


def is_few(n: int, *, least: int = FEW) -> bool:
    """Whether a number stands on so few answers that it is flagged."""
    return n < least


def sentence(found: Headline, *, few: int = FEW) -> list[Said]:
    """What the results mean, in one sentence of several parts."""
    if not found.n:
        return [say(N_("还没有答卷。"))]
    rate = round(100 * found.n / found.invited) if found.invited else 0
    parts = [say(N_("邀请 {invited} 位，收到 {n} 份答卷，回收率 {rate}%。"), invited=found.invited,
                 n=found.n, rate=rate)]  # fmt: skip
    if found.index is not None:
        parts.append(_about_index(found))
    if found.best and found.worst and found.best != found.worst:
        parts.append(say(N_("最好的是“{best}”，最差的是“{worst}”。"), best=found.best,
                         worst=found.worst))  # fmt: skip
    if found.worst_value is not None and found.worst_value < found.low:
        parts.append(say(N_("“{worst}”只有 {value} 分，要先改进。"), worst=found.worst,
                         value=_one(found.worst_value)))  # fmt: skip
    if found.nps is not None:
        parts.append(say(N_("净推荐值 {nps}。"), nps=f"{found.nps:+.0f}"))
    if is_few(found.n, least=few):
        parts.append(say(N_("答卷不到 {few} 份，只供参考。"), few=few))
    return parts


def _about_index(found: Headline) -> Said:
    index = _one(found.index)
    if found.before is None:
        return say(N_("满意度指数 {index}。"), index=index)
    change = found.index - found.before
    if abs(change) < SAME:
        return say(N_("满意度指数 {index}，与上一轮持平。"), index=index)
    word = N_("满意度指数 {index}，比上一轮高 {change}。") if change > 0 else N_(
        "满意度指数 {index}，比上一轮低 {change}。")  # fmt: skip
    return say(word, index=index, change=_one(abs(change)))


def low_ones(values: Mapping[str, float | None], *, low: float) -> Sequence[str]:
    """Indicators below the line, the worst first (G-1)."""
    found = [(value, name) for name, value in values.items() if value is not None and value < low]
    return [name for _value, name in sorted(found)]


def _one(value: float) -> str:
    return f"{value:.1f}"
