"""Weights of indicators from people's judgement and from answers, put together (G-4)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..terms import Blend
from .weighting import NEAR, WHOLE, blended, multiplied

MOST_EXPERTS = 50


@dataclass(frozen=True, slots=True)
class Expert:
    """What one expert gives each indicator, in their order."""

    name: str
    points: tuple[float, ...]


def read_experts(text: str, indicators: Sequence[str]) -> list[Expert]:
    """One expert a line: a name, then points as typed or pasted from a workbook.

    Raises Refused that names the line: too many or too few numbers, no number, not 100 in all.
    """
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
    if not lines:
        raise Refused(N_("请至少写一位专家的打分，一人一行。"), field="points")
    if len(lines) > MOST_EXPERTS:
        raise Refused(N_("最多 {most} 位专家。"), most=MOST_EXPERTS, field="points")
    return [_expert(number, line, indicators) for number, line in lines]


def _expert(number: int, line: str, indicators: Sequence[str]) -> Expert:
    marks = "\t，,、；;|"
    words = "".join(" " if one in marks else one for one in line).split()
    name, given = (words[0], words[1:]) if _number(words[0]) is None else ("", words)
    points = [_number(one) for one in given]
    told = {"line": number, "field": "points"}
    if None in points:
        raise Refused(
            N_("第 {line} 行：“{word}”不是分数。"), word=given[points.index(None)], **told
        )
    if len(points) != len(indicators):
        raise Refused(
            N_("第 {line} 行：有 {given} 个分数，指标有 {wanted} 个。"), given=len(points),
            wanted=len(indicators), **told,
        )  # fmt: skip
    if any(one < 0 for one in points):
        raise Refused(N_("第 {line} 行：分数不能是负数。"), **told)
    if abs(sum(points) - WHOLE) > NEAR:
        raise Refused(
            N_("第 {line} 行：分数合计 {total}，要正好是 100。"), total=f"{sum(points):g}",
            **told,
        )  # fmt: skip
    return Expert(name, tuple(points))


def _number(word: str) -> float | None:
    try:
        found = float(word.removesuffix("%").removesuffix("分"))
    except ValueError:
        return None
    return found if abs(found) < 1e6 else None


def by_indicator(parts: Sequence[tuple[str, float]], indicators: Sequence[str]) -> list[float]:
    """Weights of indicators from those of their parts.

    parts  (indicator, weight of one of its parts)
    Raises Refused when an indicator has no item: nothing says how much it weighs.
    """
    sums: Mapping[str, float] = dict.fromkeys(indicators, 0.0)
    known = {name for name, _weight in parts}
    if missing := [name for name in indicators if name not in known]:
        raise Refused(N_("上一轮没有问到“{name}”，不能和数据合成。"), name=missing[0])
    for name, weight in parts:
        if name in sums:
            sums[name] += weight
    total = sum(sums.values())
    if total <= 0:
        raise Refused(N_("上一轮的答卷里大家打的分都一样，说不出哪项更要紧。"))
    return [one / total for one in sums.values()]


def combined(
    judged: Sequence[float], measured: Sequence[float] | None, *, how: Blend, theta: float
) -> list[float]:
    """The weights that hold: as judged, or multiplied with or blended into the data's (T-G9)."""
    if how == Blend.ALONE or measured is None:
        return list(judged)
    if how == Blend.MULTIPLIED:
        return multiplied(judged, measured)
    return blended(judged, measured, theta)
