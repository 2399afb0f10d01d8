"""Ways through graphs, and how to draw them: pure geometry and bounded searches."""

import math
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a node is drawn, in units of the picture."""

    x: int
    y: int


def would_circle(child: Node, parent: Node, parents: Mapping[Node, Node], *, most: int) -> bool:
    """Whether hanging `child` below `parent` would close a circle, or make a tree too deep."""
    seen, here = 0, parent
    while here is not None:
        if here == child or seen > most:
            return True
        here, seen = parents.get(here), seen + 1
    return False


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far a search goes: steps from the start, nodes altogether."""

    depth: int
    nodes: int


def shortest_way(
    start: Node,
    neighbours: Callable[[list[Node]], Mapping[Node, Iterable[tuple[Node, object]]]],
    is_goal: Callable[[Node], bool],
    bounds: Bounds,
) -> list[tuple[Node, object]]:
    """The shortest way from `start` to a goal: (node, by what it was reached), start first.

    Asks for the neighbours of a whole ring at once. Empty when there is none within bounds;
    ties go to what `neighbours` names first.
    """
    came: dict[Node, tuple[Node | None, object]] = {start: (None, None)}
    ring = [start]
    for _ in range(bounds.depth + 1):
        found = next((node for node in ring if is_goal(node)), None)
        if found is not None:
            return _way_back(found, came)
        around = neighbours(ring)
        steps = [(node, *step) for node in ring for step in around.get(node, ())]
        ring = []
        for node, other, by in steps:
            if other not in came and len(came) < bounds.nodes:
                came[other] = (node, by)
                ring.append(other)
    return []


def _way_back(node: Node, came: Mapping) -> list[tuple[Node, object]]:
    way = []
    while node is not None:
        before, by = came[node]
        way.append((node, by))
        node = before
    return way[::-1]


def tree_places(
    parents: Mapping[Node, Node | None], *, step_x: int, step_y: int
) -> dict[Node, Place]:
    """Where the nodes of a forest stand: below their parents, no two in one place.

    parents  node -> its parent, or None; in the order of drawing. A parent that is not itself
             a node counts as none.
    """
    children: dict[Node | None, list[Node]] = {}
    for node, parent in parents.items():
        children.setdefault(parent if parent in parents else None, []).append(node)
    places: dict[Node, Place] = {}
    free = 0
    stack = [(root, 0, False) for root in reversed(children.get(None, []))]
    while stack:
        node, level, is_done = stack.pop()
        below = children.get(node, [])
        if below and not is_done:
            stack.append((node, level, True))
            stack += [(child, level + 1, False) for child in reversed(below)]
            continue
        if below:
            x = (places[below[0]].x + places[below[-1]].x) // 2
        else:
            x, free = free, free + step_x
        places[node] = Place(x, level * step_y)
    return places


def ring_places(count: int, *, width: int, height: int, turn: float = 0.0) -> list[Place]:
    """Places on an ellipse round the middle of a picture, evenly, from the top, clockwise."""
    found = []
    for number in range(count):
        angle = 2 * math.pi * (number / count) - math.pi / 2 + turn
        x = round(width / 2 + width * 0.4 * math.cos(angle))
        y = round(height / 2 + height * 0.41 * math.sin(angle))
        found.append(Place(x, y))
    return found
