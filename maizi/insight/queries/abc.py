"""Classes by amount and potential, with what to do in each cell (H-2, H-3)."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from maizi.customers.queries import our_shares
from maizi.customers.terms import ValueClass
from maizi.fields.queries import parameters
from maizi.kernel.money import ratio

from .. import access
from ..models import Override
from ..rules import classes as rules
from ..terms import Code, Potential
from . import facts
from .asked import Asked
from .found import FEWEST, Found, Line, Stat
from .groups import groups_of

ZERO = Decimal(0)
VARIANTS = {
    "75": (Decimal("0.75"), Decimal("0.95")),
    "55": (Decimal("0.55"), Decimal("0.85")),
}


class Seen(NamedTuple):
    """What the numbers say of a customer: net sales, those before, his class, by whom."""

    net: Decimal
    before: Decimal
    value_class: ValueClass
    is_set: bool


def abc(user, asked: Asked) -> Found:
    """Everybody that ever bought, by amount and potential. 9 queries."""
    now = amounts_of(user, asked.days)
    last = amounts_of(user, asked.before().days)
    everybody = {id_: now.get(id_, ZERO) for id_ in facts.first_days(user, asked.ends_on)}
    by_numbers = classed(everybody, asked.options.get("by", ""))
    by_hand = overrides(user, asked.ends_on)
    found = Found(Code.ABC, groups=groups_of(Code.ABC))
    found.columns = [
        (_("净销售额"), "amount"), (_("上期"), "amount"), (_("增长"), "percent"),
        (_("价值等级"), "text"), (_("潜力分"), "number"), (_("潜力"), "text"), (_("说明"), "text"),
    ]  # fmt: skip
    names = {one: str(one.label) for one in (*ValueClass, *Potential)}
    shares = our_shares()
    for id_ in sorted(everybody, key=lambda one: (-everybody[one], one)):
        value_class = by_hand.get(id_, by_numbers.classes[id_])
        seen = Seen(everybody[id_], last.get(id_, ZERO), value_class, id_ in by_hand)
        found.lines.append(_line(id_, seen, share=shares.get(id_), names=names))
    found.place()
    found.is_thin = len(everybody) < FEWEST
    found.chart = {"kind": "grid", "rows": _grid(found)}
    _tell(found, everybody, by_numbers)
    return found


def amounts_of(user, days: tuple[date, date]) -> dict[int, Decimal]:
    """Customer -> net sales of the window. 2 queries."""
    return facts.net_of(user, days)


def classed(amounts: Mapping[int, Decimal], by: str = "") -> rules.Classed:
    """By the company's shares of heads, or by a published variant of shares of the amount."""
    if by in VARIANTS:
        return rules.classify_by_sum(amounts, VARIANTS[by])
    (shares,) = parameters("value.abc")
    return rules.classify(amounts, shares)


def overrides(user, on: date) -> dict[int, ValueClass]:
    """Customer -> the class that people set, while it lasts. 1 query."""
    rows = access.visible_overrides(user).filter(until__gte=on)
    return {id_: ValueClass(one) for id_, one in rows.values_list("customer", "value_class")}


def classes_by_hand(ids: Collection[int], on: date) -> dict[int, ValueClass]:
    """The same of some customers, whoever asks. 1 query."""
    rows = Override.objects.filter(customer__in=ids, until__gte=on)
    return {id_: ValueClass(one) for id_, one in rows.values_list("customer", "value_class")}


def _line(id_: int, seen: Seen, *, share: Decimal | None, names: Mapping[str, str]) -> Line:
    years = seen.net, seen.before
    points = rules.potential_points(rules.Prospects(*years, share=share))
    potential = rules.potential_of(points)
    growth = rules.growth(*years)
    told = (
        _("人工定级") if seen.is_set else ("" if growth is not None or years[0] <= 0 else _("新"))
    )
    values = [*years, growth, names[seen.value_class], points, names[potential], told]
    return Line(id_, values, f"{seen.value_class.value}-{potential.value}", years[0])


def _grid(found: Found) -> list[dict]:
    """A row for each class with its three cells."""
    counted = {code: (count, amount) for code, _label, count, amount in found.counts()}
    return [
        {
            "label": str(a.label),
            "cells": [
                {
                    "code": f"{a.value}-{b.value}", "count": counted[f"{a.value}-{b.value}"][0],
                    "amount": counted[f"{a.value}-{b.value}"][1],
                    "strategy": _(rules.strategy(a, b)),
                }
                for b in Potential
            ],
        }
        for a in ValueClass
    ]  # fmt: skip


def _tell(found: Found, amounts: Mapping[int, Decimal], classed: rules.Classed) -> None:
    total = sum((one for one in amounts.values() if one > 0), ZERO)
    shares = {}
    for value_class in ValueClass:
        lines = [one for one in found.lines if one.group[0] == value_class.value]
        amount = sum((max(one.amount, ZERO) for one in lines), ZERO)
        shares[value_class] = ratio(amount, total)
        found.stats.append(
            Stat(value_class.value, str(value_class.label), len(lines),
                 hint=_("占净销售额 %s") % _share(shares[value_class]))
        )  # fmt: skip
    if any(one < 0 for one in amounts.values()):
        found.notes.append(_("有客户的退货多于购买，占比按正数合计计算。"))
    if classed.is_undifferentiated:
        found.says = [_("所有客户的金额都一样，分不出等级，都算普通客户。")]
        return
    top = len([one for one in found.lines if one.group[0] in "ab"])
    share = (shares[ValueClass.A] or ZERO) + (shares[ValueClass.B] or ZERO)
    grow = sum(one.group in ("c-h", "d-h") for one in found.lines)
    found.says = [
        _("%(n)d 个VIP和主要客户占净销售额的 %(share)s；%(grow)d 个普通和小客户潜力高，值得培育。")
        % {"n": top, "share": _share(share if total else None), "grow": grow}
    ]


def _share(value: Decimal | None) -> str:
    return "—" if value is None else f"{100 * value:.1f}%"
