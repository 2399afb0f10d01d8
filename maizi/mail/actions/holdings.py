"""Mailboxes as something a person has in his hands (C-70)."""

from collections.abc import Mapping

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from maizi.accounts.access import Held, Holding, rights_of
from maizi.accounts.models import User
from maizi.history.actions import recorded
from maizi.kernel.texts import N_

from .. import access
from ..models import Mailbox
from .settling import drop_unmatched


def _of(person: User) -> QuerySet[Mailbox]:
    return Mailbox.objects.filter(owner=person, is_active=True)


def _held(person: User) -> list[Held]:
    unit = person.unit.name if person.unit_id else ""
    return [
        Held(row.pk, row.name, row.get_absolute_url(), unit=unit)
        for row in _of(person).order_by("id")
    ]


def _give(ids, *, giver, taker, by, reason, until=None) -> Mapping[int, str]:
    """A successor owns the mailbox, so that what customers write to it is read.

    Letters of a personal one that no customer matched are the leaver's own: they go.
    """
    refused = {}
    for row in _of(giver).select_for_update(of=("self",)).filter(pk__in=ids):
        if not rights_of(taker).may(access.MAIL.code, "use"):
            refused[row.pk] = _("%s 没有收发邮件的权限。请先给他权限，或换一位。") % taker.name
            continue
        if not row.is_shared:
            drop_unmatched(row, by=by)
        with recorded(row, N_("换负责人"), by=by, reason=reason):
            row.owner = taker
            row.save(update_fields=["owner"])
        row.members.remove(giver, taker)
    return refused


def _end(ids, *, giver, by, reason) -> Mapping[int, str]:
    """Nobody reads the mailbox any more; what was matched stays with the customers."""
    for row in _of(giver).select_for_update(of=("self",)).filter(pk__in=ids):
        drop_unmatched(row, by=by)
        with recorded(row, N_("停用邮箱"), by=by, reason=reason):
            row.is_active, row.sealed_password, row.next_at = False, "", None
            row.save(update_fields=["is_active", "sealed_password", "next_at"])
    return {}


MAILBOXES = Holding(
    code="mailboxes", label=N_("工作邮箱"), kind="mail.mailbox", position=85,
    count=lambda person: _of(person).count(), held=_held, give=_give, end=_end,
)  # fmt: skip
