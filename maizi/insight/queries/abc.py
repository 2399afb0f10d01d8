"""Classes by amount and potential, with what to do in each cell (H-2, H-3)."""

from collections.abc import Collection, Sequence
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
from ..rules import columns
from ..terms import Code, Potential
from . import facts
from .asked import Asked
from .columns import ByCustomer, place_in
from .found import FEWEST, Found, Lines, Stat
from .groups import groups_of
from .rows import hundredths

ZERO = Decimal(0)
VARIANTS = {
    "75": (Decimal("0.75"), Decimal("0.95")),
    "55": (Decimal("0.55"), Decimal("0.85")),
}


class Everybody(NamedTuple):
    """Who ever bought, as columns: cents of the window and of the one before, places of classes,
    of whom people set the class, points of potential and their places.
    """

    ids: Sequence
    now: Sequence
    last: Sequence
    classes: Sequence
    is_set: Sequence
    points: Sequence
    potentials: Sequence


def abc(user, asked: Asked) -> Found:
    """Everybody that ever bought, by amount and potential. 9 queries."""
    found = Found(Code.ABC, groups=groups_of(Code.ABC))
    found.columns = [
        (_("净销售额"), "amount"), (_("上期"), "amount"), (_("增长"), "percent"),
        (_("价值等级"), "text"), (_("潜力分"), "number"), (_("潜力"), "text"), (_("说明"), "text"),
    ]  # fmt: skip
    all_, is_undifferentiated = _everybody(user, asked)
    found.lines = _lines(all_, found)
    found.place()
    found.is_thin = len(all_.ids) < FEWEST
    found.chart = {"kind": "grid", "rows": _grid(found)}
    _tell(found, all_, is_undifferentiated)
    return found


def _everybody(user, asked: Asked) -> tuple[Everybody, bool]:
    """The columns; whether there is nothing to tell apart."""
    ids = facts.first_days(user, asked.ends_on).ids
    now = amounts_of(user, asked.days).of(ids)
    last = amounts_of(user, asked.before().days).of(ids)
    classes, is_set, is_same = classed(user, asked, ids, now)
    points = points_of(ids, now, last)
    places = columns.potentials(points)
    return Everybody(ids, now, last, classes, is_set, points, places), is_same


def classed(user, asked: Asked, ids, cents) -> tuple:
    """Places of classes: by the company's shares of heads, or by a published variant of shares of
    the amount; of whom people set it; whether there is nothing to tell apart. 1 query.
    """
    by = asked.options.get("by", "")
    if by in VARIANTS:
        classes, is_same = columns.value_classes_by_sum(ids, cents, VARIANTS[by]), False
    else:
        classes, is_same = columns.value_classes(cents, *parameters("value.abc"))
    is_set = ids != ids
    for id_, one in overrides(user, asked.ends_on).items():
        if (place := place_in(ids, id_)) is not None:
            classes[place], is_set[place] = columns.CLASSES.index(one), True
    return classes, is_set, is_same


def points_of(ids, now, last):
    """Points of potential of customers with their cents of this and of the last year. 1 query."""
    shares = {place_in(ids, id_): share for id_, share in our_shares().items()}
    shares.pop(None, None)
    return columns.potential_points(now, last, shares)


def _lines(all_: Everybody, found: Found) -> Lines:
    names = [[str(one.label) for one in terms] for terms in (columns.CLASSES, columns.POTENTIALS)]

    def values(place: int) -> list:
        years = [hundredths(int(one[place])) for one in (all_.now, all_.last)]
        growth = rules.growth(*years)
        is_told = growth is not None or years[0] <= 0
        told = _("人工定级") if all_.is_set[place] else "" if is_told else _("新")
        return [*years, growth, names[0][all_.classes[place]], int(all_.points[place]),
                names[1][all_.potentials[place]], told]  # fmt: skip

    places = all_.classes * len(Potential) + all_.potentials
    return Lines((all_.ids, places, all_.now), groups=[*found.groups], values=values)


def amounts_of(user, days: tuple[date, date]) -> ByCustomer:
    """Customer -> net sales of the window. 2 queries."""
    return facts.net_of(user, days)


def overrides(user, on: date) -> dict[int, ValueClass]:
    """Customer -> the class that people set, while it lasts. 1 query."""
    rows = access.visible_overrides(user).filter(until__gte=on)
    return {id_: ValueClass(one) for id_, one in rows.values_list("customer", "value_class")}


def classes_by_hand(ids: Collection[int], on: date) -> dict[int, ValueClass]:
    """The same of some customers, whoever asks. 1 query."""
    rows = Override.objects.filter(customer__in=ids, until__gte=on)
    return {id_: ValueClass(one) for id_, one in rows.values_list("customer", "value_class")}


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


def _tell(found: Found, all_: Everybody, is_undifferentiated: bool) -> None:
    bought = all_.now.clip(min=0)
    total, shares = int(bought.sum()), {}
    for place, value_class in enumerate(columns.CLASSES):
        is_in = all_.classes == place
        shares[value_class] = ratio(int(bought[is_in].sum()), total)
        found.stats.append(
            Stat(value_class.value, str(value_class.label), int(is_in.sum()),
                 hint=_("占净销售额 %s") % _share(shares[value_class]))
        )  # fmt: skip
    if (all_.now < 0).any():
        found.notes.append(_("有客户的退货多于购买，占比按正数合计计算。"))
    if is_undifferentiated:
        found.says = [_("所有客户的金额都一样，分不出等级，都算普通客户。")]
        return
    counts = {stat.code: stat.value for stat in found.stats}
    top = counts["a"] + counts["b"]
    share = (shares[ValueClass.A] or ZERO) + (shares[ValueClass.B] or ZERO)
    grow = sum(n for code, _label, n, _amount in found.counts() if code in ("c-h", "d-h"))
    found.says = [
        _("%(n)d 个VIP和主要客户占净销售额的 %(share)s；%(grow)d 个普通和小客户潜力高，值得培育。")
        % {"n": top, "share": _share(share if total else None), "grow": grow}
    ]


def _share(value: Decimal | None) -> str:
    return "—" if value is None else f"{100 * value:.1f}%"
