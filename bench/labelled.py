"""How well twins are told from others, on sets where it is known who is who."""

import csv
import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path

from .noise import CITIES, FORMS, TRADES, again, another

SHARED = Path(__file__).parents[2] / "shared" / "data"
SHORT_NAMES = SHARED / "names" / "Company-Shorter-Form（28W）.txt"
PEOPLE = SHARED / "dedupe" / "febrl1.csv"
SIMILAR = 78
LISTED = 70
LARGEST_BLOCK = 50
SEED = 20261128


@dataclass(frozen=True)
class Score:
    """Pairs found rightly, found wrongly and missed; at which confidence."""

    what: str
    right: int
    wrong: int
    missed: int
    missed_keys: int = 0

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __str__(self) -> str:
        return (
            f"{self.what}: precision {self.precision:.3f}, recall {self.recall:.3f},"
            f" F1 {self.f1:.3f} ({self.right} right, {self.wrong} wrong, {self.missed} missed,"
            f" {self.missed_keys} of them without a common key)"
        )


def companies(count: int = 3_000) -> Score:
    """Real short names made whole, each written again and each with a near miss beside it."""
    dice = random.Random(SEED)
    names: list[tuple[str, str]] = []  # (entity, name)
    for number, brand in enumerate(_brands(dice, count)):
        city, form = dice.choice(CITIES), dice.choice(FORMS)
        core = brand + dice.choice(TRADES)
        names.append((f"{number}", f"{city}{core}{form}"))
        names.append((f"{number}", again(dice, city, core, form)))
        names.append((f"{number}-other", another(dice, city, core, form)))
    from maizi.customers import rules

    facts = [
        rules.facts_from(
            {"name": name, "party_type": "enterprise", "id": n}, key=rules.name_key(name)
        )
        for n, (_, name) in enumerate(names)
    ]
    return scored("companies", facts, [entity for entity, _ in names])


def people() -> Score:
    """Febrl's people: a record and its twin, by name, address and birthday."""
    from maizi.customers import rules

    with PEOPLE.open(encoding="utf-8") as file:
        rows = [{k.strip(): v.strip() for k, v in row.items()} for row in csv.DictReader(file)]
    facts, entities = [], []
    for n, row in enumerate(rows):
        name = f"{row['given_name']} {row['surname']}".strip()
        street = f"{row['street_number']} {row['address_1']}"
        values = {
            "name": name, "party_type": "individual", "id": n, "street": street,
            "city": row["postcode"], "birthday": _birthday(row["date_of_birth"]),
        }  # fmt: skip
        facts.append(rules.facts_from(values, key=rules.name_key(name)))
        entities.append(row["rec_id"].split("-")[1])
    return scored("people (febrl1)", facts, entities)


def scored(what: str, facts: list, entities: list[str]) -> Score:
    """Found by common keys and judged sure enough, against who they are."""
    from maizi.customers import rules

    met: dict[int, list[int]] = {}
    for n, one in enumerate(facts):
        for key in rules.keys_of(one):
            met.setdefault(key, []).append(n)
    blocks = [ids for ids in met.values() if 1 < len(ids) <= LARGEST_BLOCK]
    pairs = {pair for ids in blocks for pair in combinations(sorted(ids), 2)}
    found = {
        (a, b) for a, b in pairs
        if rules.judge(facts[a], facts[b], similar_percent=SIMILAR).confidence >= LISTED
    }  # fmt: skip
    gold = set(_same(entities))
    right = len(found & gold)
    return Score(what, right, len(found - gold), len(gold - found), len(gold - pairs))


def _same(entities: list[str]) -> Iterable[tuple[int, int]]:
    places: dict[str, list[int]] = {}
    for n, entity in enumerate(entities):
        places.setdefault(entity, []).append(n)
    for ids in places.values():
        yield from combinations(ids, 2)


def _brands(dice: random.Random, count: int) -> list[str]:
    """The first two characters of real short names, each at most thrice."""
    lines = SHORT_NAMES.read_text("utf-8-sig").splitlines()[3:]
    dice.shuffle(lines)
    used: Counter[str] = Counter()
    found = []
    for line in lines:
        brand = line.strip()[:2]
        is_han = len(brand) == 2 and all("\u4e00" <= c <= "\u9fff" for c in brand)
        if is_han and used[brand] < 3:
            used[brand] += 1
            found.append(brand)
        if len(found) == count:
            break
    return found


def _birthday(text: str) -> date | None:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        return None
