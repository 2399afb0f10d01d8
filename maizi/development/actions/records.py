"""File what came of an opportunity (B-40)."""

from django.db import transaction
from django.utils import timezone

from maizi.customers.models import Customer
from maizi.customers.terms import KaStatus
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.inbox.actions import settle
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..models import DevelopmentRecord, Opportunity
from ..terms import DealState


@transaction.atomic
def file_record(row: DevelopmentRecord, *, by) -> DevelopmentRecord:
    """File the development record of an opportunity that has ended, once for each end.

    Success with a target account makes it a key account (B-40). Raises Refused while it is
    open, and when there is one already.
    """
    opportunity = Opportunity.objects.select_for_update(of=("self",)).get(pk=row.opportunity_id)
    if opportunity.state == DealState.OPEN:
        raise Refused(N_("商机还在进行中，结束以后再填开发记录。"))
    if opportunity.records.filter(ended_at=opportunity.closed_at).exists():
        raise Refused(N_("这次结束的开发记录已经填过了。"))
    for name in ("team", "methods", "causes", "lessons"):
        if not getattr(row, name).strip():
            raise Refused(N_("开发记录的这一项不能空着。"), field=name)
    row.state, row.ended_at = opportunity.state, opportunity.closed_at
    row.by, row.at = by, timezone.now()
    with recorded(row, Verb.CREATE, by=by):
        row.save()
    settle(source="development.record", about=opportunity, by=by)
    if opportunity.state == DealState.WON:
        _make_key(opportunity.customer_id, by=by)
    return row


def _make_key(customer_id: int, *, by) -> None:
    customer = Customer.objects.select_for_update().get(pk=customer_id)
    if customer.ka_status == KaStatus.TARGET:
        with recorded(customer, Verb.CHANGE, by=by, reason=str(N_("大客户开发成功"))):
            customer.ka_status = KaStatus.KEY
            customer.save(update_fields=["ka_status"])
