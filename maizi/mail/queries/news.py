"""Who an issue is for, and what became of it (C-40)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from maizi.customers import access as customers
from maizi.customers.models import Contact, Customer
from maizi.customers.queries import bad_values_of
from maizi.customers.terms import Lifecycle, PartyType
from maizi.kit.access import visible_views
from maizi.kit.models import SavedView
from maizi.kit.pages import pages_of, rows_kept
from maizi.privacy.queries import contact_rulings
from maizi.privacy.terms import Way

from ..models import Issue, Mailing
from ..rules.audience import Candidate, chosen
from ..terms import IssueState, MailingState

MARKETING, MEASURE = "marketing", "measure"
CONTACT, CUSTOMER = Contact._meta.label_lower, Customer._meta.label_lower
START, THEN = ("contact", 0), ("customer", 0)
COUNTED, MINUTE = 2_000, timedelta(minutes=1)


@dataclass(frozen=True)
class Counted:
    """How many would get an issue. is_more: it was not counted to the end."""

    count: int
    drops: Counter
    is_more: bool


@dataclass(frozen=True)
class Figures:
    """What became of an issue. measured: those who agreed that openings are counted."""

    total: int
    waiting: int
    sent: int
    bounced: int
    failed: int
    dropped: int
    measured: int
    opened: int
    left: int

    @property
    def opened_ratio(self) -> float | None:
        """0–1 of those who may be measured; None when none may."""
        return self.opened / self.measured if self.measured else None


def audience_rows(issue: Issue, user) -> QuerySet[Customer]:
    """The customers an issue is for, among those that its sender sees and that lie in no pool."""
    rows = customers.visible_customers(user).filter(pool=None)
    tags = list(issue.tags.values_list("pk", flat=True)) if issue.pk else []
    if tags:
        rows = rows.filter(
            pk__in=Customer.tags.through.objects.filter(tag__in=tags).values("customer")
        )
    if kept := issue.audience.get("view"):
        found = rows_in_view(kept, user)
        rows = rows.none() if found is None else rows.filter(pk__in=found.values("pk"))
    wanted = {name: issue.audience.get(name) for name in ("lifecycle", "province")}
    return rows.filter(**{name: value for name, value in wanted.items() if value})


def rows_in_view(kept: dict, user) -> QuerySet[Customer] | None:
    """The customers in a view as it was when it was chosen; None where he may not ask all of it."""
    asked = {"conditions": kept["conditions"], "match": kept["match"]}
    return rows_kept(pages_of(Customer), user, **asked)


def views_offered(user) -> QuerySet[SavedView]:
    """Views of the list of customers that an audience may be chosen by."""
    return visible_views(user, CUSTOMER).exclude(conditions=[])


def audience_slice(
    issue: Issue, *, user, place: Sequence, size: int, now: datetime
) -> tuple[list[Candidate], tuple[str, int] | None]:
    """The next people of an audience with what decides about them, and where to go on.

    First people at customers, then customers that are people. Enterprises themselves get none:
    nobody has agreed for them. Seventeen queries whatever the size.
    """
    sort, after = place
    customers_ = audience_rows(issue, user)
    if sort == "contact":
        rows = Contact.objects.filter(customer__in=customers_.values("pk"), pk__gt=after)
        found = list(rows.order_by("pk").values_list("customer", "pk", "email")[:size])
        people = [(customer, pk, mail) for customer, pk, mail in found]
    else:
        rows = customers_.filter(party_type=PartyType.INDIVIDUAL, pk__gt=after)
        found = list(rows.order_by("pk").values_list("pk", "email")[:size])
        people = [(pk, 0, mail) for pk, mail in found]
    last = (people[-1][1] or people[-1][0]) if people else 0
    following = (sort, last) if len(people) == size else THEN if sort == "contact" else None
    return _candidates(sort, people, now=now), following


def _candidates(sort: str, people: list[tuple], *, now: datetime) -> list[Candidate]:
    kind = CONTACT if sort == "contact" else CUSTOMER
    ids = [contact or customer for customer, contact, _mail in people]
    asked = {"ids": ids, "way": Way.MAIL, "now": now}
    leave = contact_rulings(kind, purpose=MARKETING, **asked) if ids else {}
    counts = contact_rulings(kind, purpose=MEASURE, **asked) if ids else {}
    marks = bad_values_of({customer for customer, _contact, _mail in people})
    bad = set(marks.filter(field__endswith="email").values_list("customer", "field", "value"))
    return [
        Candidate(
            customer, contact, mail,
            is_bad=(customer, f"{contact}.email" if contact else "email", mail) in bad,
            ruling="" if leave[id_].is_allowed else leave[id_].code,
            may_measure=counts[id_].is_allowed,
        )
        for id_, (customer, contact, mail) in zip(ids, people, strict=True)
    ]  # fmt: skip


def links_of(one: Candidate) -> dict[str, int | None]:
    """What a mailing names of a candidate."""
    return {"customer_id": one.customer, "contact_id": one.contact or None}


def counted(issue: Issue, user, *, now: datetime, most: int | None = COUNTED) -> Counted:
    """How many of an audience may be written to, and why not the others.

    most  of the first few thousand only; None: on until one is found
    """
    place, taken, seen, count, drops = START, set(), 0, 0, Counter()
    while place is not None and (seen < most if most is not None else not count):
        people, place = audience_slice(issue, user=user, place=place, size=500, now=now)
        kept, left = chosen(people, taken)
        seen, count = seen + len(people), count + len(kept)
        drops += left
    return Counted(count, drops, place is not None)


def no_longer(rows: Iterable[Mailing], *, now: datetime) -> set[int]:
    """Mailings to people who have said no since they were listed. Ten queries."""
    rows, gone = list(rows), set()
    for kind, name in ((CONTACT, "contact_id"), (CUSTOMER, "customer_id")):
        mine = [r for r in rows if (r.contact_id is not None) == (kind == CONTACT)]
        ids = [getattr(r, name) for r in mine if getattr(r, name)]
        asked = {"ids": ids, "way": Way.MAIL, "now": now, "purpose": MARKETING}
        found = contact_rulings(kind, **asked) if ids else {}
        for row in mine:
            ruling = found.get(getattr(row, name))
            if ruling is None or not ruling.is_allowed:
                gone.add(row.pk)
    return gone


def sent_lately(*, now: datetime) -> int:
    """How many mailings of issues under way have gone in the last minute. One query."""
    under_way = Issue.objects.filter(state=IssueState.SENDING).values("pk")
    return Mailing.objects.filter(issue__in=under_way, sent_at__gt=now - MINUTE).count()


def figures_of(issue: Issue) -> Figures:
    """The numbers of an issue. One query."""

    def of(*states: MailingState) -> Count:
        return Count("pk", filter=Q(state__in=states))

    told = Mailing.objects.filter(issue=issue).aggregate(
        total=Count("pk"), waiting=of(MailingState.WAITING, MailingState.SENDING),
        sent=of(MailingState.SENT), bounced=of(MailingState.BOUNCED),
        failed=of(MailingState.FAILED), dropped=of(MailingState.DROPPED),
        measured=Count("pk", filter=Q(may_measure=True, sent_at__isnull=False)),
        opened=Count("opened_at"), left=Count("left_at"),
    )  # fmt: skip
    return Figures(**told)


def choices_of(user, name: str) -> list[tuple[str, str]]:
    """What an audience may be narrowed to."""
    if name == "lifecycle":
        return [("", ""), *Lifecycle.choices()]
    rows = customers.visible_customers(user).exclude(province="").order_by("province")
    return [("", ""), *((one, one) for one in rows.values_list("province", flat=True).distinct())]
