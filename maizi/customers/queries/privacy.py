"""Which of our records are people, what we hold about them, by what they are known (N-1)."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from maizi.kernel.privacy import DataClass, data_class_of
from maizi.kit import show
from maizi.privacy.access import Sought
from maizi.privacy.queries import Traces
from maizi.privacy.terms import Way

from ..models import Activity, Address, Contact, Customer
from ..terms import PartyType

REACHED_BY = {  # field -> the ways it opens
    "mobile": (Way.CALL, Way.SMS), "phone": (Way.CALL,), "email": (Way.MAIL,),
    "wechat": (Way.WECHAT,),
}  # fmt: skip
TOLD = ("no", "party_type", "lifecycle", "channel", "channel_detail", "created_at", "province",
        "city", "district")  # fmt: skip
MOST_LINES = 5_000
ANONYMOUS = "已匿名"


def individuals() -> QuerySet[Customer]:
    """Customers that are people."""
    return Customer.objects.filter(party_type=PartyType.INDIVIDUAL)


def find_customers(sought: Sought) -> QuerySet[Customer]:
    """People among the customers by exact name or number."""
    return individuals().filter(_named(sought, numbered=("mobile", "phone", "email", "wechat")))


def find_contacts(sought: Sought) -> QuerySet[Contact]:
    """Contacts by exact name or number."""
    return Contact.objects.filter(_named(sought, numbered=("mobile", "phone", "email", "wechat")))


def numbers_of(model: type[Model], ids: Iterable[int]) -> dict[int, list[tuple[Way, str]]]:
    """Id -> (way, number) by which each is reached. One query."""
    rows = model.objects.filter(pk__in=list(ids)).values("pk", *REACHED_BY)
    return {
        row["pk"]: [(w, row[name]) for name, ways in REACHED_BY.items() if row[name] for w in ways]
        for row in rows
    }


def customer_package(row: Customer) -> list[tuple[str, list[dict[str, str]]]]:
    """Everything we hold about a customer that is a person. Four queries."""
    return [
        (_("基本资料"), [_line(row)]),
        (_("联系人"), [_line(one) for one in row.contacts.all()]),
        (_("地址"), [_line(one) for one in row.addresses.all()]),
        (_("跟进记录"), [_spoken(one) for one in row.activities.all()[:MOST_LINES]]),
    ]


def contact_package(row: Contact) -> list[tuple[str, list[dict[str, str]]]]:
    """Everything we hold about one contact. Two queries."""
    spoken = Activity.objects.filter(contact=row)[:MOST_LINES]
    return [
        (_("联系人"), [_line(row) | {_("所在单位"): row.customer.name}]),
        (_("跟进记录"), [_spoken(one) for one in spoken]),
    ]


def customer_traces(row: Customer) -> Traces:
    """What a person among the customers is known by, and what those with him are. Two queries."""
    rows = [row, *row.contacts.all()]
    places = list(row.addresses.all())
    names = [one.name for one in rows] + [row.short_name, row.street, row.employer]
    names += [place.receiver for place in places] + [place.street for place in places]
    numbers = [getattr(one, name) for one in rows for name in REACHED_BY]
    return Traces.of(names, numbers + [place.mobile for place in places])


def contact_traces(row: Contact) -> Traces:
    """What a contact is known by."""
    return Traces.of([row.name], [getattr(row, name) for name in REACHED_BY])


def customer_rows(row: Customer) -> dict[type[Model], list[int]]:
    """The rows that are his: himself, his contacts, addresses, follow-ups. Three queries."""
    return {Customer: [row.pk]} | {
        model: list(model.objects.filter(customer=row.pk).values_list("pk", flat=True))
        for model in (Contact, Address, Activity)
    }


def idle_people(last_day: date) -> QuerySet[Customer]:
    """People without any dealings since a day, and with none planned."""
    quiet = Q(last_contact_at=None, created_at__date__lte=last_day)
    quiet |= Q(last_contact_at__date__lte=last_day)
    planned = Q(next_contact_on=None) | Q(next_contact_on__lte=last_day)
    return individuals().filter(quiet, planned).exclude(name__startswith=ANONYMOUS)


def _named(sought: Sought, *, numbered: Iterable[str]) -> Q:
    found = Q(pk__in=[])
    if sought.name:
        found |= Q(name=sought.name)
    for name in numbered if sought.number else ():
        found |= Q(**{name: sought.number})
    return found


def _line(row: Model) -> dict[str, str]:
    """The personal fields of a row that are filled, by their labels."""
    found = {}
    for field in row._meta.concrete_fields:
        is_personal = data_class_of(row, field) in (DataClass.PERSONAL, DataClass.SENSITIVE)
        if not (is_personal or field.name in TOLD):
            continue
        value = getattr(row, field.attname)
        if value not in (None, ""):
            shown = getattr(row, f"get_{field.name}_display", None)
            found[str(field.verbose_name)] = shown() if shown else show.plain(value)
    return found


def _spoken(row: Activity) -> dict[str, str]:
    return {_("时间"): show.when(row.at), _("方式"): row.get_channel_display(),
            _("内容"): row.content, _("结果"): row.result}  # fmt: skip
