"""Who sees events and their invitations, who may do what with them (M-3)."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from maizi.accounts.access import Entity, rights_of
from maizi.customers.access import may as may_customer
from maizi.customers.access import visible_customers
from maizi.customers.models import Customer
from maizi.fields.access import NumberKind, NumberShape
from maizi.inbox.access import EventKind
from maizi.kernel.texts import N_

from .models import Event, Invitation

EVENT = Entity(
    "event",
    N_("客户活动"),
    {
        "read": N_("查看"),
        "add": N_("策划、邀请与签到"),
        "change": N_("代为管理"),
        "export": N_("导出"),
    },
)
NUMBERS = NumberKind("event", N_("活动编号"), NumberShape("EV"))
ANSWERED = EventKind("events.answered", N_("客户答复了活动邀请"), by_mail=False)
SEEN = {"view": "read", "unmask": "read"}


def visible_events(user) -> QuerySet[Event]:
    """Every event, for whoever may see events: whom they invite is another matter."""
    if not rights_of(user).may(EVENT.code, "read"):
        return Event.objects.none()
    return Event.objects.all()


def visible_invitations(user) -> QuerySet[Invitation]:
    """Those of visible customers, and all of an event of one's own."""
    if not rights_of(user).may(EVENT.code, "read"):
        return Invitation.objects.none()
    seen = Exists(visible_customers(user).filter(pk=OuterRef("customer")))
    return Invitation.objects.filter(seen | Q(event__owner=user.pk))


def invitations_at_the_door(user) -> QuerySet[Invitation]:
    """Whoever works at events ticks off the person whose QR code he is shown."""
    if not rights_of(user).may(EVENT.code, "add"):
        return Invitation.objects.none()
    return Invitation.objects.all()


def may(user, verb: str, row: Event | None = None) -> bool:
    """Whether a person may do `verb`.

    change  its owner, or who manages the events of its unit
    """
    rights = rights_of(user)
    verb = SEEN.get(verb, verb)
    if verb != "change" or row is None:
        return rights.may(EVENT.code, verb)
    if row.owner_id == user.pk:
        return rights.may(EVENT.code, "add")
    sight = rights.sight(EVENT.code, "change")
    return sight.everything or row.org_unit_id in sight.unit_ids


def may_invite(user, customer: Customer) -> bool:
    """Whether a person may invite a customer: one he looks after, outside the pools."""
    if not rights_of(user).may(EVENT.code, "add") or customer.pool_id is not None:
        return False
    return may_customer(user, "change", customer)
