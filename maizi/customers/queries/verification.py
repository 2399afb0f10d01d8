"""Which customers are to be verified, and how a customer stands (A-31)."""

from datetime import date, datetime, timedelta

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from maizi.accounts.models import User
from maizi.fields.queries import parameter
from maizi.inbox.models import Todo
from maizi.kernel.texts import N_

from .. import access
from ..models import Customer
from ..rules import CLASSES, due_day, schedule_class
from ..terms import KaStatus, Lifecycle, PanelPlace, ValueClass

KIND = Customer._meta.label_lower
VERIFY = "customers.verify"  # the rule that asks for a to-do


def value_class_of(customer: Customer) -> str:
    """The letter of a customer's value class; "" for who has none. One query."""
    found = access.value_class_of(customer.pk)
    return found.value.upper() if found else ""


def rows_of_class() -> dict[str, Q]:
    """Schedule's class -> its customers; each customer in exactly one, as `schedule_class` says."""
    is_key, rest = Q(ka_status=KaStatus.KEY), ~Q(ka_status=KaStatus.KEY)
    first, *middle, last = ValueClass
    rows = {first: is_key | access.rows_of_value(first)}
    rows |= {one: rest & access.rows_of_value(one) for one in middle}
    in_others = Q()
    for one in (first, *middle):
        in_others |= access.rows_of_value(one)
    rows[last] = rest & ~in_others
    return {one.value.upper(): found for one, found in rows.items()}


def designated() -> QuerySet[User]:
    """The people who are asked to verify: everybody active who owns a customer."""
    owned = Customer.objects.filter(owner=OuterRef("pk"))
    return User.objects.filter(Exists(owned), is_active=True).order_by("pk")


def to_verify(owner: User, today: date) -> QuerySet[Customer]:
    """The customers of one owner whose time has come and for which nobody was asked yet.

    Key accounts first, then who was verified longest ago; disqualified ones are left alone.
    """
    asked = Todo.objects.filter(
        kind=KIND, object_id=OuterRef("pk"), source=VERIFY, closed_at=None
    )  # fmt: skip
    due, days = Q(pk__in=[]), parameter("verification.days")
    for letter, rows in rows_of_class().items():
        before = _end_of(today - timedelta(days=days[CLASSES.index(letter)]))
        due |= rows & (Q(verified_at__lt=before) | Q(verified_at=None, created_at__lt=before))
    found = Customer.objects.filter(due, ~Exists(asked), owner=owner)
    is_key = Case(When(ka_status=KaStatus.KEY, then=Value(0)), default=Value(1))
    last = Coalesce("verified_at", "created_at")
    return found.exclude(lifecycle=Lifecycle.DISQUALIFIED).order_by(is_key, last, "pk")


def left_over() -> QuerySet[Todo]:
    """Verifications asked of people who are not to do them any more.

    The customer has another owner, lies in a pool or is gone. What a colleague took over by
    hand stays with him as long as the customer has an owner.
    """
    here = Customer.objects.filter(pk=OuterRef("object_id"), pool=None)
    own = here.filter(owner=OuterRef("owner"))
    return Todo.objects.filter(source=VERIFY, kind=KIND, closed_at=None).exclude(
        Q(asked_by=None) & Exists(own) | Q(asked_by__isnull=False) & Exists(here)
    )


def is_asked(user, customer: Customer) -> bool:
    """Whether a person is asked to verify a customer. One query."""
    return asked_ids(user, [customer.pk]) == {customer.pk}


def asked_ids(user, ids) -> set[int]:
    """Those of the customers that a person is asked to verify. One query."""
    rows = Todo.objects.filter(
        owner=user.pk, source=VERIFY, kind=KIND, object_id__in=ids, closed_at=None
    )
    return set(rows.values_list("object_id", flat=True))


def verification_of(user, customer: Customer) -> dict | None:
    """How a customer stands, for its page. Two queries."""
    if customer.pool_id:
        return None
    letter = schedule_class(
        value_class_of(customer), is_key_account=customer.ka_status == KaStatus.KEY
    )
    last = timezone.localdate(customer.verified_at or customer.created_at)
    due_on = due_day(last, letter, parameter("verification.days"))
    may_verify = access.may(user, "change", customer)
    return {
        "due_on": due_on,
        "is_due": due_on <= timezone.localdate() or may_verify and is_asked(user, customer),
        "may_verify": may_verify,
    }


VERIFICATION = access.Panel(
    code="customers.verification",
    label=N_("资料核实"),
    place=PanelPlace.STRIP,
    template="customers/verification_strip.html",
    context=verification_of,
    position=90,
)


def _end_of(day: date) -> datetime:
    """24:00 of a day."""
    zone = timezone.get_default_timezone()
    next_ = day + timedelta(days=1)
    return datetime(next_.year, next_.month, next_.day, tzinfo=zone)
