"""Write a key-account plan: sections, factors, comparison, worth, advantages, method (B-20 …)."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from maizi.accounts.models import User
from maizi.customers.access import visible_customers
from maizi.customers.models import Customer
from maizi.customers.terms import KaStatus
from maizi.fields.queries import parameter
from maizi.history.actions import record, recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from .. import access
from ..models import (
    AdvantageClaim,
    CompareLine,
    Discussion,
    FactorWeight,
    KeyPlan,
    PlanPart,
    TradeMonth,
    WorthCase,
)
from ..rules.comparing import Criterion, check_criteria
from ..rules.worth import Estimate, assess
from ..terms.accounts import Advantage, Factor, Method, PlanSection, Risk
from ..terms.visits import DiscussionSort

MOST_COMPETITORS, MOST_CRITERIA = 6, 20


@transaction.atomic
def save_key_plan(row: KeyPlan, verb: str, *, by) -> KeyPlan:
    """Store a plan with all its sections; an ordinary customer becomes a target (0.5).

    The caller records. Raises Refused for a customer whom the owner does not see, and for an
    opportunity of another one.
    """
    row.name = " ".join(row.name.split())
    if row.owner_id is None:
        row.owner = by
    if not visible_customers(row.owner).filter(pk=row.customer_id).exists():
        raise Refused(N_("{owner}看不到这个客户。"), owner=row.owner.name, field="owner")
    if row.opportunity is not None and row.opportunity.customer_id != row.customer_id:
        raise Refused(N_("这个商机不属于这个客户。"), field="opportunity")
    if row.starts_on and row.ends_on and row.ends_on < row.starts_on:
        raise Refused(N_("结束日期早于开始日期。"), field="ends_on")
    row.org_unit = row.owner.unit
    row.save()
    PlanPart.objects.bulk_create(
        [PlanPart(plan=row, code=code) for code in PlanSection], ignore_conflicts=True
    )
    customer = Customer.objects.select_for_update().get(pk=row.customer_id)
    if customer.ka_status == KaStatus.NONE:
        with recorded(customer, Verb.CHANGE, by=by, reason=row.name):
            customer.ka_status = KaStatus.TARGET
            customer.save(update_fields=["ka_status"])
    return row


@transaction.atomic
def write_part(part: PlanPart, *, text: str, is_done: bool, owner: User | None, by) -> PlanPart:
    """Write a section; an empty one is not done. Raises Refused."""
    if is_done and not text.strip():
        raise Refused(N_("“{part}”还没有内容，不能算完成。"), part=str(part), field="text")
    with recorded(part, Verb.CHANGE, by=by):
        part.text, part.is_done, part.owner = text.strip(), is_done, owner
        part.save()
    return part


@transaction.atomic
def weigh_factors(plan: KeyPlan, weights: Mapping[Factor, tuple[int, str]], *, by) -> None:
    """How much the purchase hangs on each factor, 1 to 5, and how we know; 0 leaves one out."""
    for factor, (weight, evidence) in weights.items():
        if not 0 <= weight <= 5:
            raise Refused(N_("“{name}”的重要程度应在 1 到 5 之间。"), name=factor.chinese)
        if not weight:
            plan.factors.filter(code=factor).delete()
            continue
        FactorWeight.objects.update_or_create(
            plan=plan, code=factor, defaults={"weight": weight, "evidence": evidence.strip()[:200]}
        )
    told = "、".join(f"{f.chinese} {w}" for f, (w, _) in weights.items() if w)
    record(plan, verb=Verb.CHANGE, by=by, changes={N_("影响采购的因素"): [None, told]})


@transaction.atomic
def compare(
    plan: KeyPlan, competitors: Collection[str], criteria: Collection[Criterion], *, by
) -> None:
    """The matrix of us and our competitors. Raises Refused unless weights sum to 1 (B-23)."""
    names = [" ".join(name.split()) for name in competitors if name.strip()]
    if not names or len(names) > MOST_COMPETITORS or len(set(names)) < len(names):
        raise Refused(N_("请写 1 到 6 个不同的竞争对手。"), field="competitors")
    if len(criteria) > MOST_CRITERIA:
        raise Refused(N_("最多比较 20 项。"))
    check_criteria(list(criteria))
    with recorded(plan, N_("竞争对手比较"), by=by):
        plan.competitors = "、".join(names)
        plan.save(update_fields=["competitors"])
    plan.comparison.all().delete()
    CompareLine.objects.bulk_create(
        [
            CompareLine(plan=plan, name=one.name[:40], weight=one.weight, ours=one.ours,
                        theirs=dict(one.theirs))
            for one in criteria
        ]
    )  # fmt: skip


@transaction.atomic
def note_trade(
    plan: KeyPlan, *, month: date, ours_yuan: Decimal, all_yuan: Decimal | None, by,
    product: str = "",
) -> TradeMonth:  # fmt: skip
    """What the customer bought in a month; the same month and product is replaced.

    Raises Refused when our part is more than the whole.
    """
    if all_yuan is not None and ours_yuan > all_yuan:
        raise Refused(N_("向我方采购的金额大于总采购金额，请核对。"), field="all_yuan")
    row, _ = TradeMonth.objects.update_or_create(
        plan=plan, month=month.replace(day=1), product=product.strip()[:60],
        defaults={"ours_yuan": ours_yuan, "all_yuan": all_yuan},
    )  # fmt: skip
    record(plan, verb=Verb.CHANGE, by=by,
           changes={N_("交易记录分析"): [None, f"{row} {ours_yuan}"]})  # fmt: skip
    return row


@transaction.atomic
def assess_worth(plan: KeyPlan, given: Estimate, *, by, risk_sort: Risk | None = None) -> WorthCase:
    """Keep one assessment with its verdict (B-24); the risk may come from the scorecard."""
    if risk_sort is not None:
        levels = dict(zip(Risk, parameter("ka.dev.risk"), strict=True))
        given = Estimate(**asdict(given) | {"risk": Decimal(levels[risk_sort])})
    found = assess(given, roi_min=Decimal(parameter("ka.dev.roi_min")))
    row = WorthCase(
        plan=plan, **asdict(given), risk_sort=risk_sort or "", cost_yuan=found.cost_yuan,
        worth_yuan=found.worth_yuan, verdict=found.verdict, by=by, at=timezone.now(),
        roi=None if found.roi is None else found.roi.quantize(Decimal("0.0001")),
    )  # fmt: skip
    with recorded(row, Verb.CREATE, by=by):
        row.save()
    return row


@transaction.atomic
def claim_advantage(row: AdvantageClaim, *, by) -> AdvantageClaim:
    """Write down one of the six advantages for this customer. Raises Refused without words."""
    if not row.statement.strip():
        raise Refused(N_("请写下要对客户说的话。"), field="statement")
    row.sort = Advantage(row.sort)
    with recorded(row, Verb.CREATE, by=by):
        row.save()
    return row


@dataclass(frozen=True, slots=True)
class MethodChosen:
    """What the method meeting decided, and who was there."""

    method: Method
    at: datetime
    people: Collection[User]
    notes: str


@transaction.atomic
def choose_method(plan: KeyPlan, chosen: MethodChosen, *, by) -> Discussion:
    """Hold the method meeting: target presented, opinions collected, method decided (B-26).

    Raises Refused for who may not decide, without another person, and without minutes.
    """
    if not access.may_plan(by, "decide", plan):
        raise Refused(N_("开发方法由大客户开发经理主持会议决定。"))
    people = {person.pk: person for person in (*chosen.people, by)}
    if len(people) < 2:
        raise Refused(N_("会议至少要有一位其他同事参加。"), field="people")
    if not chosen.notes.strip():
        raise Refused(N_("请写下会议记录：大家的意见和决定的理由。"), field="notes")
    if chosen.at > timezone.now():
        raise Refused(N_("会议的时间不能晚于现在。"), field="at")
    row = Discussion(
        customer=plan.customer, sort=DiscussionSort.METHOD, at=chosen.at, host=by,
        notes=chosen.notes.strip(), decision=chosen.method.chinese,
    )  # fmt: skip
    with recorded(row, Verb.CREATE, by=by):
        row.save()
    row.people.set(people.values())
    with recorded(plan, N_("决定开发方法"), by=by):
        plan.meeting, plan.method = row, chosen.method
        plan.save(update_fields=["meeting", "method"])
    plan.parts.filter(code=PlanSection.METHOD).update(
        text=f"{chosen.method.chinese}\n{chosen.notes.strip()}"[:4000], is_done=True
    )
    return row
