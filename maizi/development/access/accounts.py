"""Key-account plans, agreements, gifts: by owner and unit, of customers one sees."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from maizi.accounts.access import Entity, rights_of, within
from maizi.customers.access import visible_customers
from maizi.fields.access import NumberKind, NumberShape, Parameter
from maizi.fields.terms import Section, Sort
from maizi.inbox.access import EventKind
from maizi.kernel.texts import N_

from ..models import Agreement, FirstContact, Gift, KeyPlan, Obligation, PlanPart

PLAN = Entity(
    "keyplan",
    N_("大客户开发计划"),
    {
        "read": N_("查看"),
        "add": N_("新建"),
        "change": N_("编写与发信"),
        "decide": N_("决定开发方法"),
    },
)
AGREEMENT = Entity(
    "agreement",
    N_("合作协议"),
    {
        "read": N_("查看"),
        "add": N_("新建"),
        "change": N_("修改与履行"),
        "approve": N_("批准与终止"),
        "export": N_("导出"),
    },
)
GIFT = Entity(
    "gift",
    N_("礼品登记"),
    {"read": N_("查看"), "add": N_("登记"), "approve": N_("批准"), "export": N_("导出")},
)
AGREEMENT_NUMBERS = NumberKind("agreement", N_("协议编号"), NumberShape("XY"))
AGREEMENT_ENDS = EventKind("development.agreement_ends", N_("合作协议快到期了"), by_mail=True)
GIFT_ASKED = EventKind("development.gift_asked", N_("有礼品登记等我批准"))
GIFT_LIMITS = Parameter(
    "gift.year_limit", N_("每人每年礼品限额"), Section.KEY_ACCOUNTS, Sort.DECIMAL, (500, 0),
    unit=N_("元"), rule="B-44", parts=(N_("企业人员"), N_("政府机构人员")), least=0,
    most=100_000, note=N_("反不正当竞争法禁止商业贿赂；政府机构人员默认不得赠送。"),
)  # fmt: skip
SEEN = {"view": "read", "unmask": "read"}


def visible_key_plans(user) -> QuerySet[KeyPlan]:
    """One's own and those of units in sight, of visible customers."""
    return _of_customers(user, "keyplan", KeyPlan)


def visible_first_contacts(user) -> QuerySet[FirstContact]:
    """First contacts of visible plans."""
    return FirstContact.objects.filter(plan__in=visible_key_plans(user).values("pk"))


def visible_agreements(user) -> QuerySet[Agreement]:
    """One's own and those of units in sight, of visible customers."""
    return _of_customers(user, "agreement", Agreement)


def visible_obligations(user) -> QuerySet[Obligation]:
    """What visible agreements oblige to."""
    return Obligation.objects.filter(agreement__in=visible_agreements(user).values("pk"))


def visible_gifts(user) -> QuerySet[Gift]:
    """Gifts one registered, and those of visible customers for whoever approves."""
    rights = rights_of(user)
    if not rights.may("gift", "read"):
        return Gift.objects.none()
    seen = visible_customers(user).filter(pk=OuterRef("customer"))
    rows = Gift.objects.filter(Exists(seen))
    return rows if rights.may("gift", "approve") else rows.filter(by=user.pk)


def _of_customers(user, entity: str, model) -> QuerySet:
    sight = rights_of(user).sight(entity)
    if sight.nothing:
        return model.objects.filter(Q(pk__in=[]))
    seen = visible_customers(user).filter(pk=OuterRef("customer"))
    return model.objects.filter(within(user, sight), Exists(seen))


def may_plan(user, verb: str, row: KeyPlan | None = None) -> bool:
    """Whether a person may do `verb` to plans, or to this one within his reach."""
    return _may(user, "keyplan", verb, row)


def may_agreement(user, verb: str, row: Agreement | None = None) -> bool:
    """Whether a person may do `verb` to agreements, or to this one within his reach."""
    return _may(user, "agreement", verb, row)


def may_gift(user, verb: str, row: Gift | None = None) -> bool:
    """Whoever registers sees his own; whoever was granted it approves those of others."""
    if verb == "change":
        return False
    return rights_of(user).may("gift", SEEN.get(verb, verb))


def _may(user, entity: str, verb: str, row) -> bool:
    sight = rights_of(user).sight(entity, SEEN.get(verb, verb))
    if row is None or sight.everything:
        return not sight.nothing
    return (sight.own and row.owner_id == user.pk) or row.org_unit_id in sight.unit_ids


def visible_parts(user) -> QuerySet[PlanPart]:
    """Sections of visible plans."""
    rows = PlanPart.objects.filter(plan__in=visible_key_plans(user).values("pk"))
    return rows.select_related("plan")
