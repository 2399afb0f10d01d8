"""Rules of commission, and the commission of a month."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..models import CommissionLine, CommissionRule, CommissionRun
from ..queries.commissions import facts_of
from ..queries.sold import basis
from ..rules.commission import commission
from ..rules.spans import first_day
from ..terms import RunState, Span

COMPUTED = N_("计算提成")


@transaction.atomic
def save_rule(row: CommissionRule, verb: str, *, by) -> CommissionRule:
    """Store a rule; the caller records (`kit.pages.save`).

    Raises Refused for one about a product and a category, and for days the wrong way round.
    """
    row.name = " ".join(row.name.split())
    if row.product_id and row.category_id:
        raise Refused(N_("类别和商品只填一个。"), field="product")
    if row.starts_on and row.ends_on and row.ends_on < row.starts_on:
        raise Refused(N_("截止日期早于开始日期。"), field="ends_on")
    row.save()
    return row


@transaction.atomic
def compute_run(month: date, *, by) -> CommissionRun:
    """Compute the commission of a month, or compute it anew while nobody judges it.

    Raises Refused for a month that is not over yet to begin with, without rules, and for one that
    is on its way or approved.
    """
    month = first_day(month, Span.MONTH)
    if month > timezone.localdate():
        raise Refused(N_("{month} 还没有开始。"), month=f"{month:%Y-%m}", field="month")
    run = CommissionRun.objects.select_for_update(of=("self",)).filter(month=month).first()
    if run is not None and run.state != RunState.DRAFT:
        raise Refused(
            N_("{month} 的提成已提交或批准，不能重算。"), month=f"{month:%Y-%m}", field="month"
        )
    people, rules = facts_of(month)
    if not rules:
        raise Refused(N_("还没有生效的提成规则。请先制定规则。"), field="month")
    verb = Verb.CREATE if run is None else COMPUTED
    run = run or CommissionRun(month=month)
    with recorded(run, verb, by=by):
        run.basis, run.made_by = basis(), by
        run.save()
        CommissionLine.objects.filter(run=run).delete()
        lines = [line for person in people for line in _lines(run, person, rules)]
        CommissionLine.objects.bulk_create(lines)
        run.total_yuan = sum(line.amount_yuan for line in lines)
        run.save(update_fields=["total_yuan"])
    return run


def _lines(run: CommissionRun, person, rules) -> list[CommissionLine]:
    paid = commission(person.sold, rules, roles=person.roles, achievement=person.achievement)
    return [
        CommissionLine(
            run=run, person_id=person.person_id, rule_id=one.rule.id, sold_yuan=one.sold_yuan,
            rate_percent=one.rule.rate * 100, amount_yuan=one.amount_yuan,
            achievement=person.achievement,
        )
        for one in paid
    ]  # fmt: skip
