"""Who sees key accounts with their service, and who may do what (F-41 … F-45)."""

from django.db.models import QuerySet

from maizi.accounts.access import Entity, rights_of, visible_people
from maizi.accounts.models import User
from maizi.customers.access import visible_customers
from maizi.customers.models import Customer
from maizi.customers.terms import KaStatus
from maizi.fields.access import NumberKind, NumberShape, Parameter
from maizi.fields.terms import Section, Sort
from maizi.inbox.access import EventKind
from maizi.kernel.texts import N_

from .models import Promise, Support

KEY_SERVICE = Entity(
    "key_service",
    N_("大客户服务"),
    {
        "read": N_("查看"),
        "apply": N_("申请、举办、评估与回访"),
        "lead": N_("安排小组与承诺"),
        "review": N_("审核申请与评估"),
        "approve": N_("批准特殊付款条件"),
    },
)
NUMBERS = NumberKind("key_support", N_("大客户服务申请号"), NumberShape("DF"))
REVISIT_WEEKS = Parameter(
    "keyservice.revisit_weeks", N_("活动后几周内回访"), Section.SERVICE, Sort.INTEGER, 2,
    unit=N_("周"), rule="F-45", source="S003§10", least=1, most=52,
)  # fmt: skip
REVIEW_SOURCE, REVISIT_SOURCE = "keyservice.review", "keyservice.revisit"
PROMISE_SOURCE = "keyservice.promise"
EVENTS = (
    EventKind("keyservice.review", N_("大客户服务申请或评估轮到我"), by_mail=True),
    EventKind("keyservice.answered", N_("我的大客户服务申请有了结果")),
    EventKind("keyservice.late", N_("大客户活动后没有按时回访"), by_mail=True, is_urgent=True),
)


def may(user, verb: str, row: Support | None = None) -> bool:
    """Whether a person may do `verb`; who wrote an application, or leads, carries it on."""
    rights = rights_of(user)
    if verb == "carry" and row is not None:
        own = row.applicant_id == user.pk and rights.may(KEY_SERVICE.code, "apply")
        return own or rights.may(KEY_SERVICE.code, "lead")
    return rights.may(KEY_SERVICE.code, {"view": "read"}.get(verb, verb))


def sees(user, customer: Customer) -> bool:
    """Whether a person would see what concerns a customer here; who does not hears nothing of it.

    One query, and those for his rights.
    """
    return may(user, "read") and visible_customers(user).filter(pk=customer.pk).exists()


def visible_accounts(user) -> QuerySet[Customer]:
    """Key accounts among the customers in sight."""
    rows = visible_customers(user).filter(ka_status=KaStatus.KEY)
    return rows if may(user, "read") else rows.none()


def visible_supports(user) -> QuerySet[Support]:
    """Applications for visible customers, also when one is no key account any more."""
    if not may(user, "read"):
        return Support.objects.none()
    return Support.objects.filter(customer__in=visible_customers(user))


def visible_promises(user) -> QuerySet[Promise]:
    """Promises to visible key accounts."""
    return Promise.objects.filter(customer__in=visible_accounts(user))


def visible_staff(user) -> QuerySet[User]:
    """Colleagues who work here, to be put into a team."""
    return visible_people(user).filter(is_active=True).order_by("sort_name", "id")
