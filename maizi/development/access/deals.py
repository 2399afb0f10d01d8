"""Opportunities: seen by owner and unit, of customers one sees; pipelines are the company's."""

from collections.abc import Callable

from django.db.models import Exists, OuterRef, QuerySet

from maizi.accounts.access import Entity, rights_of, within
from maizi.customers.access import visible_customers
from maizi.customers.models import Customer
from maizi.fields.access import NumberKind, NumberShape
from maizi.kernel.texts import N_

from ..models import DevelopmentRecord, Move, Opportunity, Pipeline, Stage

OPPORTUNITY = Entity(
    "opportunity",
    N_("商机"),
    {
        "read": N_("查看"),
        "add": N_("新建"),
        "change": N_("修改与推进"),
        "assign": N_("换负责人"),
        "export": N_("导出"),
        "pipelines": N_("设置销售流程"),
    },
)
NUMBERS = NumberKind("opportunity", N_("商机编号"), NumberShape("SJ"))

CreditCheck = Callable[[Customer], str]
_checks: list[CreditCheck] = []


def declare_credit_check(check: CreditCheck) -> None:
    """Say what the credit pre-check has against a customer, "" for nothing; from a ready()."""
    _checks[:] = [check]


def credit_objection(customer: Customer) -> str:
    """What speaks against selling to this customer; "" while no app checks it."""
    return _checks[0](customer) if _checks else ""


def visible_opportunities(user) -> QuerySet[Opportunity]:
    """One's own and those of units in sight, as far as their customers are visible."""
    sight = rights_of(user).sight("opportunity")
    if sight.nothing:
        return Opportunity.objects.none()
    seen = visible_customers(user).filter(pk=OuterRef("customer"))
    return Opportunity.objects.filter(within(user, sight), Exists(seen))


def visible_moves(user) -> QuerySet[Move]:
    """The ways of visible opportunities."""
    return Move.objects.filter(opportunity__in=visible_opportunities(user).values("pk"))


def visible_records(user) -> QuerySet[DevelopmentRecord]:
    """Development records of visible opportunities."""
    seen = visible_opportunities(user).filter(pk=OuterRef("opportunity"))
    return DevelopmentRecord.objects.filter(Exists(seen))


def visible_pipelines(user) -> QuerySet[Pipeline]:
    """The company's pipelines, for everybody who reads opportunities."""
    known = rights_of(user).may("opportunity", "read")
    return Pipeline.objects.all() if known else Pipeline.objects.none()


def visible_stages(user) -> QuerySet[Stage]:
    """The stages of the company's pipelines."""
    known = rights_of(user).may("opportunity", "read")
    return Stage.objects.all() if known else Stage.objects.none()


def may(user, verb: str, row: Opportunity | None = None) -> bool:
    """Whether a person may do `verb` to opportunities, or to this one within his reach."""
    verb = {"view": "read", "unmask": "read"}.get(verb, verb)
    sight = rights_of(user).sight("opportunity", verb)
    if row is None or sight.everything:
        return not sight.nothing
    return (sight.own and row.owner_id == user.pk) or row.org_unit_id in sight.unit_ids


def may_pipeline(user, verb: str, row: Pipeline | None = None) -> bool:
    """Everybody looks at pipelines; whoever was granted it sets them up."""
    right = "read" if verb in ("view", "unmask") else "pipelines"
    return verb != "export" and rights_of(user).may("opportunity", right)
