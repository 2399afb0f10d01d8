"""Customers with their contacts in one sheet: a contact a line, or several in one line."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from maizi.kit.sheets.headers import Proposal
from maizi.kit.sheets.sheet import Row

MOST_ROWS = 1_000


@dataclass(frozen=True, slots=True)
class Party:
    """One customer and the lines that speak of it, the first of which describes it.

    earlier_row  line of the same customer further up, not next to this one; 0 for none
    """

    key: str
    rows: tuple[Row, ...]
    earlier_row: int = 0

    @property
    def row_number(self) -> int:
        """Line of the customer's own facts."""
        return self.rows[0][0]


def parties_of(rows: Iterable[Row], key_of: Callable[[Sequence[str]], str]) -> Iterator[Party]:
    """Neighbouring lines of one key, or without a key below one that has it, are one customer.

    Lines are held one customer at a time; of the others only key and line number are kept.
    """
    seen: dict[str, int] = {}
    held: list[Row] = []
    key = ""
    for row in rows:
        found = key_of(row[1])
        if held and len(held) < MOST_ROWS and found in ("", key) and key:
            held.append(row)
            continue
        if held:
            yield _party(key, held, seen)
        key, held = found, [row]
    if held:
        yield _party(key, held, seen)


def slots_of(proposals: Iterable[Proposal], keys: Iterable[str]) -> list[dict[str, int]]:
    """For each contact of a line: target key → column; the first contact first."""
    wanted = frozenset(keys)
    slots: dict[int, dict[str, int]] = {}
    for one in proposals:
        if one.target in wanted:
            slots.setdefault(one.slot, {})[one.target] = one.column
    return [slots[number] for number in sorted(slots)]


def contacts_in(
    party: Party, slots: Sequence[Mapping[str, int]]
) -> Iterator[tuple[int, dict[str, str]]]:
    """(row number, target key → text) of every contact, the same one only once."""
    seen: set[tuple[str, ...]] = set()
    for number, cells in party.rows:
        for slot in slots:
            texts = {key: cells[column] for key, column in slot.items()}
            told = tuple(texts.values())
            if any(told) and told not in seen:
                seen.add(told)
                yield number, texts


def _party(key: str, held: list[Row], seen: dict[str, int]) -> Party:
    earlier = seen.get(key, 0) if key else 0
    seen.setdefault(key, held[0][0])
    return Party(key, tuple(held), earlier)
