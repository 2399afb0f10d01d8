"""Ask to see a customer one met as a duplicate, and answer (A-12)."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.inbox.actions import notify
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kernel.texts import N_, say

from .. import access
from ..events import AccessDecided
from ..models import AccessRequest, Customer
from ..terms import RequestState
from .sight import share

ASKED = N_("{by} 申请查看客户“{customer}”")
GRANTED = N_("您可以查看客户“{customer}”了")
DECLINED = N_("{by} 没有同意您查看申请中的客户")
REASON_LENGTH = AccessRequest._meta.get_field("reason").max_length


@transaction.atomic
def ask_for_access(customer: Customer, reason: str, *, by) -> AccessRequest:
    """Ask the owner of a customer one cannot see, who hears of it; once at a time."""
    if not reason.strip():
        raise Refused(_("请写明为什么需要查看这个客户。"), field="reason")
    if access.visible_customers(by).filter(pk=customer.pk).exists():
        raise Refused(_("您已经可以查看这个客户。"))
    waiting = AccessRequest.objects.filter(
        customer=customer, asked_by=by, state=RequestState.WAITING
    )
    if waiting.exists():
        raise Refused(_("您已经申请过，请等待负责人答复。"))
    request = AccessRequest(customer=customer, asked_by=by, reason=reason.strip()[:REASON_LENGTH])
    with recorded(request, Verb.CREATE, by=by, reason=reason):
        request.save()
    notify(
        to=[customer.owner] if customer.owner else [], event=access.ACCESS_ASKED.code,
        title=say(ASKED, by=by, customer=customer), text=request.reason, about=customer,
        url=reverse("customers:requests"), by=by,
    )  # fmt: skip
    return request


@transaction.atomic
def decide_request(
    request: AccessRequest, *, is_granted: bool, by, answer: str = "", now: datetime | None = None
) -> AccessRequest:
    """Grant (the asker becomes a collaborator who reads) or decline, once; the asker hears of it.

    Announces AccessDecided.
    """
    request = AccessRequest.objects.select_for_update().get(pk=request.pk)
    if request.state != RequestState.WAITING:
        raise Refused(_("这个申请已经处理过了。"))
    if not is_granted and not answer.strip():
        raise Refused(_("请写明拒绝的原因。"), field="answer")
    if is_granted:
        share(request.customer, user=request.asked_by, by=by, reason=request.reason)
    elif not access.may(by, "share", request.customer):
        raise Refused(_("只有负责人和其主管可以处理这个申请。"))
    with recorded(request, Verb.CHANGE, by=by, reason=answer):
        request.state = RequestState.GRANTED if is_granted else RequestState.DECLINED
        request.decided_by, request.decided_at = by, now or timezone.now()
        request.answer = answer
        request.save()
    publish(AccessDecided(request.pk))
    _tell_asker(request, by)
    return request


def _tell_asker(request: AccessRequest, by) -> None:
    """Declined, he learns nothing he did not know: not even the customer's name."""
    is_granted = request.state == RequestState.GRANTED
    said = say(GRANTED, customer=request.customer) if is_granted else say(DECLINED, by=by)
    notify(
        to=[request.asked_by], event=access.ACCESS_DECIDED.code, title=said, text=request.answer,
        about=request.customer if is_granted else None, by=by,
        url=request.customer.get_absolute_url() if is_granted else reverse("customers:requests"),
    )  # fmt: skip
