"""Take in lines that were copied out of a spreadsheet (I-3)."""

from django.utils.translation import gettext

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, Said, say

from ..queries.finding import product_named, unit_factor
from ..rules.pasting import Pasted, read_lines
from .lines import Draft, Wanted, add_lines

WRONG = N_("第 {line} 行：{why}")
NOTHING_PASTED = N_("没有可以读的行。请从表格里复制商品、数量、单价几列，再粘贴到这里。")
FREE = N_("第 {line} 行“{product}”的单价是 0，没有加入。确实赠送请在明细里单独加入。")


def paste_lines(draft: Draft, text: str, *, by) -> tuple[int, list[tuple[str, str]]]:
    """Add the lines that can be read; (how many were added, the others with a sentence each).

    The others are given back as (line as pasted, why not), so that nothing typed is lost.
    Raises Refused when there is nothing to read.
    """
    found, told = read_lines(text)
    if not found and not told:
        raise Refused(NOTHING_PASTED, field="text")
    rows = text.splitlines()
    bad = [(_row(rows, said), said.text(gettext)) for said in told]
    wanted = []
    for one in found:
        try:
            wanted.append(_wanted(by, one))
        except Refused as refusal:
            why = say(WRONG, line=one.number, why=say(refusal.message, **refusal.params))
            bad.append((rows[one.number - 1], why.text(gettext)))
    good, bad_prices = _with_prices(draft, wanted, by)
    bad += [(rows[number - 1], why) for number, why in bad_prices]
    return good, bad


def _wanted(user, one: Pasted) -> tuple[int, Wanted]:
    named = product_named(user, one.product)
    factor = unit_factor(named.product, one.unit) if one.unit else named.factor
    price = None if one.price_yuan is None else one.price_yuan / factor
    if price == 0:
        raise Refused(FREE, line=one.number, product=named.product.name)
    return one.number, Wanted(named.product, one.quantity * factor, price, note=one.note)


def _with_prices(draft: Draft, wanted: list[tuple[int, Wanted]], by) -> tuple[int, list]:
    """Add all at once; where one has no price, find out which, and add the rest."""
    try:
        return len(add_lines(draft, [w for _, w in wanted], by=by)) and len(wanted), []
    except Refused:
        return _one_by_one(draft, wanted, by)


def _one_by_one(draft: Draft, wanted: list[tuple[int, Wanted]], by) -> tuple[int, list]:
    count, bad = 0, []
    for number, one in wanted:
        try:
            add_lines(draft, [one], by=by)
            count += 1
        except Refused as refusal:
            why = say(WRONG, line=number, why=say(refusal.message, **refusal.params))
            bad.append((number, why.text(gettext)))
    return count, bad


def _row(rows: list[str], said: Said) -> str:
    number = said.params.get("line")
    return rows[number - 1] if number else ""
