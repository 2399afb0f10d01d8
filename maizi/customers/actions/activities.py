"""Log a follow-up and correct one (C-1)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kernel.texts import N_

from .. import access, rules
from ..events import ActivityLogged
from ..models import Activity, Customer


@transaction.atomic
def log_activity(activity: Activity, *, by, now: datetime | None = None) -> Activity:
    """Store a follow-up; the customer's last contact and next step follow it.

    Announces ActivityLogged. Raises Refused when the customer is still in a pool, the contact
    time lies ahead, or the next contact lies in the past.
    """
    now = now or timezone.now()
    customer = Customer.objects.select_for_update().get(pk=activity.customer_id)
    if customer.pool_id and not access.may(by, "assign", customer):
        raise Refused(_("客户还在公海里，请先领取再写跟进。"))
    if not activity.content.strip():
        raise Refused(_("请写下这次联系的内容。"), field="content")
    if activity.at > now:
        raise Refused(_("联系时间不能晚于现在。要约以后的时间，请填“下次联系”。"), field="at")
    if activity.next_on and activity.next_on < timezone.localdate(now):
        raise Refused(_("下次联系不能早于今天。"), field="next_on")
    activity.author = by
    with recorded(activity, Verb.CREATE, by=by):
        activity.save()
    _carry_over(customer, activity)
    publish(ActivityLogged(activity.pk, customer.pk, by.pk))
    return activity


@transaction.atomic
def correct_activity(
    activity: Activity, content: str, *, by, now: datetime | None = None
) -> Activity:
    """Change a follow-up within its first 24 hours; later append a correction to it (C-1)."""
    now = now or timezone.now()
    if activity.author_id != by.pk:
        raise Refused(_("只有 %s 本人可以更正这条跟进。") % activity.author)
    if not content.strip():
        raise Refused(_("请写下更正后的内容。"), field="content")
    if rules.is_open_to_correction(activity.created_at, now):
        with recorded(activity, Verb.CHANGE, by=by):
            activity.content = content
            activity.save(update_fields=["content"])
        return activity
    correction = Activity(
        customer_id=activity.customer_id, contact_id=activity.contact_id, author=by, at=now,
        channel=activity.channel, direction=activity.direction, content=content, corrects=activity,
    )  # fmt: skip
    with recorded(correction, Verb.CREATE, by=by):
        correction.save()
    return correction


def _carry_over(customer: Customer, activity: Activity) -> None:
    is_latest = not customer.last_contact_at or activity.at >= customer.last_contact_at
    with recorded(customer, N_("跟进"), by=activity.author):
        if is_latest:
            customer.last_contact_at = activity.at
            customer.last_contact_text = " ".join(activity.content.split())[:120]
            customer.next_contact_on = activity.next_on
        customer.save(update_fields=["last_contact_at", "last_contact_text", "next_contact_on"])
