"""Open conflicts and win-backs as things a person has in his hands (C-60, C-70, C-80)."""

from collections.abc import Callable, Mapping

from django.db.models import QuerySet

from maizi.accounts.access import Held, Holding
from maizi.accounts.actions import give_owned
from maizi.accounts.models import User
from maizi.kernel.texts import N_

from ..models import Conflict, WinBack
from ..terms import ConflictState, WinBackState


def _conflicts(person: User) -> QuerySet[Conflict]:
    return Conflict.objects.filter(owner=person, state=ConflictState.OPEN)


def _win_backs(person: User) -> QuerySet[WinBack]:
    return WinBack.objects.filter(owner=person, state=WinBackState.OPEN)


def _holding(open_: Callable[[User], QuerySet], *, told: Callable, **named) -> Holding:
    """What is open in a person's name: counted, listed with its place, and given to another."""

    def held(person: User) -> list[Held]:
        rows = open_(person).select_related("customer", "org_unit").order_by("id")
        return [
            Held(
                row.pk, f"{row.customer.name}：{told(row)}"[:120], row.get_absolute_url(),
                region=row.customer.province, unit=row.org_unit.name,
            )
            for row in rows
        ]  # fmt: skip

    def give(ids, *, giver, taker, by, reason, until=None) -> Mapping[int, str]:
        rows = open_(giver).filter(pk__in=ids)
        return give_owned(rows, taker=taker, by=by, reason=reason)

    return Holding(count=lambda person: open_(person).count(), held=held, give=give, **named)


CONFLICTS = _holding(
    _conflicts, told=lambda row: row.situation,
    code="conflicts", label=N_("没有化解的客户冲突"), kind="care.conflict", position=62,
)  # fmt: skip
WIN_BACKS = _holding(
    _win_backs, told=lambda row: row.get_cause_display(),
    code="win_backs", label=N_("没有结束的客户挽回"), kind="care.winback", position=63,
)  # fmt: skip
