"""Targets and commission rules of the demo company."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from maizi.accounts.models import OrgUnit, Role, User
from maizi.approvals.actions import agree
from maizi.catalog.models import Category
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.targets import actions
from maizi.targets.models import CommissionRule
from maizi.targets.queries import Grid
from maizi.targets.terms import Measure, Span

from .books import SEASON, SELLERS

UNITS = {"丰谷机电": 3_300_000, "华东大区": 2_400_000, "华北大区": 900_000}
VISITS, PAID_MONTHS = 12, 3


def build_targets(people: dict[str, User]) -> None:
    """A year of targets for every seller and region, quotas of visits, rules, what they paid."""
    boss, year = people["boss"], timezone.localdate().year
    months = Grid(year, Span.MONTH, Measure.AMOUNT)
    amounts = {
        (people[name].pk, day): Decimal(yuan * SEASON[day.month - 1] // 10)
        for name, yuan, _ in SELLERS for day in months.columns
    }  # fmt: skip
    actions.set_targets(months, amounts, by=boss, reason="年度经营计划")
    whole = Grid(year, Span.YEAR, Measure.AMOUNT, by_unit=True)
    units = {unit.name: unit.pk for unit in OrgUnit.objects.filter(name__in=UNITS)}
    first = date(year, 1, 1)
    yearly = {(units[name], first): Decimal(yuan) for name, yuan in UNITS.items()}
    actions.set_targets(whole, yearly, by=boss, reason="年度经营计划")
    visits = Grid(year, Span.MONTH, Measure.VISITS)
    quotas = {
        (people[name].pk, day): Decimal(VISITS) for name, _, _ in SELLERS for day in visits.columns
    }
    actions.set_targets(visits, quotas, by=boss, reason="每周至少三次登门")
    seller = Role.objects.get(code="salesperson")
    parts = Category.objects.filter(path_name="空压机配件").first()
    for name, percent, values in (
        ("销售提成", "1.5", {"role": seller}),
        ("销售提成（达标）", "2.5", {"role": seller, "from_percent": Decimal(100)}),
        ("配件提成", "4", {"role": seller, "category": parts}),
    ):
        row = CommissionRule(name=name, rate_percent=Decimal(percent), **values)
        with recorded(row, Verb.CREATE, by=boss):
            actions.save_rule(row, Verb.CREATE, by=boss)
    _pay(people)


def _pay(people: dict[str, User]) -> None:
    """This month is a draft, last month lies before the director, the two before are paid."""
    month = timezone.localdate().replace(day=1)
    for months_ago in range(PAID_MONTHS + 1):
        run = actions.compute_run(month, by=people["shenyan"])
        if months_ago:
            case = actions.submit_run(run, by=people["shenyan"])
        if months_ago > 1:
            agree(case, by=people["boss"], opinion="同意发放", digest=case.digest)
        month = (month - timedelta(1)).replace(day=1)
