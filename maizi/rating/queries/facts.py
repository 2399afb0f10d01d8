"""The facts an evaluation is made of (D-2, D-3, D-12)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.utils import timezone

from maizi.credit.queries import exposure_of
from maizi.credit.terms import EntryKind
from maizi.customers.models import Customer
from maizi.fields.queries import parameters
from maizi.kernel.money import ratio, show_yuan
from maizi.kernel.texts import N_, Said, say

from ..models import Evaluation, FinancialStatement, Paper, Scorecard, ScoreTrait
from ..rules import dossier
from ..rules.cards import Step, Trait, spread
from ..rules.grading import Policy
from ..rules.payments import Payments, payments
from ..rules.ratios import is_stale, last_quarter_end, ratios
from ..terms import OPEN, Factor, Measure, PaperKind, Ratio
from .ledger import bills_of, monthly_sales

YEAR_DAYS = Decimal("365.2425")


@dataclass(frozen=True)
class Value:
    """What an automatic trait is scored from, and where it comes from in words."""

    value: Decimal | None
    said: Said | str


@dataclass(frozen=True)
class Facts:
    """Everything about a customer that his score and his limit are computed from."""

    values: dict[Measure, Value]
    payments: Payments
    monthly_yuan: Decimal | None
    has_traded: bool
    exposure_yuan: Decimal
    statement: FinancialStatement | None


def evaluation_of(customer: Customer) -> Evaluation | None:
    """The evaluation of a customer that is on its way. One query."""
    return Evaluation.objects.filter(customer=customer, state__in=OPEN).first()


def traits_of(card: Scorecard) -> list[Trait]:
    """The traits of a card as the rules read them. Two queries."""
    found = []
    for criterion in card.criteria.prefetch_related("traits__attribute"):
        traits = list(criterion.traits.all())
        weights = spread(criterion.weight, [trait.share for trait in traits])
        found += [trait_of(trait, weight) for trait, weight in zip(traits, weights, strict=True)]
    return found


def traits_in(card: Scorecard) -> QuerySet[ScoreTrait]:
    """The stored traits of a card."""
    return ScoreTrait.objects.filter(criterion__card=card).select_related("criterion__card")


def trait_of(trait, weight: Decimal) -> Trait:
    """One stored trait as the rules read it."""
    return Trait(
        trait.pk, trait.name, weight, Measure(trait.measure), trait.is_less_better,
        tuple(step_of(one) for one in trait.steps),
        trait.attribute.name if trait.attribute_id else "",
    )  # fmt: skip


def step_of(stored: dict) -> Step:
    """One step as it was stored."""
    bound = stored.get("bound")
    bound = None if bound in (None, "") else Decimal(str(bound))
    return Step(int(stored["score"]), bound, stored.get("word", ""), stored.get("text", ""))


def facts_of(row: Evaluation, today: date | None = None) -> Facts:
    """Ledger, statements, age, collateral of the evaluated customer. At most nine queries."""
    today, customer = today or timezone.localdate(), row.customer
    record = payments(bills_of([customer.pk], today)[customer.pk], today)
    statement = latest_statement(customer, today)
    values = {
        Measure.ON_TIME: _on_time(record), Measure.LATE_COUNT: _late(record),
        Measure.YEARS: _years(customer, today), Measure.COVER: _cover(row),
    } | _from_statement(statement)  # fmt: skip
    invoices = customer_has_invoices(customer)
    return Facts(
        values, record, monthly_sales(customer, today), invoices,
        exposure_of([customer.pk])[customer.pk].exposure_yuan, statement,
    )  # fmt: skip


def customer_has_invoices(customer: Customer) -> bool:
    """Whether he ever bought: else he is new (D-3). One query."""
    account = getattr(customer, "credit_account", None)
    kinds = (EntryKind.INVOICE, EntryKind.OPENING)
    return account is not None and account.entries.filter(kind__in=kinds).exists()


def latest_statement(customer: Customer, today: date) -> FinancialStatement | None:
    """The newest statement that is not too old to rate by (D-12). Two queries."""
    (months,) = parameters("rating.stale_months")
    found = customer.financial_statements.order_by("-period_end").first()
    if found is None or is_stale(found.period_end, today, months=int(months)):
        return None
    return found


def _on_time(record: Payments) -> Value:
    if record.on_time_rate is None:
        return Value(None, say(N_("24 个月里没有到期的应收")))
    said = say(N_("24 个月到期 {due} 元，其中按时付 {paid} 元"), due=show_yuan(record.due_yuan),
               paid=show_yuan(record.on_time_yuan))  # fmt: skip
    return Value(record.on_time_rate, said)


def _late(record: Payments) -> Value:
    if not record.bills:
        return Value(None, say(N_("24 个月里没有到期的应收")))
    said = say(N_("{bills} 笔到期应收里有 {late} 笔逾期超过 30 天"), bills=record.bills,
               late=record.late_count)  # fmt: skip
    return Value(Decimal(record.late_count), said)


def _years(customer: Customer, today: date) -> Value:
    if customer.founded_on is None:
        return Value(None, say(N_("客户资料里没有创业时间")))
    years = Decimal((today - customer.founded_on).days) / YEAR_DAYS
    return Value(years, say(N_("{day} 创业"), day=customer.founded_on.isoformat()))


def _cover(row: Evaluation) -> Value:
    if row.collateral_yuan is None or not row.asked_yuan:
        return Value(None, say(N_("没有填抵押担保价值或申请额度")))
    said = say(N_("担保 {cover} 元 ÷ 申请额度 {asked} 元"), cover=show_yuan(row.collateral_yuan),
               asked=show_yuan(row.asked_yuan))  # fmt: skip
    return Value(ratio(row.collateral_yuan, row.asked_yuan), said)


def _from_statement(statement: FinancialStatement | None) -> dict[Measure, Value]:
    names = (Measure.CURRENT, Measure.QUICK, Measure.CASH_COVER, Measure.DEBT, Measure.NET_MARGIN)
    if statement is None:
        return {name: Value(None, say(N_("没有可用的财务报表"))) for name in names}
    told, said = ratios(statement.figures), say(N_("{day} 的报表"), day=str(statement.period_end))
    return {name: Value(told[Ratio(name.value)], said) for name in names}


def lacking(row: Evaluation, policy: Policy, today: date) -> list[Said]:
    """What still has to come before an evaluation can be submitted (D-1, D-12). Three queries."""
    customer = row.customer
    (days,) = parameters("rating.quarter_days")
    papers = [
        dossier.Paper(PaperKind(p.kind), p.received_on, p.valid_until, p.period_end)
        for p in Paper.objects.filter(customer=customer)
    ]
    told = {Factor(p.factor): (p.text, p.mark) for p in row.paragraphs.all()}
    quarter = last_quarter_end(today, grace_days=int(days))
    return [
        *dossier.lacking_papers(papers, party_type=customer.party_type, today=today,
                                months=policy.stale_months, quarter_end=quarter),
        *dossier.lacking_basics(basics(customer)),
        *dossier.lacking_paragraphs(told),
    ]  # fmt: skip


def basics(customer: Customer) -> dict[str, object]:
    """What the basic form needs (D-12 b), by its label."""
    reach = customer.phone or customer.mobile or customer.email
    if customer.party_type == "individual":
        return {N_("联系方式"): reach, N_("地址"): customer.street or customer.city}
    return {
        N_("统一社会信用代码"): customer.usc_code,
        N_("法定代表人"): customer.legal_representative,
        N_("创业时间"): customer.founded_on,
        N_("行业类型"): customer.industry,
    }
