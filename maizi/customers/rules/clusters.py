"""Which customers hang together by pairs that look the same."""

from collections.abc import Iterable


def clusters_of(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Each id of the pairs with the smallest id it hangs together with."""
    above: dict[int, int] = {}

    def root(one: int) -> int:
        while above.setdefault(one, one) != one:
            above[one] = above[above[one]]
            one = above[one]
        return one

    for first, second in pairs:
        low, high = sorted((root(first), root(second)))
        above[high] = low
    return {one: root(one) for one in above}
