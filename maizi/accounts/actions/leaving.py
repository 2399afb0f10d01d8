"""Somebody is about to leave or move: what he may no more, at once, what holds him (C-70)."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext

from maizi.history.actions import recorded
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from .. import access
from ..models import User
from ..rules import Held, Holding


@transaction.atomic
def announce_leaving(person: User, *, on: date, by: User | None, reason: str = "") -> None:
    """Enter the day on which a person goes: from now on he exports, deletes, takes nothing."""
    with recorded(person, N_("登记离岗"), by=by, reason=reason):
        person.leaves_on = on
        person.save(update_fields=["leaves_on"])


@transaction.atomic
def call_off_leaving(person: User, *, by: User | None, reason: str = "") -> None:
    """He stays, or his move is done: he may again what his roles grant."""
    with recorded(person, N_("解除离岗限制"), by=by, reason=reason):
        person.leaves_on = None
        person.save(update_fields=["leaves_on"])


def require_nothing_held(person: User) -> None:
    """Refuse to close the account of somebody who still has something (C-70)."""
    left = access.held_by(person)
    if left:
        raise Refused(
            N_(
                "{name}名下还有{what}。请先在“离职交接”里交接完，再停用。"
                "要马上收回权限，可以先结束任职并重置密码。"
            ),
            name=person.name, what=[f"{gettext(one.label)} {count}" for one, count in left],
            code="held",
        )  # fmt: skip


def _people_below(person: User):
    return User.objects.filter(superior=person, is_active=True).select_related("unit")


def _held_people(person: User) -> list[Held]:
    return [Held(p.pk, p.name, unit=p.unit.name) for p in _people_below(person)]


def _give_people(ids, *, giver, taker, by, reason, until=None) -> Mapping[int, str]:
    """Let a successor lead those who were led by somebody; himself by the giver's superior."""
    for person in _people_below(giver).filter(pk__in=ids):
        with recorded(person, by=by, reason=reason):
            person.superior = giver.superior if person.pk == taker.pk else taker
            person.save(update_fields=["superior"])
    return {}


PEOPLE = Holding(
    code="people", label=N_("下属"), kind="accounts.user", position=80,
    count=lambda person: _people_below(person).count(), held=_held_people, give=_give_people,
)  # fmt: skip
