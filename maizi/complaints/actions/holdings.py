"""Open complaints as something a person has in his hands (C-70, E-12)."""

from collections.abc import Mapping

from django.utils.translation import gettext

from maizi.accounts.access import Held, Holding
from maizi.accounts.models import User
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from .. import queries
from ..rules.owners import check_taker
from .course import locked
from .owners import pass_on


def _held(person: User) -> list[Held]:
    rows = queries.open_of(person).select_related("customer", "org_unit")
    return [
        Held(
            row.pk, str(row), row.get_absolute_url(), region=row.province,
            unit=row.org_unit.name, grade=row.get_priority_display(), is_key=row.priority == "p1",
        )
        for row in rows
    ]  # fmt: skip


def _give(ids, *, giver, taker, by, reason, until=None) -> Mapping[int, str]:
    refused = {}
    for row in queries.open_of(giver).filter(pk__in=ids):
        try:
            check_taker(taker.pk, row.about_person_id)
            pass_on(locked(row), taker=taker, by=by, reason=reason)
        except Refused as refusal:
            refused[row.pk] = refusal.text(gettext)
    return refused


COMPLAINTS = Holding(
    code="complaints", label=N_("未办结的投诉"), kind="complaints.complaint", position=60,
    count=lambda person: queries.open_of(person).count(), held=_held, give=_give,
)  # fmt: skip
