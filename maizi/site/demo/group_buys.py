"""Group buys of the demo company: one reached, one near its threshold, one failed, one prepared."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from maizi.accounts.models import User
from maizi.approvals.actions import agree
from maizi.approvals.models import ApprovalCase
from maizi.catalog.models import Product
from maizi.credit.terms import PayWay
from maizi.customers.models import Customer
from maizi.groupbuys import actions
from maizi.groupbuys.models import GroupBuy, GroupBuyPlan, OutreachRecord, Registration, Turn
from maizi.groupbuys.pages import OUTREACH, PLANS
from maizi.groupbuys.rules.tiers import Tier
from maizi.kit.pages import save

PROMISE = "原厂正品，每批附检测报告；到货七天内质量问题包退换。"
DELIVERY = "达成后一次采购，南京、苏州送货上门，其余物流到站。"


def build_group_buys(people: dict[str, User]) -> None:
    """Four activities, a plan, three ways of making it known; older steps are dated back."""
    if Product.objects.filter(model__in=("AF-75", "KS-8000")).count() >= 2:
        circle = _Circle(people)
        circle.reached()
        circle.near()
        circle.failed()
        circle.prepared()
        circle.plan()


class _Circle:
    def __init__(self, people: dict[str, User]):
        self.lin, self.boss = people["linyue"], people["boss"]
        self.fin, self.now = people["shenyan"], timezone.now()
        rows = Customer.objects.filter(owner=people["chenmo"], archived_at=None)
        rows = rows.exclude(mobile="", phone="").order_by("-party_type", "pk")
        self.customers, seen = [], set()
        for row in rows.select_related("owner"):
            number = row.mobile or row.phone
            if number not in seen:
                seen.add(number)
                self.customers.append(row)

    def ago(self, days: float) -> datetime:
        return self.now - timedelta(days=days)

    def _activity(self, name: str, code: str, tiers, opened: float, **values) -> GroupBuy:
        product = Product.objects.filter(model=code).first()
        given = {
            "name": name, "product": product, "threshold_value": Decimal(100),
            "list_price_yuan": product.list_price_yuan or Decimal(tiers[0][1]),
            "opens_at": self.ago(opened), "closes_at": self.now + timedelta(days=4, hours=3),
            "guarantee": PROMISE, "delivery_plan": DELIVERY,
            "deliver_on": timezone.localdate() + timedelta(days=18),
        } | values  # fmt: skip
        lines = [Tier(Decimal(least), Decimal(price)) for least, price in tiers]
        row = actions.save_group_buy(GroupBuy(**given), lines, by=self.lin)
        if opened < 0:
            return row
        actions.submit_activity(row, by=self.lin, reason="老客户年底集中备货，厂家给到阶梯价")
        case = ApprovalCase.objects.filter(object_id=row.pk).latest("id")
        agree(case, by=self.boss, opinion="按方案执行", digest=case.digest)
        row = actions.open_activity(row, by=self.lin, now=self.ago(opened))
        Turn.objects.filter(activity=row, sort="approved").update(at=self.ago(opened))
        return row

    def _join(self, row: GroupBuy, number: int, pieces: int, days: float) -> Registration:
        customer = self.customers[number % len(self.customers)]
        joining = actions.Joining(
            Decimal(pieces), customer.mobile or customer.phone, True, name=customer.name,
            customer=customer,
        )  # fmt: skip
        made, _token = actions.register(row, joining, by=customer.owner, now=self.ago(days))
        return made

    def reached(self) -> None:
        """Reached, lost by one who left, reached again; another one asks to leave."""
        tiers = ((1, 102), (100, 94), (200, 89))
        row = self._activity("年末空气滤芯团购", "AF-75", tiers, 8)
        first = [self._join(row, n, pieces, days) for n, pieces, days in (
            (0, 40, 7.4), (1, 35, 6.1), (2, 30, 5.2),
        )]  # fmt: skip
        actions.withdraw(
            first[1], by=self.lin, reason="改用进口品牌", may_decide=True, now=self.ago(4.6)
        )
        for number, pieces, days in ((3, 24, 3.8), (4, 45, 2.3), (5, 12, 1.1)):
            asked = self._join(row, number, pieces, days)
        actions.withdraw(asked, by=None, reason="年底预算用完了", now=self.ago(0.4))

    def near(self) -> None:
        """Fourteen barrels short; a stranger from the poster is not matched yet."""
        tiers = ((1, 292), (100, 268), (160, 256))
        row = self._activity("润滑油冬储团购", "KS-8000", tiers, 5, most_per_customer=Decimal(40))
        for number, pieces, days in ((6, 30, 4.2), (7, 20, 3.1), (8, 24, 1.4)):
            self._join(row, number, pieces, days)
        joining = actions.Joining(
            Decimal(12), "13851660217", True, name="六合宏达铸造厂", contact_name="鲍师傅",
            note="能不能送到六合？",
        )  # fmt: skip
        actions.register(row, joining, by=None, now=self.ago(0.3))

    def failed(self) -> None:
        """Nobody wanted enough; one deposit is back, one is due."""
        row = self._activity(
            "精密过滤器团购", "AF-75", ((1, 99), (300, 88)), 16, threshold_value=Decimal(300),
            deposit_sort="percent", deposit_value=Decimal(10),
        )  # fmt: skip
        rows = [self._join(row, n, pieces, days) for n, pieces, days in (
            (9, 60, 14.0), (10, 50, 11.5),
        )]  # fmt: skip
        today = timezone.localdate()
        for made in rows:
            actions.take_deposit(made, way=PayWay.TRANSFER, on=today, by=self.fin, now=self.ago(11))
        GroupBuy.objects.filter(pk=row.pk).update(closes_at=self.ago(2))
        actions.close_if_over(row, now=self.ago(2))
        paid = Registration.objects.get(pk=rows[0].pk)
        actions.refund_deposit(paid, way=PayWay.TRANSFER, on=today, by=self.fin)

    def prepared(self) -> None:
        """A draft for spring."""
        start = self.now + timedelta(days=20)
        self._activity(
            "春季保养套餐团购", "AF-75", ((1, 105), (150, 95)), -1, opens_at=start,
            closes_at=start + timedelta(days=20), threshold_sort="participants",
            threshold_value=Decimal(8), deliver_on=None,
        )  # fmt: skip

    def plan(self) -> None:
        """A customer whose need is not confirmed yet, and how group buying is made known."""
        customer = self.customers[11 % len(self.customers)]
        by = customer.owner
        row = GroupBuyPlan(
            name=f"{customer.name[:20]}年货与耗材团购", customer=customer, owner=by,
            goal="成为年度定点采购单位", wanted="滤芯、润滑油，大包装", wants_quality=True,
            wants_fair_price=True, wants_packaging=True, expected_quantity=Decimal(120),
            demand_note="后勤统一采购，工会另有福利采购。",
        )  # fmt: skip
        save(PLANS, row=row, verb="create", by=by)
        steps = {step.sort: step for step in row.tasks.all()}
        note = "设备科提需求，后勤科采购，总经理签字。"
        actions.finish_step(steps["structure"], by=by, note=note)
        actions.plan_step(steps["leaders"], due_on=timezone.localdate() + timedelta(days=3), by=by)
        made = (
            ("media", "《江苏机电》十一月号半版", 12, 8800, 7),
            ("salon", "空压站节能沙龙（南京）", 25, 5200, 11),
            ("hometown", "苏北同乡会秋季聚会", 40, 1600, 3),
            ("intermediary", "工品团购网", 33, 3000, 9),
        )
        for sort, name, days, cost, leads in made:
            outreach = OutreachRecord(
                sort=sort, name=name, on=timezone.localdate() - timedelta(days=days),
                cost_yuan=Decimal(cost), leads=leads,
            )  # fmt: skip
            save(OUTREACH, row=outreach, verb="create", by=self.lin)
