"""Who sees which targets and commission, and who may do what with them (M-2, M-3)."""

from django.db.models import Q, QuerySet

from maizi.accounts.access import Entity, rights_of, within
from maizi.accounts.models import OrgUnit, User
from maizi.fields.access import Parameter
from maizi.fields.terms import Section, Sort
from maizi.kernel.texts import N_

from .models import CommissionLine, CommissionRule, CommissionRun, Target
from .terms import RunState

TARGET = Entity(
    "target",
    N_("销售目标"),
    {"read": N_("查看达成"), "set": N_("下达目标"), "export": N_("导出")},
)
COMMISSION = Entity(
    "commission",
    N_("提成"),
    {
        "read": N_("查看提成"), "rules": N_("制定提成规则"), "run": N_("计算并提交提成"),
        "export": N_("导出"),
    },
)  # fmt: skip
PARAMETERS = (
    Parameter(
        "target.basis", N_("销售目标按什么算达成"), Section.TRADE, Sort.CHOICE, "orders",
        rule="I-11",
        choices={
            "orders": N_("已确认的订单"), "invoices": N_("已开具的发票"), "receipts": N_("收款"),
        },
        note=N_("收款不分商品，按客户的负责人算。提成也按这个口径。"),
    ),
    Parameter(
        "target.with_tax", N_("销售目标与达成含税"), Section.TRADE, Sort.YES_NO, False,
        rule="I-11", note=N_("收款总是实收的钱。"),
    ),
)  # fmt: skip
RUN_SUBJECT = "commission.run"


def may(user, verb: str, row=None) -> bool:
    """Whether a person may do `verb` to targets, of anybody he reaches."""
    return rights_of(user).may("target", "read" if verb in ("view", "unmask") else verb)


def may_commission(user, verb: str, row=None) -> bool:
    """Whether a person may do `verb` to commission and its rules."""
    verb = {"view": "rules", "unmask": "rules", "add": "rules", "change": "rules"}.get(verb, verb)
    return rights_of(user).may("commission", verb)


def visible_people(user, verb: str = "read") -> QuerySet[User]:
    """The people whose targets somebody reads, or sets."""
    sight = rights_of(user).sight("target", verb)
    return User.objects.filter(is_active=True).filter(within(user, sight, owner="pk", unit="unit"))


def visible_units(user, verb: str = "read") -> QuerySet[OrgUnit]:
    """The units whose targets somebody reads, or sets; nobody's own alone."""
    sight = rights_of(user).sight("target", verb)
    if sight.everything:
        return OrgUnit.objects.all()
    return OrgUnit.objects.filter(pk__in=sight.unit_ids)


def visible_targets(user) -> QuerySet[Target]:
    """Targets of visible people and units."""
    return Target.objects.filter(
        Q(person__in=visible_people(user)) | Q(unit__in=visible_units(user))
    )


def visible_rules(user) -> QuerySet[CommissionRule]:
    """Rules of commission, for those who make them."""
    if may_commission(user, "rules"):
        return CommissionRule.objects.all()
    return CommissionRule.objects.none()


def visible_runs(user) -> QuerySet[CommissionRun]:
    """Every month for those who compute it; approved ones for those who read commission."""
    if may_commission(user, "run"):
        return CommissionRun.objects.all()
    if may_commission(user, "read"):
        return CommissionRun.objects.filter(state=RunState.APPROVED)
    return CommissionRun.objects.none()


def visible_lines(user) -> QuerySet[CommissionLine]:
    """What is paid to the people whose commission somebody reads; his own at least."""
    sight = rights_of(user).sight("commission", "read")
    lines = CommissionLine.objects.filter(run__in=visible_runs(user))
    return lines.filter(within(user, sight, owner="person", unit="person__unit"))
