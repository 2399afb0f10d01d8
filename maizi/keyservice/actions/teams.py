"""The team of a key account and what it is promised (F-41, F-42)."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.accounts.models import User
from maizi.customers.models import Customer
from maizi.customers.terms import KaStatus
from maizi.history.actions import record
from maizi.inbox.actions import notify
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from .. import queries
from ..models import Promise, TeamMember
from ..rules.course import Promised, check_promise
from ..terms import Post, PromiseState, Service

ARRANGED, PROMISED, DECIDED, ENDED = (
    N_("安排服务小组"), N_("大客户服务承诺"), N_("决定服务承诺"), N_("结束服务承诺"),
)  # fmt: skip
TO_APPROVE = N_("{customer} 的特殊付款条件等您批准")


def require_key(customer: Customer) -> None:
    """Raises Refused for a customer that is no key account."""
    if customer.ka_status != KaStatus.KEY:
        raise Refused(N_("{customer} 不是大客户，不能用大客户服务。"), customer=customer)


@transaction.atomic
def set_team(customer: Customer, people: Mapping[Post, User | None], *, by) -> list[TeamMember]:
    """Put people into the posts of a team; a post without anybody stands empty (F-41).

    Raises Refused for a customer that is no key account.
    """
    customer = Customer.objects.select_for_update(of=("self",)).get(pk=customer.pk)
    require_key(customer)
    held = {one.post: one for one in customer.service_team.select_related("user")}
    changes = {}
    for post, user in people.items():
        before = held.get(post)
        if (before.user_id if before else None) == (user.pk if user else None):
            continue
        changes[post.chinese] = [str(before.user) if before else None, str(user) if user else None]
        if user is None:
            before.delete()
        else:
            TeamMember.objects.update_or_create(
                customer=customer, post=post, defaults={"user": user}
            )
    if changes:
        record(customer, verb=ARRANGED, by=by, changes=changes)
    return list(customer.service_team.select_related("user"))


@transaction.atomic
def promise(customer: Customer, given: Promised, *, by, regions: str = "") -> Promise:
    """Promise a service to a key account; special payment first waits for approval (F-42).

    Raises Refused for a promise that says too little, and a customer that is no key account.
    """
    customer = Customer.objects.select_for_update(of=("self",)).get(pk=customer.pk)
    require_key(customer)
    state = check_promise(given)
    row = Promise.objects.create(
        customer=customer, service=given.service, text=given.text.strip()[:400], state=state,
        years=given.years if given.service == Service.WARRANTY else None,
        cover=given.cover if given.service == Service.WARRANTY else "",
        regions=regions.strip()[:120], fee_yuan=given.fee_yuan, made_by=by,
        made_at=timezone.now(),
    )  # fmt: skip
    record(customer, verb=PROMISED, by=by, changes={given.service.chinese: [None, row.text]})
    if state == PromiseState.WAITING:
        people = [one for one in queries.approvers(customer) if one.pk != by.pk]
        notify(to=people, event="keyservice.review", about=customer, by=by,
               title=say(TO_APPROVE, customer=customer))  # fmt: skip
    return row


@transaction.atomic
def decide_promise(row: Promise, *, is_given: bool, by) -> Promise:
    """A director or vice president says yes or no to special payment. Raises Refused twice, and
    to who asked for it."""
    row = Promise.objects.select_for_update(of=("self",)).select_related("customer").get(pk=row.pk)
    if row.state != PromiseState.WAITING:
        raise Refused(_("这项承诺已经决定过。"))
    if row.made_by_id == by.pk:
        raise Refused(_("不能批准自己提出的付款条件，请另一位总监或副总裁批准。"))
    row.state = PromiseState.GIVEN if is_given else PromiseState.REFUSED
    row.decided_by, row.decided_at = by, timezone.now()
    row.save()
    changes = {row.get_service_display(): [None, str(row.get_state_display())]}
    record(row.customer, verb=DECIDED, by=by, changes=changes)
    return row


@transaction.atomic
def end_promise(row: Promise, *, by) -> Promise:
    """It is not promised any more. Twice is once."""
    row = Promise.objects.select_for_update(of=("self",)).select_related("customer").get(pk=row.pk)
    if row.state in (PromiseState.ENDED, PromiseState.REFUSED):
        return row
    row.state = PromiseState.ENDED
    row.save(update_fields=["state"])
    record(row.customer, verb=ENDED, by=by, changes={row.get_service_display(): [row.text, None]})
    return row
