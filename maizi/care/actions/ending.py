"""Partnerships end with their agreements (C-4)."""

from collections.abc import Sequence

from django.db import transaction

from maizi.history.actions import recorded
from maizi.kernel.texts import N_

from ..models import Partnership
from ..queries import running_partners
from ..queries.facts import Known
from ..terms import Proposal

ENDED = N_("合作协议已到期或终止")


@transaction.atomic
def end_partnerships(known: Sequence[Known], *, by=None) -> int:
    """End approved partnerships whose agreement is no longer in force; how many. Two queries."""
    ids = [one.pk for one in known]
    running = running_partners(ids).values("pk")
    rows = Partnership.objects.select_for_update(of=("self",)).filter(
        customer__in=ids, state=Proposal.APPROVED
    )
    over = list(rows.exclude(pk__in=running).order_by("pk"))
    for row in over:
        with recorded(row, N_("结束合伙"), by=by, reason=ENDED):
            row.state, row.answer = Proposal.ENDED, ENDED
            row.save(update_fields=["state", "answer"])
    return len(over)
