"""Who decides at some customers of the demo company, a group, and relations to walk along."""

from decimal import Decimal

from maizi.accounts.models import User
from maizi.customers import actions
from maizi.customers.models import Address, Contact, Customer, Relation, Standing
from maizi.customers.terms import AddressType, KaStatus, PartyType, RelationType

from . import words

MOST = 12
# roles, influence, leaning, reports to the first
DECIDERS = [
    ("finance", 5, "1", False), ("influence,user", 3, "2", True), ("buyer", 3, "-1", True),
    ("finance,gatekeeper", 2, "0", True),
]  # fmt: skip
EXTRA = [("沈国强", "总经理"), ("唐丽", "设备部经理"), ("何俊", "采购主管"), ("袁敏", "财务经理")]


def build_structure(people: dict[str, User]) -> None:
    """A decision map for each of some customers, and a small web between them."""
    rows = Customer.objects.filter(owner__isnull=False, party_type=PartyType.ENTERPRISE)
    rows = list(rows.select_related("owner").order_by("id")[:MOST])
    for number, row in enumerate(rows):
        if number < 3:
            _staff(row)
        _decide(row)
        _place(row, number)
    boss = people["boss"]
    head, *others = rows
    ties = [
        Relation(first=others[0], second=head, type=RelationType.PARENT),
        Relation(first=others[1], second=head, type=RelationType.PARENT),
        Relation(first=head, second=others[3], type=RelationType.SUPPLIER, note="备件由它供"),
        Relation(first=head, second=others[4], type=RelationType.REFERRER, note="展会上介绍的"),
        Relation(first=head, second=others[5], type=RelationType.COMPETITOR),
        Relation(first=others[6], second=head, type=RelationType.PARTNER),
    ]
    ends = [Contact.objects.filter(customer=row).first() for row in (head, others[7])]
    tie = Relation(first=head, second=others[7], type=RelationType.CLASSMATE, strength=5)
    tie.first_contact, tie.second_contact = ends
    for row in [*ties, tie]:
        actions.save_relation(row, by=boss)


def _place(row: Customer, number: int) -> None:
    """Where its machines stand, a few kilometres from the middle of its city."""
    middle = words.MIDDLES.get(row.city)
    if middle is None:
        return
    north, east = ((number * step % 9 - 4) * Decimal("0.021") for step in (5, 7))
    place = Address(
        customer=row, type=AddressType.INSTALL, province=row.province, city=row.city,
        district=row.district, street=f"兴业路 {number * 6 + 18} 号 {number % 4 + 1} 号厂房",
        latitude=Decimal(middle[0]) + north, longitude=Decimal(middle[1]) + east,
    )  # fmt: skip
    actions.save_address(place, by=row.owner)


def _staff(row: Customer) -> None:
    for name, title in EXTRA:
        contact = Contact(customer=row, name=name, job_title=title)
        actions.save_contact(contact, by=row.owner)


def _decide(row: Customer) -> None:
    contacts = list(Contact.objects.filter(customer=row).order_by("-id"))[: len(DECIDERS)][::-1]
    for contact, (roles, influence, leaning, is_below) in zip(contacts, DECIDERS, strict=False):
        place = Standing(contact=contact, roles=roles, influence=influence, leaning=leaning)
        place.reports_to = contacts[0] if is_below else None
        is_decider = None if is_below or row.ka_status == KaStatus.KEY else True
        actions.save_standing(place, by=row.owner, is_decider=is_decider)
