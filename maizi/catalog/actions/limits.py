"""Who may give away how much (I-2)."""

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction

from maizi.accounts.models import Role
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..models import DiscountLimit


@transaction.atomic
def save_limits(percents: Mapping[int, Decimal | None], *, by, reason: str = "") -> int:
    """Set the limit of each role, in percent; None lets the usual one hold. How many changed.

    Raises Refused outside 0 to 100.
    """
    own = {row.role_id: row for row in DiscountLimit.objects.select_for_update()}
    changed = 0
    for role in Role.objects.filter(pk__in=percents):
        percent, row = percents[role.pk], own.get(role.pk)
        if percent is not None and not 0 <= percent <= 100:
            raise Refused(
                N_("“{role}”的折扣权限应在 0 到 100 之间。"),
                role=role.name,
                field=f"role-{role.pk}",
            )
        changed += _set_one(role, row=row, percent=percent, by=by, reason=reason)
    return changed


def _set_one(role: Role, *, row: DiscountLimit | None, percent: Decimal | None, by, reason) -> int:
    if percent is None:
        if row is None:
            return 0
        with recorded(row, Verb.DELETE, by=by, reason=reason):
            row.delete()
        return 1
    if row is not None and row.most_percent == percent:
        return 0
    verb = Verb.CREATE if row is None else Verb.CHANGE
    row = row or DiscountLimit(role=role)
    with recorded(row, verb, by=by, reason=reason):
        row.most_percent = percent
        row.save()
    return 1
