"""Customers against products: who earns with what, before what serving cost (H-21)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ..rules import columns
from ..rules import profit as rules
from ..terms import Code, Profitability
from . import costs
from .asked import Asked
from .columns import ByCustomer, joined, summed
from .found import FEWEST, Found, Lines, Stat
from .groups import groups_of
from .profits import cost_notes
from .rows import hundredths

MOST_DOWN, MOST_ACROSS = 20, 10
OUTER = MOST_DOWN // 2


def matrix(user, asked: Asked) -> Found:
    """Who earns with what; of goods alone. 4 queries."""
    found = Found(Code.MATRIX, groups=groups_of(Code.MATRIX))
    found.columns = [
        (_("毛利"), "amount"), (_("盈利商品"), "number"), (_("亏损商品"), "number"),
        (_("评价"), "text"),
    ]  # fmt: skip
    cells = Cells(costs.Sold(user, asked.days))
    found.notes = cost_notes(len(cells.sold.unknown))
    found.lines = _lines(cells.down)
    found.place()
    found.is_thin = len(cells.down) < FEWEST
    losing, bad = _losing(cells.down), _losing(cells.across)
    found.stats = [
        Stat("customers", _("客户"), len(cells.down)),
        Stat("products", _("商品"), len(cells.across)),
        Stat("losing", _("亏损客户"), losing), Stat("bad", _("亏损商品"), bad),
    ]  # fmt: skip
    found.says = [
        _("%(n)d 个客户和 %(m)d 种商品在亏钱：先看亏损客户买的是什么、价格是谁定的。")
        % {"n": losing, "m": bad}
        if losing or bad else _("没有客户和商品在亏钱。")
    ]  # fmt: skip
    found.chart = {"kind": "matrix", **cells.table()}
    return found


class Cells:
    """The cells of the matrix, gone through once: their sums down and across, and the cells of the
    few customers that are drawn.

    down, across  customer or product -> (total, label), with columns of counted signs
    """

    def __init__(self, sold: costs.Sold):
        self.sold, self._few, across = sold, {}, []
        down = joined(self._rows(across), 4)
        self.down = _labelled(down)
        self.across = _labelled(summed(*joined(across, 4)))

    def _rows(self, across: list) -> Iterator[list]:
        for customers, products, net, cost in self.sold:
            cents = net - cost
            signs = cents, (cents > 0) * 1, (cents < 0) * 1
            across.append(summed(products, *signs))
            row = summed(customers, *signs)
            self._keep_outer(row, (customers, products, cents))
            yield row

    def _keep_outer(self, row: list, cells: tuple) -> None:
        """Remember the cells of the best and worst of a block, forget those that are not now."""
        import numpy as np

        ids, totals = row[:2]
        customers, products, cents = cells
        for place in _outer(np.lexsort((ids, -totals)).tolist()):
            first, last = customers.searchsorted(ids[place]), customers.searchsorted(ids[place] + 1)
            own = zip(products[first:last].tolist(), map(hundredths, cents[first:last].tolist()),
                      strict=True)  # fmt: skip
            self._few[int(ids[place])] = int(totals[place]), dict(own)
        ranked = sorted(self._few, key=lambda id_: (-self._few[id_][0], id_))
        self._few = {id_: self._few[id_] for id_ in _outer(ranked)}

    def table(self) -> dict:
        """The customers that matter most, best and worst, against the greatest products."""
        largest = sorted(self.across, key=lambda one: (-abs(self.across[one][0]), one))
        products = largest[:MOST_ACROSS]
        return {
            "products": products, "across": {one: self.across[one] for one in products},
            "rows": [
                (id_, [(rules.sign(own.get(p)), own.get(p)) for p in products], *self.down[id_])
                for id_, (_total, own) in self._few.items()
            ],
        }  # fmt: skip


def _outer(ranked):
    """Both ends of an order; all where that is no more."""
    return ranked if len(ranked) <= MOST_DOWN else [*ranked[:OUTER], *ranked[-OUTER:]]


def _labelled(sums: list) -> ByCustomer:
    ids, totals, pluses, minuses = sums
    places = columns.labels(totals, pluses, minuses)
    return ByCustomer(ids, totals, places, pluses, minuses, made=_label)


def _label(total: int, place: int, _pluses: int, _minuses: int) -> tuple:
    return hundredths(total), columns.LABELS[place]


def _losing(found: ByCustomer) -> int:
    return int((found.columns[1] == columns.LABELS.index(Profitability.LOSS)).sum())


def _lines(down: ByCustomer) -> Lines:
    totals, places, pluses, minuses = down.columns
    names = [str(one.label) for one in columns.LABELS]

    def values(place: int) -> list:
        return [hundredths(int(totals[place])), int(pluses[place]), int(minuses[place]),
                names[places[place]]]  # fmt: skip

    groups = [one.value for one in columns.LABELS]
    return Lines((down.ids, places, totals), groups=groups, values=values)
