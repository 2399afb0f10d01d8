"""Whose summary of a quarter has not been made yet: value classes A and B, key accounts (C-90)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from maizi.customers.models import Customer
from maizi.customers.terms import KaStatus, ValueClass
from maizi.fields.models import PrintRecord
from maizi.fields.queries import used_templates
from maizi.fields.queries.documents import Template

from .. import access
from ..models import Evaluation
from ..rules.quarters import Quarter
from ..terms import State

SUMMARY, KIND, PAGE = "客户定期总结", "relationship.evaluation", 100
WORTH = Q(return_plan__value_class__in=(ValueClass.A, ValueClass.B)) | Q(ka_status=KaStatus.KEY)


@dataclass(frozen=True, slots=True)
class Due:
    """One customer without a printed summary; what was begun of it, and what is in its way.

    row      the evaluation of the quarter, begun and not printed yet
    blocked  another evaluation that has to be finished first
    """

    customer: Customer
    row: Evaluation | None = None
    blocked: Evaluation | None = None


def due_in(rows: QuerySet[Customer], quarter: Quarter) -> QuerySet[Customer]:
    """Customers among `rows`, with an owner, whose quarter nobody has printed a summary of."""
    printed = PrintRecord.objects.filter(kind=KIND, template_name=SUMMARY, object_id=OuterRef("pk"))
    done = covering(quarter).filter(Exists(printed), customer=OuterRef("pk"))
    rows = rows.filter(WORTH, pool=None, archived_at=None, created_at__date__lte=quarter.ends_on)
    return rows.exclude(owner=None).exclude(Exists(done))


def covering(quarter: Quarter) -> QuerySet[Evaluation]:
    """Evaluations whose period holds the whole quarter."""
    return Evaluation.objects.filter(starts_on__lte=quarter.starts_on, ends_on__gte=quarter.ends_on)


def counts_of_owners(quarter: Quarter) -> dict[int, int]:
    """Owner -> how many summaries he still has to make. One query."""
    rows = due_in(Customer.objects.filter(owner__is_active=True), quarter).order_by()
    return dict(rows.values_list("owner").annotate(count=Count("pk")))


def due_page(
    user, quarter: Quarter, *, is_mine: bool, start: int = 0
) -> tuple[list[Due], int, list[tuple[str, int]]]:
    """A page of what is due, how much in all, and how much of whom. Four queries."""
    rows = due_in(access.visible_kept(user), quarter)
    rows = rows.filter(owner=user.pk) if is_mine else rows
    owners = rows.order_by().values_list("owner__name").annotate(n=Count("pk")).order_by("-n")
    found = rows.select_related("owner", "return_plan").order_by("owner__sort_name", "id")
    shown = list(found[start : start + PAGE])
    return _begun(user, shown, quarter), rows.count(), list(owners[:PAGE])


def _begun(user, shown: Sequence[Customer], quarter: Quarter) -> list[Due]:
    rows = access.visible_evaluations(user).filter(customer__in=shown)
    there: dict[int, Evaluation] = {}
    for row in rows.filter(pk__in=covering(quarter).values("pk")).order_by("id"):
        there[row.customer_id] = row
    open_ = {row.customer_id: row for row in rows.exclude(state=State.APPROVED)}
    return [
        Due(one, there.get(one.pk), None if one.pk in there else open_.get(one.pk))
        for one in shown
    ]  # fmt: skip


def summary_template() -> Template:
    """What summaries are printed with: the company's own layout of that name, or the shipped."""
    return next(one for one in used_templates(KIND) if one.name == SUMMARY)
