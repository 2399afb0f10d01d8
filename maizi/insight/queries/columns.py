"""What is known of every customer, as columns of whole numbers: a million take megabytes.

An object each would take a hundred times that; who wants to see one gets it made.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice
from operator import itemgetter

from ..rules.columns import starts_of
from .rows import day_of, hundredths

BATCH = 20_000


class ByCustomer(Mapping):
    """Customer -> what is known of it; `ids` are in order, the columns beside them.

    made  what somebody gets who asks for one customer, out of its numbers
    """

    def __init__(self, ids, *columns, made: Callable):
        self.ids, self.columns, self.made = ids, columns, made

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[int]:
        return each(self.ids)

    def __contains__(self, id_) -> bool:
        return place_in(self.ids, id_) is not None

    def __getitem__(self, id_: int):
        place = place_in(self.ids, id_)
        if place is None:
            raise KeyError(id_)
        return self.made(*(int(column[place]) for column in self.columns))

    def __eq__(self, other) -> bool:
        return len(self) == len(other) and all(other.get(id_) == one for id_, one in self.pairs())

    __hash__ = None

    def pairs(self) -> Iterator[tuple]:
        """(customer, what is known of it), in order."""
        for id_, *numbers in zip(*map(each, (self.ids, *self.columns)), strict=True):
            yield id_, self.made(*numbers)

    def values(self) -> Iterator:
        """What is known of each, in order."""
        return map(self.made, *map(each, self.columns))

    def of(self, ids, column: int = 0):
        """One column for other customers in order; 0 for those of whom nothing is known."""
        import numpy as np

        found, is_there = np.zeros(len(ids), np.int64), is_among(ids, self.ids)
        found[is_there] = self.columns[column][self.ids.searchsorted(ids[is_there])]
        return found

    def where(self, is_wanted) -> "ByCustomer":
        """Some of the customers."""
        columns = (column[is_wanted] for column in self.columns)
        return ByCustomer(self.ids[is_wanted], *columns, made=self.made)


def place_in(ids, id_: int) -> int | None:
    """Where a customer is in a column that is in order."""
    place = int(ids.searchsorted(id_))
    return place if place < len(ids) and ids[place] == id_ else None


def is_among(ids, known):
    """Which of some ids are among others, which are in order."""
    import numpy as np

    if not len(known):
        return np.zeros(len(ids), bool)
    return known[np.minimum(known.searchsorted(ids), len(known) - 1)] == ids


def amounts(ids, cents) -> ByCustomer:
    """Customer -> yuan."""
    return ByCustomer(ids, cents, made=hundredths)


def cents_of(found: Mapping[int, Decimal]) -> ByCustomer:
    """The same as columns."""
    import numpy as np

    pairs = [(id_, int(amount.scaleb(2))) for id_, amount in found.items()]
    return amounts(*in_order([*np.array(pairs, np.int64).reshape(-1, 2).T]))


def numbered_days(ids, ordinals) -> ByCustomer:
    """Customer -> day."""
    return ByCustomer(ids, ordinals, made=date.fromordinal)


def each(column) -> Iterator[int]:
    """The numbers of a column as Python's own, a block at a time."""
    for start in range(0, len(column), BATCH):
        yield from column[start : start + BATCH].tolist()


class _Ordinals(dict):
    """A day as the database gives it -> its number; there are few days and many rows."""

    def __missing__(self, day: date | str) -> int:
        self[day] = day_of(day).toordinal()
        return self[day]


def blocks(rows: Iterator[tuple], *, day: int | None = None, size: int = BATCH) -> Iterator[list]:
    """Rows as columns, some thousand rows at a time.

    day  the place of the column that holds days; they become numbers
    """
    import numpy as np

    numbered = _Ordinals()
    while block := list(islice(rows, size)):
        yield [
            np.fromiter(
                map(numbered.__getitem__, map(itemgetter(place), block)) if place == day
                else map(itemgetter(place), block),
                np.int64, len(block),
            )
            for place in range(len(block[0]))
        ]  # fmt: skip


def gathered(rows: Iterator[tuple], width: int, *, day: int | None = None) -> list:
    """All rows as columns, in the order of the first one."""
    return in_order(joined(blocks(rows, day=day), width))


def joined(parts: Iterator[Sequence], width: int) -> list:
    """Blocks of columns as whole columns."""
    import numpy as np

    kept = list(parts)
    empty = np.zeros(0, np.int64)
    return [np.concatenate([part[n] for part in kept] or [empty]) for n in range(width)]


def in_order(columns: list) -> list:
    """Columns in the order of the first one."""
    order = columns[0].argsort(kind="stable")
    return [column[order] for column in columns]


def summed(ids, *columns) -> list:
    """(ids, sums …): columns added up by id."""
    import numpy as np

    if not len(ids):
        return [ids, *columns]
    ids, *columns = in_order([ids, *columns])
    starts = starts_of(ids)
    return [ids[starts], *(np.add.reduceat(column, starts) for column in columns)]


def whole_customers(parts: Iterator[list]) -> Iterator[list]:
    """The same blocks cut so that all rows of a customer are in one; rows come by customer."""
    held = None
    for part in parts:
        block = part if held is None else joined([held, part], len(part))
        cut = block[0].searchsorted(block[0][-1])
        held = [column[cut:] for column in block]
        if cut:
            yield [column[:cut] for column in block]
    if held is not None:
        yield held
