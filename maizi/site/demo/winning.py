"""What the demo company does to win customers: markets, opportunities, visits, key accounts."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from maizi.accounts.models import User
from maizi.customers.models import Contact, Customer
from maizi.development import actions
from maizi.development.models import (
    AdvantageClaim,
    Agreement,
    DevelopmentRecord,
    FirstContact,
    Gift,
    KeyPlan,
    Move,
    Need,
    Obligation,
    Opportunity,
    Pipeline,
    SalesGoal,
    Stage,
    TargetMarket,
)
from maizi.development.pages import (
    AGREEMENTS,
    GIFTS,
    KEY_PLANS,
    MARKETS,
    NEEDS,
    OPPORTUNITIES,
    PIPELINES,
)
from maizi.development.rules.comparing import Criterion
from maizi.development.rules.pipelines import usual_stages
from maizi.development.rules.worth import Estimate
from maizi.development.terms import DealState, Step
from maizi.development.terms.accounts import AgreementState, Factor, Method, Risk
from maizi.development.terms.markets import Choice
from maizi.kit.pages import save

from .visiting import build_visits

SELLERS = ("chenmo", "xuqing", "luoyi", "jiangnan", "mengfei", "zengrou")
WANTS = (
    "空压机节能改造", "二期厂房供气系统", "备件年度框架", "循环水泵更新", "旧机以旧换新",
    "中央空压站集控", "干燥机扩容", "年度保养合同",
)  # fmt: skip
LOSSES = (("price", "对手报价低一成"), ("competitor", "客户选了老供应商"),
          ("timing", "预算推到明年"), ("fit", "要无油机，我们没有这个型号"))  # fmt: skip
PLENTY = {"chenmo": 12}  # whose board is looked at first
SOURCES = ("referral", "exhibition", "internet", "telephone", "field")


def build_winning(people: dict[str, User]) -> None:
    """Half a year of development, through the same actions; older steps are dated back."""
    pipeline = actions.usual_pipeline(by=people["boss"])
    _quick(people["boss"])
    deals = _Deals(people, pipeline)
    deals.fill()
    _markets(people)
    _needs(people, deals.rows)
    account = _account(people)
    build_visits(people, deals.rows, account)
    actions.refresh_chances(pipeline, by=people["boss"])


def _quick(boss: User) -> None:
    row = Pipeline(name="备件快销", note="备件和耗材，不上门也能成交")
    save(PIPELINES, row=row, verb="create", by=boss)
    wanted = usual_stages(without=(Step.VISITED, Step.NEGOTIATION))
    actions.set_stages(row, wanted, by=boss)


class _Deals:
    """Nearly fifty opportunities, spread over sellers, stages and months."""

    def __init__(self, people: dict[str, User], pipeline: Pipeline):
        self.people, self.pipeline = people, pipeline
        self.stages: list[Stage] = list(pipeline.stages.all())
        self.today, self.now = timezone.localdate(), timezone.now()
        self.rows: list[Opportunity] = []

    def fill(self) -> None:
        number = 0
        for username in SELLERS:
            owner = self.people[username]
            customers = Customer.objects.filter(owner=owner, archived_at=None).order_by("pk")
            for customer in customers[: PLENTY.get(username, 7)]:
                self.rows.append(self._one(customer, owner, number))
                number += 1

    def _one(self, customer: Customer, owner: User, number: int) -> Opportunity:
        contact = Contact.objects.filter(customer=customer).first()
        source = SOURCES[number % len(SOURCES)]
        row = Opportunity(
            name=f"{customer.short_name or customer.name[:6]}{WANTS[number % len(WANTS)]}",
            customer=customer, owner=owner, contact=contact, decider=contact, source=source,
            need=f"{WANTS[number % len(WANTS)]}，关心能耗、停机时间和售后响应。",
            amount_yuan=Decimal(30_000 + number * 17_311 % 460_000),
            expected_on=self.today + timedelta(number * 11 % 120),
            sort=("ordinary", "replacement", "demand", "key")[number % 4],
        )  # fmt: skip
        if number % 4:
            row.next_step = ("送方案", "约工程师上门", "跟进审批", "催回款条件")[number % 4]
            row.next_on = self.today + timedelta(number * 5 % 17 - 5)
        save(OPPORTUNITIES, row=row, verb="create", by=owner)
        self._age(row, number)
        if number % 2:
            self._end(row, owner, number)
        return row

    def _age(self, row: Opportunity, number: int) -> None:
        """The way so far, dated back: what was logged then is not logged again here."""
        created = self.now - timedelta(days=20 + number * 29 % 150)
        last = len(self.stages) - 1
        place = last if number % 4 == 1 else number // 2 % len(self.stages)
        entered = created
        moves = []
        for step in range(1, place + 1):
            entered = created + (self.now - created) * step / (place + 2)
            stage = self.stages[step]
            moves.append(Move(opportunity=row, stage=stage, usual_chance=stage.probability,
                              by=row.owner, at=entered))  # fmt: skip
        Move.objects.filter(opportunity=row).update(at=created)
        Move.objects.bulk_create(moves)
        stage = self.stages[place]
        Opportunity.objects.filter(pk=row.pk).update(
            created_at=created, entered_at=entered, stage=stage,
            furthest=Step(stage.step).rank,
        )  # fmt: skip
        row.refresh_from_db()

    def _end(self, row: Opportunity, owner: User, number: int) -> None:
        if number % 4 == 1:
            self._sign(row, owner)
            ending = actions.Ending(DealState.WON, note="客户认可节能测算")
        else:
            reason, note = LOSSES[number // 4 % len(LOSSES)]
            state = DealState.PAUSED if reason == "timing" else DealState.LOST
            day = self.today + timedelta(60) if state == DealState.PAUSED else None
            ending = actions.Ending(state, reason, note, day)
        closed = self.now - timedelta(days=number * 7 % 40)
        if _is_too_early(row, closed):
            closed = self.now
        row = actions.close_opportunity(row, ending, by=owner, now=closed)
        if number % 5:
            record = DevelopmentRecord(
                opportunity=row, team=owner.name, methods="电话约访、现场测能耗、方案会",
                planned_cost_yuan=Decimal(3_000), cost_yuan=Decimal(1_800 + number * 137 % 2_600),
                causes=row.reason_note or "测算数据打动了设备部长",
                lessons="早一点见到拍板的人", competitor_result="对手报了低价但没有售后承诺",
            )  # fmt: skip
            actions.file_record(record, by=owner)

    def _sign(self, row: Opportunity, owner: User) -> None:
        agreement = Agreement(
            name=f"{row.name}协议"[:80], customer=row.customer, opportunity=row, owner=owner,
            scope="设备供货、安装调试与两年保养", starts_on=self.today - timedelta(30),
            ends_on=self.today + timedelta(20 + row.pk % 300), volume_yuan=row.amount_yuan,
            payment_terms="预付三成，验收后付六成，质保金一成", limited_years=2, onsite_years=1,
            our_signatory="方致远", their_signatory=row.contact.name if row.contact else "总经理",
        )  # fmt: skip
        save(AGREEMENTS, row=agreement, verb="create", by=owner)
        actions.turn_agreement(agreement, to=AgreementState.APPROVED, by=self.people["boss"])
        actions.turn_agreement(agreement, to=AgreementState.SIGNED, by=owner)
        for side, text, days in (("customer", "支付预付款", -10), ("us", "完成操作培训", 25)):
            duty = Obligation(agreement=agreement, side=side, text=text,
                              due_on=self.today + timedelta(days))  # fmt: skip
            actions.oblige(duty, by=owner)
            if side == "customer":
                actions.fulfil(duty, by=owner, on=duty.due_on - timedelta(1))


def _is_too_early(row: Opportunity, closed) -> bool:
    """Whether an end would lie before the opportunity came into its stage."""
    return closed <= row.entered_at


def _markets(people: dict[str, User]) -> None:
    today = timezone.localdate()
    row = TargetMarket(
        name="长三角机械制造", regions="江苏、浙江、南京市、苏州市、杭州市",
        industries="manufacturing、energy", sizes="medium、large、huge", size_estimate=1200,
        products="螺杆空压机、集控系统", starts_on=today.replace(month=1, day=1),
        ends_on=today.replace(month=12, day=31), state="active", owner=people["tangwei"],
        volume_yuan=Decimal(60_000_000), note="先做有两台以上旧机的工厂。",
    )  # fmt: skip
    save(MARKETS, row=row, verb="create", by=people["boss"])
    run = actions.screen(row, least=40, by=people["boss"])
    best = list(run.targets.all()[:6].values_list("pk", flat=True))
    actions.choose_targets(run, best, choice=Choice.TAKEN, by=people["boss"])
    draft = TargetMarket(name="中原食品加工", regions="河南", industries="catering、agriculture",
                         owner=people["gaoyuan"])  # fmt: skip
    save(MARKETS, row=draft, verb="create", by=people["boss"])
    goal = SalesGoal(
        name=f"{today.year} 全年", starts_on=today.replace(month=1, day=1),
        ends_on=today.replace(month=12, day=31), target_yuan=Decimal(10_000_000),
        last_yuan=Decimal(9_000_000), churn_rate=Decimal("0.12"), growth_yuan=Decimal(500_000),
        new_yuan=Decimal(80_000),
    )  # fmt: skip
    actions.save_goal(goal, by=people["boss"])


def _needs(people: dict[str, User], rows: list[Opportunity]) -> None:
    for number, (text, why) in enumerate((
        ("要变频机", "电价上调，夜班负荷低"), ("要一年四次的巡检", "自己的维修工退休了"),
        ("要集中监控", "三个车间各管各的"), ("想租不想买", "项目只做两年"),
    )):  # fmt: skip
        row = Need(customer=rows[number * 2].customer, text=text, why=why,
                   evidence="拜访时设备部长说的",
                   state=("new", "confirmed", "offered")[number % 3])  # fmt: skip
        save(NEEDS, row=row, verb="create", by=rows[number * 2].owner)


def _account(people: dict[str, User]) -> KeyPlan:
    """A key account that is being won, with its plan in full."""
    lin, chen = people["linyue"], people["chenmo"]
    customers = Customer.objects.filter(owner=chen, ka_status="none", contacts__isnull=False)
    customer = customers.order_by("-pk").distinct().first()
    plan = KeyPlan(name=f"拿下{customer.name[:8]}", customer=customer, owner=chen,
                   goal="三年内成为空压系统主供应商，年采购 120 万元。",
                   starts_on=timezone.localdate() - timedelta(40),
                   ends_on=timezone.localdate() + timedelta(325))  # fmt: skip
    save(KEY_PLANS, row=plan, verb="create", by=chen)
    for code, text in (
        ("classes", "设备采购型，年采购额估计 400 万元。"),
        ("analysis", "两台旧机能耗高，停机一天损失八万元。"),
        ("competitors", "两家对手，价格低、服务远。"), ("cost", "见评估：值得。"),
    ):  # fmt: skip
        actions.write_part(plan.parts.get(code=code), text=text, is_done=True, owner=chen, by=chen)
    actions.weigh_factors(plan, {Factor.SERVICE: (5, "停机损失大"), Factor.PRICE: (3, "招标"),
                                 Factor.QUALITY: (4, "食品级")}, by=chen)  # fmt: skip
    lines = [
        Criterion(name, Decimal(weight) / 100, ours, {"远大机械": one, "鸿图设备": two})
        for name, weight, ours, one, two in (
            ("价格", 30, 3, 4, 5), ("能耗", 30, 5, 3, 3), ("服务响应", 25, 5, 3, 2),
            ("品牌", 15, 4, 4, 2),
        )
    ]  # fmt: skip
    actions.compare(plan, ["远大机械", "鸿图设备"], lines, by=chen)
    given = Estimate(
        Decimal(1_200_000), Decimal("0.25"), Decimal(0), labour_yuan=Decimal(60_000),
        travel_yuan=Decimal(18_000), selling_yuan=Decimal(24_000), stock_yuan=Decimal(100_000),
        annual_rate=Decimal("0.06"), managing_yuan=Decimal(30_000),
    )  # fmt: skip
    actions.assess_worth(plan, given, by=chen, risk_sort=Risk.MEDIUM)
    for sort, statement, claim in (
        ("cost", "每台每年省电", "11.6 万元"), ("efficiency", "一次招标管三年备件", "少 20 次询价"),
    ):  # fmt: skip
        actions.claim_advantage(AdvantageClaim(plan=plan, sort=sort, statement=statement,
                                               claim=claim, evidence="同行测试报告"),
                                by=chen)  # fmt: skip
    month = timezone.localdate().replace(day=1)
    for back in range(1, 6):
        actions.note_trade(
            plan, month=month - timedelta(30 * back), ours_yuan=Decimal(9_000 * back),
            all_yuan=Decimal(60_000 + 4_000 * back), by=chen,
        )  # fmt: skip
    chosen = actions.MethodChosen(Method.VISIT, timezone.now() - timedelta(days=9), [chen],
                                  "先寄测试报告，再登门；不先谈价格。")  # fmt: skip
    actions.choose_method(plan, chosen, by=lin)
    letter = FirstContact(
        plan=plan, contact=Contact.objects.filter(customer=customer).first(), way="mail",
        subject="请教贵厂压缩空气的能耗",
        text="{{contact.name}}{{contact.title}}：\n\n看到{{customer.name}}在扩产，"
             "想请教现有机组的能耗。\n\n盼回复。\n\n{{my.name}}",
    )  # fmt: skip
    actions.write_first_contact(letter, by=chen)
    gift = Gift(customer=customer, recipient="设备部王部长", sort="ticket", what="行业展会门票",
                value_yuan=Decimal(120), purpose="看新机型",
                given_on=timezone.localdate())  # fmt: skip
    save(GIFTS, row=gift, verb="create", by=chen)
    return plan
