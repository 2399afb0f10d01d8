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

from ..models import (
    Activity,
    Address,
    Alias,
    BadValue,
    Contact,
    Customer,
    ImportantDay,
    Merge,
    ProfileValue,
)
from ..terms import PartyType

REACHED_BY = {  # field -> the ways it opens
    "mobile": (Way.CALL, Way.SMS), "phone": (Way.CALL,), "email": (Way.MAIL,),
    "wechat": (Way.WECHAT,),
}  # fmt: skip
TOLD = ("no", "party_type", "lifecycle", "channel", "channel_detail", "created_at", "province",
        "city", "district")  # fmt: skip
NAMED_BY = ("name", "short_name", "street", "employer", "receiver")
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
    """What a person among the customers is known by, also under the names of records that became
    part of his, and what those with him are. Five queries."""
    rows = [row, *row.contacts.all()]
    places = list(row.addresses.all())
    names = [one.name for one in rows] + [row.short_name, row.street, row.employer]
    names += [place.receiver for place in places] + [place.street for place in places]
    numbers = [getattr(one, name) for one in rows for name in REACHED_BY]
    for told in former_values(row):
        names += [str(told.get(name) or "") for name in NAMED_BY]
        numbers += [str(told.get(name) or "") for name in REACHED_BY]
    names += Alias.objects.filter(customer=row).values_list("name", flat=True)
    numbers += BadValue.objects.filter(customer=row).values_list("value", flat=True)
    return Traces.of(names, numbers + [place.mobile for place in places])


def merges_into(row: Customer) -> QuerySet[Merge]:
    """Merges into a customer, and into those that later became part of it."""
    former = Alias.objects.filter(customer=row.pk).values_list("former", flat=True)
    return Merge.objects.filter(into__in=[row.pk, *former])


def former_values(row: Customer) -> list[dict]:
    """Columns that merges keep of the records that became one. Two queries."""
    found = []
    for kept in merges_into(row).values_list("kept", flat=True):
        found += [kept.get("before", {}), *kept.get("absorbed", ())]
        found += [values for _label, values in kept.get("removed", ())]
    return found


def contact_traces(row: Contact) -> Traces:
    """What a contact is known by."""
    return Traces.of([row.name], [getattr(row, name) for name in REACHED_BY])


def customer_rows(row: Customer) -> dict[type[Model], list[int]]:
    """The rows that are his: himself, under former ids too, his contacts, addresses, follow-ups,
    answers, days. Eight queries."""
    former = Alias.objects.filter(customer=row.pk).values_list("former", flat=True)
    contacts = list(row.contacts.values_list("pk", flat=True))
    of_him = Q(customer=row.pk) | Q(contact__in=contacts)
    return {Customer: [row.pk, *former], Contact: contacts} | {
        model: list(model.objects.filter(about).values_list("pk", flat=True))
        for model, about in (
            (Address, Q(customer=row.pk)), (Activity, Q(customer=row.pk)),
            (ProfileValue, of_him), (ImportantDay, of_him), (BadValue, Q(customer=row.pk)),
        )
    }  # fmt: skip


def contact_rows(row: Contact) -> dict[type[Model], list[int]]:
    """The rows that are a contact's: himself, his answers, his days. Two queries."""
    return {Contact: [row.pk]} | {
        model: list(model.objects.filter(contact=row.pk).values_list("pk", flat=True))
        for model in (ProfileValue, ImportantDay)
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
