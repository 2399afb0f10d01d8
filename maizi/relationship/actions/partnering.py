"""Steps to partnership, the company's own list, benefit links and their hand-over (C-30, C-70)."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from maizi.accounts.access import Held, Holding
from maizi.accounts.actions import give_owned
from maizi.accounts.models import User
from maizi.customers.models import Customer
from maizi.history.actions import record, recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from .. import access
from ..models import BenefitLink, ChangeEntry, StepEntry
from ..rules.partnership import Parties, Written, check_entry, check_parties
from ..terms import Change, LinkState, Step

STEPPED = N_("伙伴步骤")
NOT_YOURS = N_("您不能为“{name}”登记。请联系其负责人。")


@transaction.atomic
def note_step(row: StepEntry, customer: Customer, step: Step, *, by) -> StepEntry:
    """Write down what was done on one of the seven steps with a customer.

    Raises Refused without the right, without words, and for a day that cannot be.
    """
    _may_write(customer, by)
    row.customer, row.step = customer, step
    _store(row, by)
    record(customer, verb=STEPPED, by=by, changes={step.chinese: [None, row.text]})
    return row


@transaction.atomic
def note_change(row: ChangeEntry, change: Change, *, by) -> ChangeEntry:
    """Write down what the company did on one point of its list. Raises Refused as above."""
    if not access.may(by, "company"):
        raise Refused(N_("您不能填写公司清单。请联系主管。"))
    row.change = change
    _store(row, by)
    record(row, verb=Verb.CREATE, by=by, changes={change.chinese: [None, row.text]})
    return row


@transaction.atomic
def open_link(row: BenefitLink, customer: Customer, *, by) -> BenefitLink:
    """Write down whom we could bring together.

    Raises Refused without the right, and for parties that do not make a link.
    """
    _may_write(customer, by)
    row.customer = customer
    _check_link(row)
    row.owner, row.org_unit, row.opened_on = by, by.unit, timezone.localdate()
    with recorded(row, Verb.CREATE, by=by):
        row.save()
    return row


@transaction.atomic
def save_link(row: BenefitLink, verb: str, *, by) -> BenefitLink:
    """Store what became of a link; the caller records. Raises Refused for wrong parties."""
    _check_link(row)
    row.save()
    return row


def _check_link(row: BenefitLink) -> None:
    check_parties(
        Parties(row.customer_id, row.other_id, row.other_name, row.mediator_id, row.mediator_name)
    )


def _may_write(customer: Customer, by) -> None:
    is_seen = access.visible_kept(by).filter(pk=customer.pk).exists()
    if not is_seen or not access.may(by, "write"):
        raise Refused(NOT_YOURS, name=customer.name)


def _store(row: StepEntry | ChangeEntry, by) -> None:
    written = Written(row.text, row.on, row.next_text, row.next_on)
    check_entry(written, timezone.localdate())
    row.by, row.at = by, timezone.now()
    row.save()


def _open(person: User) -> QuerySet[BenefitLink]:
    return BenefitLink.objects.filter(owner=person).exclude(state=LinkState.ENDED)


def _held(person: User) -> list[Held]:
    rows = _open(person).select_related("customer", "org_unit").order_by("id")
    return [
        Held(
            row.pk, f"{row.customer.name}：{row.need}"[:120], row.get_absolute_url(),
            region=row.customer.province, unit=row.org_unit.name,
        )
        for row in rows
    ]  # fmt: skip


def _give(ids, *, giver, taker, by, reason, until=None) -> Mapping[int, str]:
    return give_owned(_open(giver).filter(pk__in=ids), taker=taker, by=by, reason=reason)


LINKS = Holding(
    code="benefit_links", label=N_("没有结束的利益链"), kind="relationship.benefitlink",
    position=64, count=lambda person: _open(person).count(), held=_held, give=_give,
)  # fmt: skip
