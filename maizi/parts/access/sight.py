"""Rows in sight and verbs allowed."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from maizi.accounts.access import rights_of
from maizi.catalog.models import Product
from maizi.catalog.terms import ProductSort

from ..models import Fitting, PartPlan, PastUse, PlanLine, Rate, Region
from ..terms import PlanState
from .declared import SPARE

CODE = SPARE.code
SEEN = {"view": "read", "unmask": "read"}


def visible_plans(user) -> QuerySet[PartPlan]:
    """All plans, for those who read them; whoever decides one sees it in his approvals."""
    return _for_readers(user, PartPlan.objects.all())


def visible_lines(user) -> QuerySet[PlanLine]:
    """Levels of visible plans."""
    return _for_readers(user, PlanLine.objects.all())


def visible_rates(user) -> QuerySet[Rate]:
    """Probabilities of visible plans."""
    return _for_readers(user, Rate.objects.all())


def visible_regions(user) -> QuerySet[Region]:
    """Regions, for those who read plans."""
    return _for_readers(user, Region.objects.all())


def visible_fittings(user) -> QuerySet[Fitting]:
    """Which part goes into which model, for those who read plans."""
    return _for_readers(user, Fitting.objects.all())


def visible_past_use(user) -> QuerySet[PastUse]:
    """What was used before, for those who read plans."""
    return _for_readers(user, PastUse.objects.all())


def visible_parts(user) -> QuerySet[Product]:
    """Products that are spare parts or go into a model, for those who read plans."""
    fitted = Exists(Fitting.objects.filter(part=OuterRef("pk")))
    return _for_readers(user, Product.objects.filter(Q(sort=ProductSort.PART) | fitted))


def may(user, verb: str, row: PartPlan | None = None) -> bool:
    """Whether a person may do `verb` to plans; drafts alone are changed."""
    rights = rights_of(user)
    if verb in ("add", "change", "plan"):
        is_open = row is None or verb == "plan" or row.state in ("", PlanState.DRAFT)
        return is_open and rights.may(CODE, "plan")
    return rights.may(CODE, SEEN.get(verb, verb))


def may_set_up(user, verb: str, row=None) -> bool:
    """Fittings, regions, past use: read by all who read plans, changed by few."""
    verb = SEEN.get(verb, verb)
    return rights_of(user).may(CODE, "setup" if verb in ("add", "change") else verb)


def _for_readers(user, rows: QuerySet) -> QuerySet:
    return rows if may(user, "view") else rows.none()
