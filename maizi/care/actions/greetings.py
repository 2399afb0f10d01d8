"""Care for many customers at once: a draft of a message for each (C-3)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from maizi.customers.models import Contact, Customer, ProfileValue
from maizi.customers.terms import CareWish
from maizi.history.actions import record_many, recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from .. import access
from ..models import Greeting
from ..rules.greetings import MOST, check_text, personal
from ..terms import Outcome, ReturnForm
from .visiting import Talk, record_return_visit


@dataclass(frozen=True, slots=True)
class Drafted:
    """What became of the chosen customers."""

    made: list[Greeting]
    quiet: list[str]


@transaction.atomic
def draft_greetings(customers: Sequence[Customer], *, form: ReturnForm, text: str, by) -> Drafted:
    """Write a draft for each customer in the words of a template; nothing is sent by itself.

    Who does not wish to be disturbed gets none. Raises Refused for an empty text, unknown
    placeholders, for none or too many customers, and where the right to visit is lacking.
    """
    check_text(text)
    if not customers:
        raise Refused(N_("还没有选中客户。请先勾选。"))
    if len(customers) > MOST:
        raise Refused(N_("一次最多选 {most} 个客户，请分几次。"), most=MOST)
    for one in customers:
        if not access.may_care(by, "visit", one):
            raise Refused(N_("您不能回访“{name}”。请取消勾选，或联系其负责人。"), name=one.name)
    undisturbed = set(
        ProfileValue.objects.filter(
            customer__in=customers, contact=None, attribute="care_wish", text=CareWish.NONE.value
        ).values_list("customer", flat=True)
    )
    quiet = [one for one in customers if one.is_blocked or one.pk in undisturbed]
    heard = [one for one in customers if one not in quiet]
    names = _addressed(heard)
    rows = [
        Greeting(customer=one, form=form, by=by,
                 text=personal(text, customer=one.name, contact=names.get(one.pk, ""), me=by.name))
        for one in heard
    ]  # fmt: skip
    Greeting.objects.bulk_create(rows)
    lines = [(row.pk, str(row), {}) for row in rows]
    if lines:
        record_many(Greeting._meta.label_lower, lines=lines, verb=Verb.CREATE, by=by)
    return Drafted(rows, [one.name for one in quiet])


@transaction.atomic
def mark_sent(row: Greeting, *, by) -> Greeting:
    """The message went out: it is a return visit in the stream. Raises Refused twice."""
    row = _open(row)
    talk = Talk(ReturnForm(row.form), Outcome.FINE, row.text)
    visit = record_return_visit(row.customer, talk, by=by)
    with recorded(row, N_("已发送"), by=by):
        row.visit, row.closed_at = visit, timezone.now()
        row.save(update_fields=["visit", "closed_at"])
    return row


@transaction.atomic
def drop_greeting(row: Greeting, *, by) -> Greeting:
    """The message is not sent after all."""
    row = _open(row)
    with recorded(row, N_("不发送"), by=by):
        row.closed_at = timezone.now()
        row.save(update_fields=["closed_at"])
    return row


def _open(row: Greeting) -> Greeting:
    row = Greeting.objects.select_for_update(of=("self",)).select_related("customer").get(pk=row.pk)
    if row.closed_at is not None:
        raise Refused(N_("这条问候已经处理过了。"))
    return row


def _addressed(customers: Sequence[Customer]) -> dict[int, str]:
    """The first contact of each customer, the one who decides before others. One query."""
    rows = Contact.objects.filter(customer__in=customers).order_by("is_decision_maker", "-id")
    return dict(rows.values_list("customer", "name"))
