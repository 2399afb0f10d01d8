"""The register of promises: written down, kept, broken, withdrawn, handed over (C-30, C-70)."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from maizi.accounts.access import Held, Holding
from maizi.accounts.actions import give_owned
from maizi.accounts.models import User
from maizi.customers.models import Activity, Customer
from maizi.history.actions import record, recorded
from maizi.history.terms import Verb
from maizi.inbox.actions import ask, settle
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from .. import access
from ..models import Promise
from ..rules.promises import Ended, check_discarded, check_ended, check_made
from ..terms import PromiseState

TO_KEEP = N_("兑现对“{name}”的承诺：{text}")
VERBS = {
    PromiseState.KEPT: N_("兑现承诺"), PromiseState.BROKEN: N_("承诺未兑现"),
    PromiseState.WITHDRAWN: N_("撤回承诺"),
}  # fmt: skip


@transaction.atomic
def promise(row: Promise, customer: Customer, *, by, activity: Activity | None = None) -> Promise:
    """Write a promise down; until it ends it is a to-do of who gave the word, due on its day.

    activity  the follow-up of the same customer in which it was given

    Raises Refused without the right, for a wrong day, and for who does not see the customer.
    """
    if not access.may(by, "write") or not _sees(by, customer):
        raise Refused(N_("您不能为“{name}”登记承诺。请联系其负责人。"), name=customer.name)
    if not row.promised_by.is_active or not _sees(row.promised_by, customer):
        raise Refused(
            N_("{person} 看不到这位客户，兑现不了。请选看得到这位客户的同事。"),
            person=row.promised_by.name, field="promised_by",
        )  # fmt: skip
    check_made(row.text, row.promised_on, row.due_on, timezone.localdate())
    row.customer, row.activity = customer, activity
    row.owner, row.org_unit = row.promised_by, row.promised_by.unit
    row.by, row.at = by, timezone.now()
    with recorded(row, Verb.CREATE, by=by):
        row.save()
    _ask(row, by)
    return row


@transaction.atomic
def end_promise(row: Promise, ended: Ended, *, by) -> Promise:
    """Say what became of a promise; its to-do goes.

    Raises Refused the second time, for a wrong day, for a broken one without a reason, and for
    one withdrawn without the customer's agreement.
    """
    row = _locked(row)
    check_ended(PromiseState(row.state), row.promised_on, ended, timezone.localdate())
    with recorded(row, VERBS[ended.state], by=by):
        row.state, row.ended_on, row.ended_by = ended.state, ended.on, by
        row.outcome, row.agreed_by = ended.outcome.strip()[:400], ended.agreed_by.strip()[:60]
        row.save(update_fields=["state", "ended_on", "ended_by", "outcome", "agreed_by"])
    settle(source=access.PROMISE_SOURCE, about=row, by=by)
    return row


@transaction.atomic
def discard_promise(row: Promise, *, by) -> None:
    """Throw away what was written down by mistake today. Raises Refused later, and once ended."""
    row = _locked(row)
    today = timezone.localdate()
    if row.state != PromiseState.OPEN:
        raise Refused(N_("这条承诺已经有了结果，不能作废。"), code="stage")
    check_discarded(timezone.localdate(row.at), today)
    settle(source=access.PROMISE_SOURCE, about=row, by=by)
    record(row, verb=Verb.DELETE, by=by)
    row.delete()


def _locked(row: Promise) -> Promise:
    rows = Promise.objects.select_for_update(of=("self",)).select_related("customer")
    return rows.get(pk=row.pk)


def _sees(person: User, customer: Customer) -> bool:
    return access.visible_kept(person).filter(pk=customer.pk).exists()


def _ask(row: Promise, by) -> None:
    ask(
        owner=row.owner, source=access.PROMISE_SOURCE, about=row, due_at=row.due_on, by=by,
        title=say(TO_KEEP, name=row.customer.name, text=str(row)),
    )  # fmt: skip


def _open(person: User) -> QuerySet[Promise]:
    return Promise.objects.filter(owner=person, state=PromiseState.OPEN)


def _held(person: User) -> list[Held]:
    rows = _open(person).select_related("customer", "org_unit").order_by("id")
    return [
        Held(
            row.pk, f"{row.customer.name}：{row}"[:120], row.get_absolute_url(),
            region=row.customer.province, unit=row.org_unit.name,
        )
        for row in rows
    ]  # fmt: skip


def _give(ids, *, giver, taker, by, reason, until=None) -> Mapping[int, str]:
    """The word stays that of who gave it; another keeps it, and has it in his inbox."""
    rows = list(_open(giver).filter(pk__in=ids).select_related("customer"))
    refused = give_owned(_open(giver).filter(pk__in=ids), taker=taker, by=by, reason=reason)
    for row in rows:
        settle(source=access.PROMISE_SOURCE, about=row, owner=giver, by=by)
        row.owner = taker
        _ask(row, by)
    return refused


PROMISES = Holding(
    code="promises", label=N_("没有兑现的客户承诺"), kind="relationship.promise", position=61,
    count=lambda person: _open(person).count(), held=_held, give=_give,
)  # fmt: skip
