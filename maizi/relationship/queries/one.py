"""One customer alone: our share by category, the dialogue, what was made for it (C-20)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.catalog.models import Product
from maizi.customers.access import visible_activities
from maizi.customers.models import Activity, Customer
from maizi.customers.queries import our_shares
from maizi.customers.terms import ContactChannel, PartyType
from maizi.keyservice.access import visible_promises
from maizi.keyservice.models import Promise as ServicePromise
from maizi.keyservice.terms import Service
from maizi.privacy.queries import declining
from maizi.privacy.terms import PUSH
from maizi.sales.access import visible_quotes
from maizi.service.access import visible_tickets

from .. import access
from ..models import CustomOffer
from ..rules.one import is_wrong, share_of
from .facts import net_in

ZERO, YEAR = Decimal(0), timedelta(days=364)
MOST_TALKS, MOST_OFFERS = 15, 20
FORMS = ("is_bundle", "is_menu", "is_flexible", "is_booking", "is_payment")


@dataclass(frozen=True, slots=True)
class CategoryShare:
    """Our share of what a customer buys in one category; None where its spending is unknown."""

    name: str
    net_yuan: Decimal
    yearly_yuan: Decimal | None = None
    told: str = ""

    @property
    def share(self) -> Decimal | None:
        return share_of(self.net_yuan, self.yearly_yuan)

    @property
    def is_wrong(self) -> bool:
        return is_wrong(self.share)


def shares_of(user, customer: Customer, today: date) -> list[CategoryShare]:
    """By category, what somebody found out first; then what we sell beside it. Five queries."""
    sold = _sold(customer, (today - YEAR, today))
    newest: dict[int, object] = {}
    rows = access.visible_spends(user).filter(customer=customer).select_related("category", "by")
    for row in rows:
        newest.setdefault(row.category_id, row)
    known = [
        CategoryShare(
            row.category.path_name, _under(sold, row.category.path), row.yearly_yuan,
            f"{row.heard_from} · {row.by.name} · {row.on:%Y-%m-%d}",
        )
        for row in newest.values()
    ]  # fmt: skip
    covered = [row.category.path for row in newest.values()]
    beside = [
        CategoryShare(name, net)
        for path, (name, net) in sold.items()
        if not path or not path.startswith(tuple(covered))
    ]
    return known + sorted(beside, key=lambda one: -one.net_yuan)


def dialogue_of(user, customer: Customer) -> list[Activity]:
    """The last talks with a customer, the newest first. One query."""
    rows = visible_activities(user).filter(customer=customer, corrects=None)
    rows = rows.exclude(channel=ContactChannel.NOTE).select_related("author")
    return list(rows.order_by("-at", "-id")[:MOST_TALKS])


def forms_of(user, customer: Customer) -> list[tuple[str, int, int | None]]:
    """(form, offers written down, what quotes and orders themselves know; None: nothing).

    Bundles and menus by quotes, bookings by agreed appointments, payment by what was approved.
    Four queries.
    """
    offers = access.visible_offers(user).filter(customer=customer)
    written = offers.aggregate(**{name: Count("pk", filter=Q(**{name: True})) for name in FORMS})
    quotes = visible_quotes(user).filter(customer=customer).aggregate(
        bundle=Count("pk", filter=Q(lines__bundle__isnull=False), distinct=True),
        menu=Count("pk", filter=Q(lines__bundle__bundle_groups__isnull=False), distinct=True),
    )  # fmt: skip
    booked = visible_tickets(user).filter(customer=customer).aggregate(n=Count("appointments"))
    paid = special_payment(user, customer)
    counted = (
        quotes["bundle"], quotes["menu"], None, booked["n"],
        sum(1 for one in paid if one.decided_at is not None and one.state == "given"),
    )  # fmt: skip
    labels = [CustomOffer._meta.get_field(name).verbose_name for name in FORMS]
    return [
        (str(label), written[name], count)
        for name, label, count in zip(FORMS, labels, counted, strict=True)
    ]


def special_payment(user, customer: Customer) -> list[ServicePromise]:
    """Special payment of a key account, which a director or vice president approves (F-42)."""
    rows = visible_promises(user).filter(customer=customer, service=Service.PAYMENT)
    return list(rows.select_related("made_by", "decided_by")[:MOST_OFFERS])


def one_to_one(user, customer: Customer) -> dict:
    """Everything of the page. About a dozen queries, however much there was."""
    today, overall = timezone.localdate(), our_shares([customer.pk]).get(customer.pk)
    offers = access.visible_offers(user).filter(customer=customer).select_related("by", "quote")
    is_person = customer.party_type == PartyType.INDIVIDUAL
    refused = is_person and bool(
        declining(customer._meta.label_lower, [customer.pk], PUSH, now=timezone.now())
    )
    return {
        "overall": overall, "is_overall_wrong": is_wrong(overall),
        "shares": shares_of(user, customer, today), "dialogue": dialogue_of(user, customer),
        "forms": forms_of(user, customer), "offers": list(offers[:MOST_OFFERS]),
        "payments": special_payment(user, customer), "is_person": is_person,
        "is_push_refused": refused, "may_write": access.may(user, "write"),
    }  # fmt: skip


def _sold(customer: Customer, days: tuple[date, date]) -> Mapping[str, tuple[str, Decimal]]:
    """Path of a category -> its name and net sales of the last twelve months. Three queries."""
    net = {product: row[1] for product, row in net_in(customer, days).items()}
    named = Product.objects.filter(pk__in=list(net)).values_list(
        "pk", "category__path", "category__path_name"
    )
    found: dict[str, tuple[str, Decimal]] = {}
    for product, path, name in named:
        key = path or ""
        before = found.get(key, ("", ZERO))[1]
        found[key] = name or _("没有类别"), before + net[product]
    return found


def _under(sold: Mapping[str, tuple[str, Decimal]], path: str) -> Decimal:
    """Net sales in a category and those below it."""
    return sum((net for key, (_name, net) in sold.items() if key.startswith(path)), ZERO)
