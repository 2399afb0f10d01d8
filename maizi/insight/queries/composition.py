"""What the customers consist of: counts and sales by a classification (H-4)."""

from decimal import Decimal

from django.utils.translation import gettext as _

from maizi.customers.access import visible_customers
from maizi.customers.models import Customer
from maizi.kernel.money import ratio
from maizi.kernel.texts import N_

from .. import access
from ..terms import Code
from .abc import amounts_of
from .asked import Asked
from .columns import BATCH, ByCustomer, gathered, is_among
from .found import Found, Line, Stat
from .profits import profits_of
from .rows import hundredths

ZERO = Decimal(0)
KINDS = {
    "industry": N_("行业"), "nature": N_("客户性质"), "province": N_("地区"),
    "lifecycle": N_("发展阶段"), "channel": N_("采集渠道"), "staff_size": N_("公司规模"),
}  # fmt: skip


def composition(user, asked: Asked) -> Found:
    """All visible customers by one classification, with their part of the sales."""
    kind = asked.options.get("by", "")
    kind = kind if kind in KINDS else "industry"
    profits = profits_of(user, asked)[0] if access.sees_costs(user) else ()
    return _shown(kind, _sums(user, asked, kind, profits), bool(profits))


def _sums(user, asked: Asked, kind: str, profits: ByCustomer | tuple) -> dict[str, list]:
    """Value -> customers, those that traded, net sales, gross profit, net sales before. 5 queries.

    profits  of those that traded, where they may be seen
    """
    import numpy as np

    known: dict[str, int] = {}
    rows = visible_customers(user).order_by().values_list("pk", kind).iterator(BATCH)
    ids, places = gathered(((pk, known.setdefault(one or "", len(known))) for pk, one in rows), 2)
    sales, before = amounts_of(user, asked.days), amounts_of(user, asked.before().days)
    gross = profits.of(ids) - profits.of(ids, 1) if profits else 0 * ids
    each = [1 + 0 * ids, is_among(ids, sales.ids), sales.of(ids), gross, before.of(ids)]
    sums = np.zeros((len(each), len(known)), np.int64)
    for row, column in zip(sums, each, strict=True):
        np.add.at(row, places, column)
    counted = zip(known, sums.T.tolist(), strict=True)
    return {one: [*row[:2], *map(hundredths, row[2:])] for one, row in counted}


def _shown(kind: str, sums: dict[str, list], has_gross: bool) -> Found:
    found = Found(Code.COMPOSITION, subject="")
    found.columns = [
        (_("客户数"), "number"), (_("占客户数"), "percent"), (_("本期有交易"), "number"),
        (_("净销售额"), "amount"), (_("占净销售额"), "percent"), (_("增长"), "percent"),
        *([(_("毛利率"), "percent")] if has_gross else []),
    ]  # fmt: skip
    choices = dict(Customer._meta.get_field(kind).flatchoices)
    everybody = sum(row[0] for row in sums.values())
    sold = sum((row[2] for row in sums.values() if row[2] > 0), ZERO)
    for value, (count, active, net, gross, last) in sorted(
        sums.items(), key=lambda one: (-one[1][2], one[0])
    ):
        growth = ratio(net - last, last) if last > 0 else None
        values = [count, ratio(count, everybody), active, net, ratio(net, sold), growth]
        values += [ratio(gross, net) if net > 0 else None] if has_gross else []
        name = str(choices.get(value, value)) or _("未填写")
        found.lines.append(Line(None, values, "", net, name=name))
    found.is_thin = not sold
    top = found.lines[0] if found.lines else None
    found.stats = [
        Stat("count", _("客户"), everybody), Stat("sales", _("净销售额"), sold, "amount"),
        Stat("kinds", _(KINDS[kind]), len(sums)),
    ]  # fmt: skip
    if top and sold:
        found.says = [
            _("%(name)s占客户的 %(a)s、净销售额的 %(b)s，是最大的一类。")
            % {"name": top.name, "a": f"{100 * top.values[1]:.0f}%",
               "b": f"{100 * (top.values[4] or 0):.0f}%"}
        ]  # fmt: skip
    else:
        found.says = [_("数据太少：这段时间没有交易。")]
    found.chart = {"kind": "shares"}
    return found
