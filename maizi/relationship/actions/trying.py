"""Put customers on the list of trial users, and take them off (C-95)."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from maizi.customers.models import Customer
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from .. import access
from ..models import TrialUser
from ..rules.trials import check_begun, check_over


@transaction.atomic
def begin_trial(row: TrialUser, customer: Customer, *, by) -> TrialUser:
    """Put a customer on the list.

    Raises Refused without the right or a reason, and while it is on the list already.
    """
    customer = Customer.objects.select_for_update(of=("self",)).get(pk=customer.pk)
    is_seen = access.visible_kept(by).filter(pk=customer.pk).exists()
    if not is_seen or not access.may(by, "write"):
        raise Refused(N_("您不能把“{name}”列为试销对象。请联系其负责人。"), name=customer.name)
    if TrialUser.objects.filter(customer=customer, until=None).exists():
        raise Refused(N_("“{name}”已经是试销对象。"), name=customer.name)
    check_begun(row.reason, row.since, timezone.localdate())
    row.customer, row.by = customer, by
    with recorded(row, Verb.CREATE, by=by):
        row.save()
    return row


@transaction.atomic
def end_trial(row: TrialUser, *, on: date, heard: str, by) -> TrialUser:
    """Take a customer off the list, with what it said. Raises Refused the second time."""
    row = TrialUser.objects.select_for_update(of=("self",)).get(pk=row.pk)
    check_over(row.until, since=row.since, on=on, today=timezone.localdate())
    with recorded(row, N_("结束试销"), by=by):
        row.until, row.heard = on, heard.strip()[:500]
        row.save(update_fields=["until", "heard"])
    return row
