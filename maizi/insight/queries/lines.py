"""The rows of a result: one made for each when it is looked at, and kept as columns when many."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from .columns import each, is_among
from .rows import hundredths


@dataclass(slots=True)
class Line:
    """One line: of a customer or product by id, or of something that has only a name."""

    id: int | None
    values: list
    group: str = ""
    amount: Decimal | None = None
    name: str = ""
    address: str = ""


class Lines(Sequence):
    """Lines of customers that are made when somebody looks at them.

    columns  customer, which of the groups, the cents of the amount
    groups   their codes
    values   the values of the line of one place in the columns
    order    the places of the columns, as the lines follow each other; by falling amount
    """

    def __init__(self, columns, *, groups: Sequence[str], values: Callable, order=None):
        import numpy as np

        self.ids, self.places, self.cents = columns
        self.groups, self.values = list(groups), values
        self.order = np.lexsort((self.ids, -self.cents)) if order is None else order

    def __len__(self) -> int:
        return len(self.order)

    def __getitem__(self, which):
        if isinstance(which, slice):
            return self._of(self.order[which])
        return self._line(int(self.order[which]))

    def __iter__(self) -> Iterator[Line]:
        return map(self._line, each(self.order))

    def __eq__(self, other) -> bool:
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None

    def __repr__(self) -> str:
        return f"Lines({list(self[:3])}{' …' if len(self) > 3 else ''})"

    def of_group(self, group: str) -> "Lines":
        """The lines of one group, in their order."""
        known = self.groups.index(group) if group in self.groups else -1
        return self._of(self.order[self.places[self.order] == known])

    def sorted_ids(self):
        """The customers, in the order of their numbers."""
        import numpy as np

        return np.sort(self.ids[self.order])

    def sums(self) -> tuple[Counter, Counter]:
        """How many lines of each group there are, and their amounts."""
        count, amount = Counter(), Counter()
        for place, group in enumerate(self.groups):
            cents = self.cents[self.order[self.places[self.order] == place]]
            count[group], amount[group] = len(cents), hundredths(int(cents.sum()))
        return count, amount

    def _of(self, order) -> "Lines":
        columns = self.ids, self.places, self.cents
        return Lines(columns, groups=self.groups, values=self.values, order=order)

    def _line(self, place: int) -> Line:
        group, amount = self.groups[self.places[place]], hundredths(int(self.cents[place]))
        return Line(int(self.ids[place]), self.values(place), group, amount)


class Ends(Sequence):
    """Lines of which only the first and the last few are known.

    count  how many there are
    """

    FIRST, LAST = 200, 10

    def __init__(self, count: int, first: list[Line], last: list[Line]):
        self.count, self.first, self.last = count, first, last

    @classmethod
    def of(cls, lines: Sequence[Line]) -> "Ends":
        """The ends of lines that are all known."""
        last = [*lines[::-1][: cls.LAST]]
        return cls(len(lines), [*lines[: cls.FIRST]], last[::-1])

    def told(self) -> list:
        """As it is stored."""
        rows = [[[getattr(line, name) for name in Line.__slots__] for line in lines]
                for lines in (self.first, self.last)]  # fmt: skip
        return [self.count, *rows]

    @classmethod
    def read(cls, stored: list) -> "Ends":
        """What `told` gave."""
        count, *rows = stored
        return cls(count, *([Line(*line) for line in lines] for lines in rows))

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, which):
        """One line, or those of a slice that are known, from either end."""
        if isinstance(which, slice) and which.step == -1:
            return self.last[which]
        return self.first[which]


class Placed:
    """Customer -> group, as columns: ids in order, places of the groups."""

    def __init__(self, pairs: Iterable[tuple[int, str]] = ()):
        import numpy as np

        known: dict[str, int] = {}
        found = [(id_, known.setdefault(group, len(known))) for id_, group in pairs]
        self.ids, self.places = np.array(found, np.int64).reshape(-1, 2).T
        self.groups = [*known]
        self._sort()

    @classmethod
    def of(cls, lines: Sequence[Line]) -> "Placed":
        """Where lines put their customers."""
        if not isinstance(lines, Lines):
            return cls((line.id, line.group) for line in lines if line.id)
        found = cls()
        found.ids, found.places = lines.ids[lines.order], lines.places[lines.order]
        found.groups = lines.groups
        found._sort()
        return found

    def _sort(self) -> None:
        order = self.ids.argsort(kind="stable")
        self.ids, self.places = self.ids[order], self.places[order]

    def __len__(self) -> int:
        return len(self.ids)

    def __eq__(self, other) -> bool:
        return dict(self.pairs()) == dict(other.pairs() if isinstance(other, Placed) else other)

    __hash__ = None

    def pairs(self) -> Iterator[tuple[int, str]]:
        """(customer, group)."""
        return zip(each(self.ids), (self.groups[n] for n in each(self.places)), strict=True)

    def places_in(self, ids):
        """Of each of some customers in order the place of its group, counted from 1; 0 is none."""
        import numpy as np

        found, is_there = np.zeros(len(ids), np.int64), is_among(ids, self.ids)
        found[is_there] = self.places[self.ids.searchsorted(ids[is_there])] + 1
        return found
