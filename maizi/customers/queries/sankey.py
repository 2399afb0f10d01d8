"""Movement between classes as a picture: bars at both sides, bands between them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

WIDTH, HEIGHT = 640, 320
BAR, GAP, LABELS, LEAST = 14, 8, 150, 1.5


@dataclass(frozen=True)
class Bar:
    """One class at one side."""

    name: str
    count: int
    x: float
    y: float
    height: float
    tone: int
    is_left: bool


@dataclass(frozen=True)
class Band:
    """Customers that went from one class to another."""

    path: str
    width: float
    title: str
    origin: str
    target: str
    count: int
    tone: int
    stays: bool


@dataclass(frozen=True)
class Picture:
    """All of it, and the numbers for a table."""

    bars: list[Bar]
    bands: list[Band]
    width: int = WIDTH
    height: int = HEIGHT
    total: int = 0
    moved: int = 0
    lines: list[tuple[str, str, int]] = field(default_factory=list)


def drawn(
    flows: Iterable[tuple[int | None, int | None, int]], names: Mapping[int, str]
) -> Picture | None:
    """The picture of flows (from, to, count); None when nothing moved or stayed."""
    flows = sorted(flows, key=lambda f: -f[2])
    total = sum(count for _, _, count in flows)
    if not total:
        return None
    order = {id_: n for n, id_ in enumerate([*names, None])}
    sides = [_sums(flows, side) for side in (0, 1)]
    scale = _scale(sides, total)
    tops = [_tops(side, order, scale) for side in sides]
    bars = [
        _bar(id_, count, (side, tops[side][id_], scale), (names, order))
        for side in (0, 1) for id_, count in sides[side].items()
    ]  # fmt: skip
    free = [dict(top) for top in tops]
    bands = []
    for origin, target, count in sorted(flows, key=lambda f: (order[f[0]], order[f[1]])):
        width = count * scale
        y1, y2 = free[0][origin] + width / 2, free[1][target] + width / 2
        free[0][origin] += width
        free[1][target] += width
        bands.append(_band((origin, target, count), (y1, y2, width), names, order))
    lines = [(_name(o, names), _name(t, names), n) for o, t, n in flows]
    moved = sum(n for o, t, n in flows if o != t)
    return Picture(bars, bands, total=total, moved=moved, lines=lines)


def _sums(flows, side: int) -> dict[int | None, int]:
    found: dict[int | None, int] = {}
    for flow in flows:
        found[flow[side]] = found.get(flow[side], 0) + flow[2]
    return found


def _scale(sides, total: int) -> float:
    most = max(len(side) for side in sides)
    return (HEIGHT - GAP * (most - 1)) / total


def _tops(side: Mapping, order: Mapping, scale: float) -> dict:
    found, y = {}, 0.0
    for id_ in sorted(side, key=order.__getitem__):
        found[id_] = y
        y += side[id_] * scale + GAP
    return found


def _bar(id_, count: int, place: tuple, words: tuple) -> Bar:
    (side, top, scale), (names, order) = place, words
    x = LABELS if side == 0 else WIDTH - LABELS - BAR
    height = max(count * scale, LEAST)
    return Bar(
        _name(id_, names), count, x, round(top, 1), round(height, 1), order[id_] % 6, side == 0
    )


def _band(flow: tuple, place: tuple, names: Mapping, order: Mapping) -> Band:
    (origin, target, count), (y1, y2, width) = flow, place
    left, right = LABELS + BAR, WIDTH - LABELS - BAR
    middle = (left + right) / 2
    path = f"M{left} {y1:.1f}C{middle} {y1:.1f} {middle} {y2:.1f} {right} {y2:.1f}"
    a, b = _name(origin, names), _name(target, names)
    return Band(
        path, round(max(width, LEAST), 1), f"{a} → {b}：{count:,}", a, b, count,
        order[origin] % 6, origin == target,
    )  # fmt: skip


def _name(id_: int | None, names: Mapping[int, str]) -> str:
    return names.get(id_, "—") if id_ else "—"
