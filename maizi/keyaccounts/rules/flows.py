"""The picture of moves between lists: who left where for where."""

from collections.abc import Mapping
from dataclasses import dataclass

ORDER = ("green", "yellow", "red", "black", "off")
HEIGHT, GAP, LEFT, RIGHT = 160, 8, 120, 520


@dataclass(frozen=True, slots=True)
class Band:
    """One band from a list to another.

    path          an SVG path; the band is drawn as a stroke of `width`
    old_y, new_y  the middles of its ends
    """

    old: str
    new: str
    count: int
    path: str
    width: float
    old_y: float
    new_y: float


def bands(pairs: Mapping[tuple[str, str], int]) -> list[Band]:
    """Bands in the order of the lists; thickness by count, ends stacked without crossing."""
    total = sum(pairs.values())
    if not total:
        return []
    scale = (HEIGHT - GAP * len(ORDER)) / total
    left, right = _tops(pairs, 0, scale), _tops(pairs, 1, scale)
    found = []
    for old, new in sorted(pairs, key=lambda p: (ORDER.index(p[0]), ORDER.index(p[1]))):
        width = pairs[old, new] * scale
        y1, y2 = left[old] + width / 2, right[new] + width / 2
        left[old] += width
        right[new] += width
        middle = (LEFT + RIGHT) / 2
        path = f"M{LEFT},{y1:.1f} C{middle},{y1:.1f} {middle},{y2:.1f} {RIGHT},{y2:.1f}"
        ends = round(width, 1), round(y1, 1), round(y2, 1)
        found.append(Band(old, new, pairs[old, new], path, *ends))
    return found


def ends(found: list[Band]) -> tuple[list[tuple[str, int, float]], list[tuple[str, int, float]]]:
    """On either side each list once: its name, how many, where its words stand."""
    left = _names([(band.old, band.count, band.old_y) for band in found])
    return left, _names([(band.new, band.count, band.new_y) for band in found])


def _names(marks: list[tuple[str, int, float]]) -> list[tuple[str, int, float]]:
    here: dict[str, list[tuple[int, float]]] = {}
    for name, count, y in marks:
        here.setdefault(name, []).append((count, y))
    return [
        (name, sum(n for n, _y in some), round(sum(y for _n, y in some) / len(some), 1))
        for name, some in here.items()
    ]


def _tops(pairs: Mapping[tuple[str, str], int], side: int, scale: float) -> dict[str, float]:
    """Where each list begins on one side."""
    found, y = {}, float(GAP)
    for name in ORDER:
        count = sum(n for pair, n in pairs.items() if pair[side] == name)
        if count:
            found[name] = y
            y += count * scale + GAP
    return found
