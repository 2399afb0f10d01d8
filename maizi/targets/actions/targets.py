"""Setting targets, a grid at a time."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction

from maizi.history.actions import record_many
from maizi.kernel.errors import Refused
from maizi.kernel.money import yuan
from maizi.kernel.texts import N_

from ..models import Target
from ..queries.grids import Grid, subjects_of

MOST = Decimal(10**14)
SET = N_("下达目标")


@transaction.atomic
def set_targets(
    grid: Grid, amounts: Mapping[tuple[int, date], Decimal | None], *, by, reason: str = ""
) -> int:
    """Write the cells of a grid; how many changed. None takes a target away.

    amounts  (person or unit id, first day) -> amount
    Raises Refused for somebody whose targets the person may not set, a day that begins no column,
    and amounts below 0.
    """
    subjects = {s.pk: s for s in subjects_of(by, grid)}
    columns = set(grid.columns)
    for (id_, day), amount in amounts.items():
        if id_ not in subjects or day not in columns:
            raise Refused(N_("有的人员或部门不在您可以下达目标的范围内。请刷新后再试。"))
        if amount is not None and not 0 <= amount <= MOST:
            raise Refused(N_("“{name}”的目标必须是 0 或更大的数。"), name=subjects[id_].name)
    name = "unit" if grid.by_unit else "person"
    rows = Target.objects.select_for_update(of=("self",)).filter(
        measure=grid.measure, span=grid.span, category=grid.category_id, product=grid.product_id,
        starts_on__in=columns, **{f"{name}__in": list(subjects)},
    )  # fmt: skip
    known = {(getattr(row, f"{name}_id"), row.starts_on): row for row in rows}
    told: dict[int, dict] = {}
    for (id_, day), amount in amounts.items():
        old, new = known.get((id_, day)), None if amount is None else yuan(amount)
        before = old.amount if old else None
        if before == new:
            continue
        _write(grid, old, {name: subjects[id_], "starts_on": day, "amount": new}, by=by)
        told.setdefault(id_, {})[f"{day:%Y-%m}"] = [
            None if before is None else str(before), None if new is None else str(new),
        ]  # fmt: skip
    label = grid.measure.label
    record_many(
        Target._meta.label_lower,
        lines=[(id_, f"{subjects[id_].name} {label}", changes) for id_, changes in told.items()],
        verb=SET, by=by, reason=reason,
    )  # fmt: skip
    return sum(len(changes) for changes in told.values())


def _write(grid: Grid, old: Target | None, values: dict, *, by) -> None:
    amount = values["amount"]
    if amount is None:
        old.delete()
        return
    if old is not None:
        old.amount, old.set_by = amount, by
        old.save(update_fields=["amount", "set_by", "set_at"])
        return
    Target.objects.create(
        measure=grid.measure, span=grid.span, category_id=grid.category_id,
        product_id=grid.product_id, set_by=by, **values,
    )  # fmt: skip
