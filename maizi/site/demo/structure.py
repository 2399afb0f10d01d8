"""Who decides at some customers of the demo company, a group, and relations to walk along."""

from maizi.accounts.models import User
from maizi.customers import actions
from maizi.customers.models import Contact, Customer, Relation, Standing
from maizi.customers.terms import PartyType, RelationType

MOST = 12
# roles, influence, leaning, reports to the first
DECIDERS = [
    ("decision", 5, "1", False), ("influence,user", 3, "2", True), ("buyer", 3, "-1", True),
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
    boss = people["boss"]
    head, *others = rows
    for branch in others[:2]:
        _relate(branch, head, RelationType.PARENT, boss)
    _relate(head, others[3], RelationType.SUPPLIER, boss, "备件由它供")
    _relate(head, others[4], RelationType.REFERRER, boss, "展会上介绍的")
    _relate(head, others[5], RelationType.COMPETITOR, boss)
    _relate(others[6], head, RelationType.PARTNER, boss)
    ends = [Contact.objects.filter(customer=row).first() for row in (head, others[7])]
    tie = Relation(first=head, second=others[7], type=RelationType.CLASSMATE, strength=5)
    tie.first_contact, tie.second_contact = ends
    actions.save_relation(tie, by=boss)


def _staff(row: Customer) -> None:
    for name, title in EXTRA:
        contact = Contact(customer=row, name=name, job_title=title)
        actions.save_contact(contact, by=row.owner)


def _decide(row: Customer) -> None:
    contacts = list(Contact.objects.filter(customer=row).order_by("-id"))[: len(DECIDERS)][::-1]
    for contact, (roles, influence, leaning, is_below) in zip(contacts, DECIDERS, strict=False):
        place = Standing(contact=contact, roles=roles, influence=influence, leaning=leaning)
        place.reports_to = contacts[0] if is_below else None
        actions.save_standing(place, by=row.owner)


def _relate(first: Customer, second: Customer, type_: str, by: User, note: str = "") -> None:
    row = Relation(first=first, second=second, type=type_, note=note)
    actions.save_relation(row, by=by)
