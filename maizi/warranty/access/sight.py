"""Rows in sight and verbs allowed: pieces of one's customers, or all of them for the service."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from maizi.accounts.access import once_a_request, rights_of
from maizi.customers.access import of_unseen_restricted, visible_customers

from ..models import Acceptance, CatalogueRow, Repair, Unit, Verdict

CODE, RULES = "installed", "sanbao"


def sees_all(user) -> bool:
    """Whether somebody sees the pieces of every customer: who answers the telephone does."""
    return rights_of(user).may(CODE, "all")


@once_a_request
def visible_units(user) -> QuerySet[Unit]:
    """Pieces of visible customers; all but those of restricted ones for the service."""
    if not rights_of(user).may(CODE, "read"):
        return Unit.objects.none()
    seen = Exists(visible_customers(user).filter(pk=OuterRef("customer")))
    if not sees_all(user):
        return Unit.objects.filter(seen)
    return Unit.objects.filter(Q(customer=None) | Q(customer__is_restricted=False) | seen)


def visible_repairs(user) -> QuerySet[Repair]:
    """Repairs of visible pieces."""
    return Repair.objects.filter(unit__in=visible_units(user))


def visible_acceptances(user) -> QuerySet[Acceptance]:
    """Receipts with a visible piece."""
    return Acceptance.objects.filter(Exists(visible_units(user).filter(acceptance=OuterRef("pk"))))


def withheld_units(user) -> QuerySet[Unit]:
    """Pieces whose filed vouchers he may not read, whatever he keeps: of restricted customers."""
    return Unit.objects.filter(of_unseen_restricted(user))


def withheld_acceptances(user) -> QuerySet[Acceptance]:
    """The same of receipts."""
    return Acceptance.objects.filter(of_unseen_restricted(user))


def visible_verdicts(user) -> QuerySet[Verdict]:
    """Verdicts about visible pieces; about none, one's own, or all for the service."""
    if not rights_of(user).may(CODE, "read"):
        return Verdict.objects.none()
    free = Q(unit=None) if sees_all(user) else Q(unit=None, created_by=user.pk)
    return Verdict.objects.filter(free | Q(unit__in=visible_units(user)))


def visible_catalogue(user) -> QuerySet[CatalogueRow]:
    """The catalogue of 三包, for whoever may read it."""
    rows = CatalogueRow.objects.all()
    return rows if rights_of(user).may(RULES, "read") else rows.none()


def may(user, verb: str, row: Unit | None = None) -> bool:
    """Whether a person may do `verb` to pieces; who sees one may with the right."""
    verb = {"view": "read", "unmask": "read", "change": "add"}.get(verb, verb)
    return rights_of(user).may(CODE, verb)


def may_read(user, verb: str, row=None) -> bool:
    """What is written by verbs alone is read here, and exported."""
    return verb in ("view", "unmask", "export") and may(user, verb)


def may_repair(user, verb: str, row: Repair | None = None) -> bool:
    """Whether a person may do `verb` to records of repair; new ones begin at their piece."""
    return verb != "add" and may(user, verb if verb in ("view", "unmask", "export") else "repair")


def may_accept(user, verb: str, row: Acceptance | None = None) -> bool:
    """Whether a person may do `verb` to receipts; a signed one is never changed."""
    return verb not in ("add", "change") and may(user, verb)


def may_judge(user, verb: str, row: Verdict | None = None) -> bool:
    """Whether a person may ask for verdicts and write down what the customer chose."""
    return may(user, verb if verb in ("view", "unmask", "export") else "judge")


def may_set_up(user, verb: str, row: CatalogueRow | None = None) -> bool:
    """Whether a person may do `verb` to the catalogue."""
    verb = {"view": "read", "unmask": "read", "add": "setup", "change": "setup"}.get(verb, verb)
    return rights_of(user).may(RULES, verb)
