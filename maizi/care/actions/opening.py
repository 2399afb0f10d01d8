"""A hand-over begins, ends, or was not needed (C-70)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.accounts.access import held_by
from maizi.accounts.actions import announce_leaving, call_off_leaving
from maizi.accounts.models import User
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.inbox.actions import notify
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from .. import access
from ..models import HandOver
from ..terms import Sort, State
from .lists import locked, renew_list, require_arranger

BEGUN = N_("{by} 登记了您的{sort}：请写好交接说明，并确认移交")


@transaction.atomic
def open_hand_over(row: HandOver, *, by: User) -> HandOver:
    """Enter the day somebody goes: exports and deletes end for him at once, the list is made.

    row  unsaved: person, sort, leaves_on, stays_until, reason
    """
    person = User.objects.select_for_update(no_key=True, of=("self",)).get(pk=row.person_id)
    if not access.may_open_for(by, person):
        raise Refused(_("您不能登记 %s 的离岗。请联系其主管或人事。") % person, field="person")
    if not person.is_active:
        raise Refused(_("%s 已经停用。") % person, field="person")
    if HandOver.objects.filter(person=person, state=State.OPEN).exists():
        raise Refused(_("%s 的交接已经在进行。") % person, field="person")
    _require_dates(row)
    with recorded(row, Verb.CREATE, by=by, reason=row.reason):
        row.person, row.opened_by, row.state = person, by, State.OPEN
        row.save()
    announce_leaving(person, on=row.leaves_on, by=by, reason=row.reason)
    renew_list(row, by=by)
    notify(
        to=[person], event=access.TO_GIVE.code, about=row, by=by,
        title=say(BEGUN, by=by, sort=say(Sort(row.sort).chinese)),
    )  # fmt: skip
    return row


def _require_dates(row: HandOver) -> None:
    if row.stays_until and row.sort == Sort.LEAVE and row.stays_until > row.leaves_on:
        raise Refused(
            _("离职以后不能再查看客户，请把“此后可查看到”填成离岗日期以前，或留空。"),
            field="stays_until",
        )
    if row.stays_until and row.stays_until < timezone.localdate():
        raise Refused(_("“此后可查看到”不能早于今天。"), field="stays_until")


@transaction.atomic
def finish(hand_over: HandOver, *, by: User) -> HandOver:
    """Close a hand-over whose list is empty; who moved may again what his roles grant.

    The account of a leaver is closed in the settings, which ask the same list.
    """
    row = locked(hand_over)
    require_arranger(row, by)
    renew_list(row, by=by)
    if left := held_by(row.person):
        raise Refused(
            N_("{name}名下还有{what}，请先移交或结束。"), name=row.person.name,
            what=[f"{_(one.label)} {count}" for one, count in left],
        )  # fmt: skip
    _close(row, State.DONE, by)
    if row.sort == Sort.MOVE:
        call_off_leaving(row.person, by=by, reason=_("交接完成"))
    return row


@transaction.atomic
def call_off(hand_over: HandOver, *, by: User, reason: str) -> HandOver:
    """He stays after all: what has been moved stays moved, the rest stays his."""
    row = locked(hand_over)
    require_arranger(row, by)
    if not reason.strip():
        raise Refused(_("请写明为什么取消交接。"), field="reason")
    _close(row, State.CALLED_OFF, by, reason)
    call_off_leaving(row.person, by=by, reason=reason)
    return row


def _close(row: HandOver, state: State, by: User, reason: str = "") -> None:
    with recorded(row, Verb.CHANGE, by=by, reason=reason):
        row.state, row.closed_by, row.closed_at = state, by, timezone.now()
        row.save(update_fields=["state", "closed_by", "closed_at"])
