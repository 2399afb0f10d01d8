"""Lines of a quote or an order while it is a draft: add, change, remove, price anew (I-3, I-4)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from maizi.catalog.models import Product
from maizi.catalog.queries import bundle_of, shares_of
from maizi.catalog.terms import ProductSort
from maizi.history.actions import record
from maizi.kernel.errors import Refused
from maizi.kernel.money import line_amount, quantity, unit_price
from maizi.kernel.texts import N_

from ..models import OrderLine, Quote, QuoteLine
from ..models.columns import MOST_PIECES
from ..rules.amounts import Amounts, line_amounts, tax_inside, total
from ..rules.moves import ORDER, QUOTE, check_move
from .priced import Draft, DraftLine, Priced

MOST_LINES = 500
LINES = N_("明细")
NAME_LENGTH = 200


class NeedsYes(Refused):
    """Saving waits for a yes: a price of 0 is a slip of the hand or a gift."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A line somebody asks for.

    quantity    in base units
    price_yuan  per base unit with tax; None for what the price lists say
    chosen      ids of the chosen parts, when the product is a bundle
    is_free     he has seen that the price is 0
    """

    product: Product
    quantity: Decimal
    price_yuan: Decimal | None = None
    note: str = ""
    promised_on: date | None = None
    chosen: tuple[int, ...] = ()
    is_free: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of a line; what is None stays."""

    quantity: Decimal | None = None
    price_yuan: Decimal | None = None
    note: str | None = None
    promised_on: date | None = None
    is_free: bool = False


def locked_draft(draft: Draft) -> Draft:
    """The document as it is now, for this transaction; Raises Refused unless it is a draft."""
    draft = type(draft).objects.select_for_update(of=("self",)).get(pk=draft.pk)
    check_move(QUOTE if isinstance(draft, Quote) else ORDER, draft.state, "edit", no=draft.no)
    return draft


@transaction.atomic
def add_line(draft: Draft, wanted: Wanted, *, by) -> list[DraftLine]:
    """Add one line, of a bundle one for each part; the price lists give the price if nobody does.

    Raises Refused for a product without a price, NeedsYes for a price of 0.
    """
    return add_lines(draft, [wanted], by=by)


@transaction.atomic
def add_lines(draft: Draft, wanted: list[Wanted], *, by) -> list[DraftLine]:
    """Add many lines at once, all or none. A dozen queries and two for each bundle."""
    draft = locked_draft(draft)
    last = draft.lines.aggregate(last=Max("position"))["last"] or 0
    if draft.lines.count() + len(wanted) > MOST_LINES:
        raise Refused(N_("一张单据最多 {most} 行，请分成两张。"), most=MOST_LINES)
    pieces: dict[int, Decimal] = {}
    for one in wanted:
        pieces[one.product.pk] = pieces.get(one.product.pk, Decimal(0)) + one.quantity
    priced, made = Priced.of(draft, pieces), []
    for one in wanted:
        _check(one.product, one.quantity)
        is_bundle = one.product.sort == ProductSort.BUNDLE
        made += (_bundle if is_bundle else _single)(draft, one, priced)
    for position, line in enumerate(made, last + 1):
        line.position = position
    if made:
        type(made[0]).objects.bulk_create(made)
    retotal(draft, by=by, told={LINES: [None, [f"{x.name} × {x.quantity:f}" for x in made]]})
    return made


@transaction.atomic
def change_line(line: DraftLine, change: Change, *, by) -> DraftLine:
    """Change quantity, price, date or note of a line. A part of a bundle keeps its share."""
    draft = locked_draft(line.document)
    line = draft.lines.select_related("product").get(pk=line.pk)
    before = f"{line.quantity.normalize():f} × {line.price_yuan.normalize():f}"
    if line.bundle_id and (change.quantity or change.price_yuan is not None):
        raise Refused(
            N_("“{name}”是组合的一部分。请移出整个组合，再按新的数量或价格加入。"), name=line.name
        )
    if change.quantity is not None:
        _check(line.product, change.quantity)
        line.quantity = quantity(change.quantity)
    if change.price_yuan is not None:
        _check_price(line.name, change.price_yuan, is_free=change.is_free)
        line.price_yuan = unit_price(change.price_yuan)
    if not line.bundle_id:
        priced = Priced.of(draft, {line.product_id: line.quantity})
        if change.price_yuan is not None:
            priced.check(line.product, line.price_yuan)
        line.usual_yuan, line.why = priced.usual(line.product)
        _set_amounts(line, line_amounts(line.quantity, line.price_yuan, line.tax_rate))
    if change.note is not None:
        line.note = change.note[:120]
    line.promised_on = change.promised_on or line.promised_on
    line.save()
    after = f"{line.quantity.normalize():f} × {line.price_yuan.normalize():f}"
    retotal(draft, by=by, told={line.name: [before, after]})
    return line


@transaction.atomic
def remove_line(line: DraftLine, *, by) -> None:
    """Take a line out; with one part of a bundle go the others."""
    draft = locked_draft(line.document)
    lines = draft.lines.filter(bundle=line.bundle_id) if line.bundle_id else draft.lines.filter(
        pk=line.pk
    )  # fmt: skip
    names = [f"{one.name} × {one.quantity:f}" for one in lines]
    lines.delete()
    retotal(draft, by=by, told={LINES: [names, None]})


@transaction.atomic
def price_anew(draft: Draft, *, by) -> int:
    """Give every single line what the price lists say today; how many changed."""
    draft = locked_draft(draft)
    lines = list(draft.lines.filter(bundle=None).select_related("product"))
    changed = refresh_usual(draft, lines)
    for line in lines:
        if line.usual_yuan is not None and line.price_yuan != line.usual_yuan:
            line.price_yuan = line.usual_yuan
            _set_amounts(line, line_amounts(line.quantity, line.price_yuan, line.tax_rate))
            changed.add(line.pk)
    fields = ["usual_yuan", "why", "price_yuan", "amount_yuan", "tax_yuan"]
    if lines:
        type(lines[0]).objects.bulk_update(lines, fields, batch_size=200)
    retotal(draft, by=by, told={LINES: [None, N_("按价目表重新定价")]})
    return len(changed)


def refresh_usual(draft: Draft, lines: list[DraftLine]) -> set[int]:
    """Look up the usual prices of single lines again; ids of those that differ. Not saved."""
    pieces: dict[int, Decimal] = {}
    for line in lines:
        pieces[line.product_id] = pieces.get(line.product_id, Decimal(0)) + line.quantity
    priced, changed = Priced.of(draft, pieces), set()
    for line in lines:
        usual, why = priced.usual(line.product)
        if usual != line.usual_yuan:
            changed.add(line.pk)
        line.usual_yuan, line.why = usual, why
    return changed


def retotal(draft: Draft, *, by, told: dict) -> None:
    """Bring the totals up to the lines, and record what was done to them."""
    sums = total(draft.lines.all())
    old = str(draft.amount_yuan)
    draft.amount_yuan, draft.tax_yuan = sums
    draft.net_yuan = sums.amount_yuan - sums.tax_yuan
    draft.save(update_fields=["amount_yuan", "tax_yuan", "net_yuan"])
    changes = {"amount_yuan": [old, str(draft.amount_yuan)], **told}
    record(draft, verb="change", by=by, changes=changes)


def _line_of(draft: Draft, product: Product, **values) -> DraftLine:
    model = QuoteLine if isinstance(draft, Quote) else OrderLine
    name = " ".join(filter(None, [product.name, product.model, product.spec]))[:NAME_LENGTH]
    return model(
        document=draft, product=product, name=name, unit=product.unit, tax_rate=product.tax_rate,
        position=0, **values,
    )  # fmt: skip


def _single(draft: Draft, wanted: Wanted, priced: Priced) -> list[DraftLine]:
    usual, why = priced.usual(wanted.product)
    price = usual if wanted.price_yuan is None else unit_price(wanted.price_yuan)
    if price is None:
        raise Refused(
            N_("“{name}”还没有价格。请填写单价，或先给它定标价。"),
            name=wanted.product.name, field="price_yuan",
        )  # fmt: skip
    _check_price(wanted.product.name, price, is_free=wanted.is_free)
    priced.check(wanted.product, price)
    line = _line_of(
        draft, wanted.product, quantity=quantity(wanted.quantity), price_yuan=price,
        usual_yuan=usual, why=why, note=wanted.note[:120], promised_on=wanted.promised_on,
    )  # fmt: skip
    _set_amounts(line, line_amounts(line.quantity, line.price_yuan, line.tax_rate))
    return [line]


def _bundle(draft: Draft, wanted: Wanted, priced: Priced) -> list[DraftLine]:
    """One line a part: the price of the bundle over its parts, the usual one likewise (T-I1)."""
    bundle, sets = bundle_of(wanted.product), wanted.quantity
    usual = priced.usual(wanted.product)[0]
    price = usual if wanted.price_yuan is None else wanted.price_yuan
    if price is not None:
        _check_price(wanted.product.name, price, is_free=wanted.is_free)
        priced.check(wanted.product, price)
    gross = None if price is None else line_amount(sets, price)
    if gross is None:
        gross = _parts_alone(bundle, wanted)
    parts = shares_of(bundle, wanted.chosen, gross)
    usual_gross = None if usual is None else line_amount(sets, usual)
    listed = shares_of(bundle, wanted.chosen, usual_gross or gross)
    return [
        _part(draft, wanted, part, usual_share.share_yuan)
        for part, usual_share in zip(parts, listed, strict=True)
    ]


def _parts_alone(bundle, wanted: Wanted) -> Decimal:
    singly = sum((p.share_yuan for p in shares_of(bundle, wanted.chosen, None)), Decimal(0))
    return line_amount(wanted.quantity, singly)


def _part(draft: Draft, wanted: Wanted, part, usual_yuan: Decimal) -> DraftLine:
    pieces = quantity(part.line.quantity * wanted.quantity)
    line = _line_of(
        draft, part.line.part, quantity=pieces, price_yuan=unit_price(part.share_yuan / pieces),
        usual_yuan=unit_price(usual_yuan / pieces), why=wanted.product.name[:80],
        note=wanted.note[:120], promised_on=wanted.promised_on, bundle=wanted.product,
    )  # fmt: skip
    _set_amounts(line, Amounts(part.share_yuan, tax_inside(part.share_yuan, line.tax_rate)))
    return line


def _set_amounts(line: DraftLine, amounts: Amounts) -> None:
    line.amount_yuan, line.tax_yuan = amounts


def _check(product: Product, pieces: Decimal) -> None:
    if pieces <= 0:
        raise Refused(N_("“{name}”的数量要大于 0。"), name=product.name, field="quantity")
    if pieces > MOST_PIECES:
        raise Refused(
            N_("“{name}”的数量太大，请检查有没有多打几位。"), name=product.name, field="quantity"
        )


def _check_price(name: str, price_yuan: Decimal, *, is_free: bool) -> None:
    if price_yuan < 0:
        raise Refused(N_("“{name}”的单价不能是负数。"), name=name, field="price_yuan")
    if price_yuan == 0 and not is_free:
        raise NeedsYes(
            N_("“{name}”的单价是 0，等于白送。确实如此，请勾选“确认赠送”。"),
            name=name, field="price_yuan", code="zero",
        )  # fmt: skip
