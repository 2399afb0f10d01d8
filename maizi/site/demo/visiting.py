"""Visits of the demo company: done, owed, planned, and one to a key account that is prepared."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from maizi.accounts.models import User
from maizi.development import actions
from maizi.development.models import KeyPlan, Opportunity, Visit
from maizi.development.pages import VISITS
from maizi.development.terms import DealState
from maizi.development.terms.visits import MaterialSort, MaterialState
from maizi.kit.pages import save


def build_visits(people: dict[str, User], rows: list[Opportunity], plan: KeyPlan) -> None:
    """Visits done, owed, planned for today, and one to the key account that is prepared."""
    now, lin, chen = timezone.now(), people["linyue"], people["chenmo"]
    mine = [
        row for row in rows if row.owner == chen and row.state == DealState.OPEN
        and row.customer.ka_status == "none" and row.customer_id != plan.customer_id
    ]  # fmt: skip
    for number, row in enumerate(mine[:5]):
        ended = now - timedelta(days=(2, 5, 9, 14, 20)[number])
        visit = _planned(row, chen, ended - timedelta(hours=1))
        spot = actions.Spot(
            Decimal("32.0") + Decimal(number) / 50, Decimal("118.7") + Decimal(number) / 40
        )
        actions.check_in(visit, by=chen, spot=spot, now=ended - timedelta(hours=1))
        report = actions.Report(
            ended, "看了两台旧机，记录了一周的负荷曲线。", "担心换机时停产", "先租一台过渡",
            "设备部王部长", chen.name, "送节能测算",
        )  # fmt: skip
        actions.record_visit(visit, report, by=chen, now=ended + timedelta(hours=2))
    start = timezone.localtime().replace(hour=9, minute=0, second=0, microsecond=0)
    for number, row in enumerate(mine[:3]):
        _planned(row, chen, start + timedelta(hours=2 * number))
    visit = Visit(customer=plan.customer, visitor=chen, purpose="听设备部长讲停机的痛处",
                  planned_at=start + timedelta(days=1, hours=1), place="开发区机械厂办公楼",
                  level_reason="专员在休假，陈默熟悉这家工厂")  # fmt: skip
    save(VISITS, row=visit, verb="create", by=lin)
    talked = actions.Talked(now - timedelta(hours=3), [lin], "先谈停机损失，价格放到最后。", "面谈")
    actions.discuss(visit, talked, by=chen)
    wanted = list(MaterialSort)
    marks = dict.fromkeys(wanted[: len(wanted) - 4], (MaterialState.DONE, ""))
    actions.mark_materials(visit, marks, by=chen, judgement="决策人是总经理，看重不停产。")


def _planned(row: Opportunity, visitor: User, at) -> Visit:
    visit = Visit(customer=row.customer, contact=row.contact, opportunity=row, visitor=visitor,
                  purpose=f"谈{row.name[-6:]}", planned_at=at,
                  place=f"{row.customer.city}{row.customer.district}")  # fmt: skip
    save(VISITS, row=visit, verb="create", by=visitor)
    return visit
