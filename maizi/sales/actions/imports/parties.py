"""Customers and products that rows of a batch name, made where they are not known."""

from maizi.catalog.actions.bare import BareProduct, add_bare_products
from maizi.catalog.models import Product
from maizi.customers.actions.bare import Bare, add_bare
from maizi.customers.models import Customer
from maizi.customers.queries import called
from maizi.customers.terms import PartyType
from maizi.fields.actions import next_numbers
from maizi.kit.imports.declare import Line, Sitting

from .prepare import UNNAMED

Word = tuple[str, str]  # number and name


def customers_for(sitting: Sitting, lines: list[Line]) -> dict[Word, int]:
    """Customer ids by number, else by name. Four queries and those of the new ones.

    Without a number the name must be that of one customer alone.
    """
    wanted = {line.draft.customer: line for line in lines}
    numbers = {number for number, _ in wanted if number}
    names = {name for number, name in wanted if not number}
    numbered = Customer.objects.filter(no__in=numbers).values_list("no", "id")
    known = {(no, ""): id_ for no, id_ in numbered}
    alive = Customer.objects.filter(archived_at=None)
    for name, id_ in called(alive, names).order_by("-id").values_list("name", "id"):
        known["", name] = id_
    missing = {_key(word): word for word in wanted if _key(word) not in known}
    people = [_bare(word, wanted[word]) for word in missing.values()]
    party = sitting.run.options.get("party_type") or PartyType.INDIVIDUAL.value
    ids = add_bare(people, by=sitting.user, party_type=party, reason=sitting.run.name,
                   chain=sitting.chain)  # fmt: skip
    known |= dict(zip(missing, ids, strict=True))
    return {word: known[_key(word)] for word in wanted}


def _key(word: Word) -> Word:
    """A customer with a number is known by it, whatever he is called in another row."""
    number, name = word
    return (number, "") if number else ("", name)


def products_for(sitting: Sitting, lines: list[Line]) -> dict[Word, Product]:
    """Products by number and name: where one number stands for two names, the name decides."""
    wanted = {line.draft.product for line in lines}
    numbers, names = {no for no, _ in wanted if no}, {name for _, name in wanted}
    rows = Product.objects.filter(no__in=numbers) | Product.objects.filter(name__in=names)
    by_no: dict[str, Product] = {}
    by_name: dict[str, Product] = {}
    for row in rows.order_by("-id"):
        by_no[row.no], by_name[row.name] = row, row
    found = {word: _match(word, by_no, by_name) for word in wanted}
    missing = [word for word, row in found.items() if row is None]
    taken = set(by_no) | {row.no for row in by_name.values()}
    fresh = iter(next_numbers("product", count=len(missing), on=sitting.today) if missing else ())
    bare = []
    for no, name in missing:
        own = no if no and no not in taken and len(no) <= 32 else next(fresh)
        taken.add(own)
        bare.append(BareProduct(name, own))
    ids = add_bare_products(bare, by=sitting.user, reason=sitting.run.name, chain=sitting.chain)
    made = Product.objects.in_bulk(ids)
    found |= {word: made[id_] for word, id_ in zip(missing, ids, strict=True)}
    return found


def _match(word: Word, by_no: dict, by_name: dict) -> Product | None:
    no, name = word
    row = by_no.get(no) if no else None
    if row is not None and name in (row.name, UNNAMED):
        return row
    return by_name.get(name)


def _bare(word: Word, line: Line) -> Bare:
    number, name = word
    values = line.values
    return Bare(name, number, values.get("province", ""), values.get("city", ""))
