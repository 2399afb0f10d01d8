"""Records that change hands when somebody leaves (C-70)."""

from collections.abc import Mapping

from django.db.models import QuerySet

from maizi.history.actions import recorded
from maizi.kernel.texts import N_

from ..models import User

NEW_OWNER = N_("换负责人")


def give_owned(
    rows: QuerySet, *, taker: User, by, reason: str, verb: str = NEW_OWNER
) -> Mapping[int, str]:
    """Give rows with an owner and his unit to another, each recorded; locked in order of id.

    Returns what a `Holding` answers: row -> why it was not given, so nothing.
    """
    for row in rows.select_for_update(of=("self",)).order_by("pk"):
        with recorded(row, verb, by=by, reason=reason):
            row.owner, row.org_unit = taker, taker.unit
            row.save(update_fields=["owner", "org_unit"])
    return {}
