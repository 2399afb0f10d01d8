"""Make a person of the archive unknown; what is declared to the app of personal information."""

from functools import partial

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.kernel.errors import Refused
from maizi.kernel.identifiers import resident_id
from maizi.kernel.texts import N_
from maizi.privacy.access import (
    Person,
    Restricted,
    SensitiveKind,
    declare_person,
    declare_restricted,
    declare_sensitive,
)
from maizi.privacy.queries import scrubbed
from maizi.search.actions import index
from maizi.search.queries import sort_key

from .. import access, rules
from ..models import (
    Activity,
    Address,
    Alias,
    BadValue,
    BatchCard,
    Contact,
    Customer,
    ImportantDay,
    MatchKey,
    ProfileValue,
    Relation,
    Standing,
    TwinPair,
)
from ..queries import privacy as known

BLANK = (
    "short_name", "usc_reason", "gender", "mobile", "phone", "email", "wechat", "website",
    "employer", "job_title", "legal_representative", "street", "note", "last_contact_text",
    "channel_detail",
)  # fmt: skip
CONTACT_BLANK = ("department", "job_title", "mobile", "phone", "email", "wechat", "note")
FORGOTTEN = N_("已匿名")


@transaction.atomic
def anonymise_customer(row: Customer, *, by) -> None:
    """Empty a person's record; number, stage, owner, dates and follow-ups stay, without him.

    Records nothing: the values would stand in the history. The caller says that it happened.
    """
    traces = known.customer_traces(row)
    name = f"{known.ANONYMOUS} {row.no}"
    Customer.objects.filter(pk=row.pk).update(
        **dict.fromkeys(BLANK, ""), birthday=None, name=name, name_key=rules.name_key(name),
        sort_name=sort_key(name, is_person=True)[:160],
    )  # fmt: skip
    contacts = list(row.contacts.values_list("pk", flat=True))
    _empty_contacts(contacts)
    Address.objects.filter(customer=row).update(street=_(FORGOTTEN), receiver="", mobile="")
    _scrub_activities(row.pk, traces)
    _forget_beside(row)
    index("customer", [row.pk])


@transaction.atomic
def anonymise_contact(row: Contact, *, by) -> None:
    """Empty a contact; the customer's follow-ups stay, without his name."""
    traces = known.contact_traces(row)
    _empty_contacts([row.pk])
    _scrub_activities(row.customer_id, traces)
    customer = Customer.objects.get(pk=row.customer_id)
    for name in ("last_contact_text", "note", "legal_representative"):
        setattr(customer, name, scrubbed(getattr(customer, name), traces))
    customer.save(update_fields=["last_contact_text", "note", "legal_representative"])
    index("customer", [customer.pk])


@transaction.atomic
def mark_blocked(kind: str, object_id: int, *, is_blocked: bool, by=None) -> None:
    """Let lists show that a person does not want to be reached; a contact marks its customer."""
    if kind == Customer._meta.label_lower:
        Customer.objects.filter(pk=object_id).update(is_blocked=is_blocked)


def declare() -> None:
    """People and sensitive information of the archive."""
    declare_person(PEOPLE)
    declare_person(CONTACTS)
    declare_restricted(RESTRICTABLE)
    for kind in SENSITIVE:
        declare_sensitive(kind)


def _forget_beside(row: Customer) -> None:
    """What else the archive knows of a person: answers, days, former records, likenesses, notes.

    A merge can no longer be taken back: what it kept is gone.
    """
    for model in (ProfileValue, ImportantDay, BadValue, MatchKey):
        model.objects.filter(customer=row).delete()
    TwinPair.objects.filter(Q(first=row) | Q(second=row)).delete()
    Relation.objects.filter(Q(first=row) | Q(second=row)).update(note="")
    BatchCard.objects.filter(customer=row).update(note="")
    known.merges_into(row).update(title=_(FORGOTTEN), names=[], reason="", kept={})
    Alias.objects.filter(customer=row).update(name=_(FORGOTTEN))


def _empty_contacts(ids: list[int]) -> None:
    for model in (ProfileValue, ImportantDay):
        model.objects.filter(contact__in=ids).delete()
    Standing.objects.filter(contact__in=ids).update(leaning="")
    of_them = Q(first_contact__in=ids) | Q(second_contact__in=ids)
    Relation.objects.filter(of_them).update(note="")
    Contact.objects.filter(pk__in=ids).update(**dict.fromkeys(CONTACT_BLANK, ""), name=_(FORGOTTEN))
    index("contact", ids)


def _scrub_activities(customer_id: int, traces) -> None:
    for one in Activity.objects.filter(customer=customer_id):
        fresh = {n: scrubbed(getattr(one, n), traces) for n in ("content", "result", "next_step")}
        Activity.objects.filter(pk=one.pk).update(**fresh)


def _visible_people(user):
    return access.visible_customers(user).filter(party_type="individual")


def _may_change_contact(user, row: Contact) -> bool:
    return access.may(user, "change", row.customer)


def _identity(text: str) -> str:
    found = resident_id(text, today=timezone.localdate())
    if found.status == "rejected":
        raise Refused(found.message, field="text")
    return found.value


def _words(text: str) -> str:
    return " ".join(text.split())


PEOPLE = Person(
    model=Customer,
    label=N_("个人客户"),
    visible=_visible_people,
    address=Customer.get_absolute_url,
    may_change=lambda user, row: access.may(user, "change", row),
    find=known.find_customers,
    numbers=partial(known.numbers_of, Customer),
    package=known.customer_package,
    traces=known.customer_traces,
    tables=(Customer, Contact, Address, Activity, ProfileValue, ImportantDay, BadValue),
    own=known.customer_rows,
    anonymise=anonymise_customer,
    idle=known.idle_people,
)
CONTACTS = Person(
    model=Contact,
    label=N_("联系人"),
    visible=access.visible_contacts,
    address=lambda row: reverse("customers:contact", args=[row.pk]),
    may_change=_may_change_contact,
    find=known.find_contacts,
    numbers=partial(known.numbers_of, Contact),
    package=known.contact_package,
    traces=known.contact_traces,
    tables=(Contact, ProfileValue, ImportantDay),
    own=known.contact_rows,
    anonymise=anonymise_contact,
)
RESTRICTABLE = Restricted(
    model=Customer,
    visible=access.visible_customers,
    may_list=lambda user, row: row.is_restricted and access.may(user, "share", row),
)
SENSITIVE = (
    SensitiveKind("id_number", N_("身份证号"), _identity, mask="id", is_sought=True),
    SensitiveKind("medical_history", N_("医疗病史"), _words),
    SensitiveKind("health", N_("健康状况"), _words),
    SensitiveKind("religion", N_("宗教信仰"), _words),
    SensitiveKind("children_under_14", N_("未满十四周岁子女情况"), _words, is_minor=True),
    SensitiveKind("income", N_("目前收入"), _words),
)
