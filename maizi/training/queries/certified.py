"""Who may work on what, until when: asked by dispatch, shown as a matrix (F-52)."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from maizi.accounts.models import User
from maizi.catalog.models import Category, Product
from maizi.fields.queries import parameter
from maizi.service.access import Demanded
from maizi.service.models import Engineer, Ticket
from maizi.service.queries import families_of

from .. import access
from ..models import Certificate, Course
from ..rules.courses import standing_of
from ..terms import Standing

PAGE = 50


def demanded_for(ticket: Ticket) -> Demanded | None:
    """What a ticket asks of whoever is sent: a certificate of one of the courses for its product.

    None where no course that is taught certifies for it. Certificates of retired courses count
    until they end. Two queries.
    """
    covers = _covering(families_of(ticket.family), ticket.product_id)
    names = Course.objects.filter(covers, is_retired=False).order_by("code", "id").distinct()
    names = list(names.values_list("name", flat=True))
    if not names:
        return None
    rows = Certificate.objects.filter(covers, revoked_at=None).order_by("valid_to")
    until = dict(rows.values_list("person", "valid_to"))
    return Demanded(gettext("、").join(names), until)


def _covering(families: Collection[int], product_id: int | None) -> Q:
    """What certifies for a product: by itself, or by its family or one above it."""
    covers = Q(families__in=families)
    return covers if product_id is None else covers | Q(products=product_id)


def ending_soon(today: date) -> QuerySet[Certificate]:
    """Certificates to be announced: they end within the days of warning and were not renewed."""
    last = today + timedelta(days=warn_days())
    newer = Certificate.objects.filter(
        person=OuterRef("person"), course=OuterRef("course"), revoked_at=None,
        valid_to__gt=OuterRef("valid_to"),
    )  # fmt: skip
    rows = Certificate.objects.filter(
        revoked_at=None, warned_on=None, valid_to__gte=today, valid_to__lte=last,
        person__is_active=True, course__is_retired=False,
    )  # fmt: skip
    return rows.exclude(Exists(newer)).select_related("person__superior", "course").order_by("pk")


def warn_days() -> int:
    """How many days before the end of a certificate it is announced."""
    return int(parameter("training.warn_days"))


@dataclass(frozen=True, slots=True)
class Held:
    """A certificate with what it is worth today."""

    row: Certificate
    standing: Standing
    names: list[str]


def held(rows: Iterable[Certificate], *, today: date) -> list[Held]:
    """Certificates with what they are worth and what they are for. Four queries at most."""
    days, found = warn_days(), []
    for row in rows:
        standing = standing_of(
            row.valid_to, is_revoked=row.revoked_at is not None, today=today, warn_days=days
        )
        names = [one.path_name for one in row.families.all()]
        found.append(Held(row, standing, [*names, *(str(one) for one in row.products.all())]))
    return found


@dataclass(frozen=True, slots=True)
class Column:
    """One family or product for which a certificate is demanded."""

    family: Category | None
    product: Product | None

    @property
    def name(self) -> str:
        return self.family.path_name if self.family else str(self.product)

    def is_covered(self, families: Collection[int], products: Collection[int]) -> bool:
        """Whether a certificate for these families and products certifies for it."""
        if self.product is not None and self.product.pk in products:
            return True
        family = self.family or self.product.category
        return not set(families_of(family)).isdisjoint(families)


@dataclass(frozen=True, slots=True)
class Cell:
    """Until when somebody may work on something; both None where he never could."""

    until: date | None
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class Matrix:
    """A page of people with what each may work on."""

    columns: list[Column]
    rows: list[tuple[User, list[Cell]]]
    total: int
    before: int
    after: int


def matrix_of(user, *, page: int = 1, today: date | None = None) -> Matrix:
    """Who may work on what, until when: engineers in sight, fifty a page.

    Columns are what courses that are taught certify for. Eight queries and those for rights,
    however many people.
    """
    people = _people(user)
    total = people.count()
    last = max(1, -(-total // PAGE))
    at = min(max(page, 1), last)
    shown = list(people.select_related("unit")[(at - 1) * PAGE : at * PAGE])
    columns = _columns()
    today, days = today or timezone.localdate(), warn_days()
    covers = _covers([one.pk for one in shown])

    def cell(person: User, column: Column) -> Cell:
        ends = [to for to, families, products in covers.get(person.pk, ())
                if column.is_covered(families, products)]  # fmt: skip
        if not ends:
            return Cell(None, None)
        until = max(ends)
        return Cell(until, standing_of(until, is_revoked=False, today=today, warn_days=days))

    rows = [(one, [cell(one, column) for column in columns]) for one in shown]
    return Matrix(columns, rows, total, at - 1, at + 1 if at < last else 0)


def _people(user) -> QuerySet[User]:
    """Engineers, and whoever holds a certificate, as far as one sees their certificates."""
    sent = Exists(Engineer.objects.filter(user=OuterRef("pk"), is_active=True))
    holds = Exists(access.visible_certificates(user).filter(person=OuterRef("pk")))
    rows = access.visible_learners(user).filter(sent | holds, is_active=True)
    return rows.order_by("sort_name", "id")


def _columns() -> list[Column]:
    """What courses that are taught certify for. Two queries."""
    taught = Course.objects.filter(is_retired=False)
    families = Category.objects.filter(pk__in=taught.values("families"))
    products = Product.objects.filter(pk__in=taught.values("products")).select_related("category")
    return [
        *(Column(one, None) for one in families.order_by("path_name", "id")),
        *(Column(None, one) for one in products.order_by("sort_name", "id")),
    ]


def _covers(people: Collection[int]) -> dict[int, list[tuple[date, set[int], set[int]]]]:
    """Person -> the last day of each certificate, and what it is for. Three queries."""
    rows = Certificate.objects.filter(person__in=people, revoked_at=None)
    families, products = defaultdict(set), defaultdict(set)
    for pk, family in rows.filter(families__isnull=False).values_list("pk", "families"):
        families[pk].add(family)
    for pk, product in rows.filter(products__isnull=False).values_list("pk", "products"):
        products[pk].add(product)
    found: dict[int, list] = defaultdict(list)
    for pk, person, until in rows.values_list("pk", F("person"), "valid_to"):
        found[person].append((until, families[pk], products[pk]))
    return found
