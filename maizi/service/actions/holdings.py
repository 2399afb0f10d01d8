"""Open tickets as something a person has in his hands (C-70)."""

from collections.abc import Mapping

from django.utils.translation import gettext

from maizi.accounts.access import Held, Holding
from maizi.accounts.models import User
from maizi.history.actions import recorded
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from .. import queries
from .course import locked, note
from .intake import tell_owner

HANDED = N_("转交")


def _held(person: User) -> list[Held]:
    rows = queries.open_of(person).select_related("customer", "org_unit")
    return [
        Held(
            row.pk, str(row), row.get_absolute_url(), unit=row.org_unit.name,
            grade=row.get_severity_display(), is_key=row.severity == "critical",
        )
        for row in rows
    ]  # fmt: skip


def _give(ids, *, giver, taker, by, reason, until=None) -> Mapping[int, str]:
    refused = {}
    for row in queries.open_of(giver).filter(pk__in=ids):
        try:
            _pass_on(locked(row), taker, by=by, reason=reason)
        except Refused as refusal:
            refused[row.pk] = refusal.text(gettext)
    return refused


def _pass_on(row, taker: User, *, by, reason: str) -> None:
    with recorded(row, HANDED, by=by, reason=reason):
        row.owner, row.org_unit = taker, taker.unit
        row.save(update_fields=["owner", "org_unit"])
    note(row, f"→ {taker}：{reason}", by=by)
    tell_owner(row, by=by)


TICKETS = Holding(
    code="tickets", label=N_("未结束的服务工单"), kind="service.ticket", position=58,
    count=lambda person: queries.open_of(person).count(), held=_held, give=_give,
)  # fmt: skip
