"""Partnership in the demo company: promises, steps, benefit links, trial users, one-to-one."""

from datetime import timedelta

from django.utils import timezone

from maizi.accounts.models import User
from maizi.catalog.models import Category
from maizi.customers.models import Customer
from maizi.relationship import actions
from maizi.relationship.models import (
    BenefitLink,
    CategorySpend,
    ChangeEntry,
    CustomOffer,
    Promise,
    StepEntry,
    TrialUser,
)
from maizi.relationship.rules.promises import Ended
from maizi.relationship.terms import Change, LinkState, Progress, PromiseState, Step
from maizi.sales.models import OrderLine
from maizi.sales.terms import COUNTED

KEPT, BROKEN, WITHDRAWN = PromiseState.KEPT, PromiseState.BROKEN, PromiseState.WITHDRAWN
# (what, to whom, given and due so many days ago, how it came out, on which day, told, agreed)
PROMISES = (
    ("月底前送一套备用滤芯，放在客户仓库", "王工", 40, 26, KEPT, 28, "送货单签收", ""),
    ("技术部上门做一次节能测算", "周部长", 60, 45, KEPT, 38, "比约定晚一周，测算报告已交", ""),
    ("十月底前换掉有异响的电机", "李主任", 55, 30, BROKEN, 29, "厂家停产，换型号还在谈", ""),
    ("给新车间免费培训两名操作工", "王工", 30, 12, WITHDRAWN, 15, "新车间推迟投产", "王工"),
    ("大修期间借一台 22 千瓦备机", "周部长", 12, 2, None, 0, "", ""),
    ("下周三前给出两档报价", "采购赵经理", 3, -3, None, 0, "", ""),
    ("年前把压力曲线的半年分析送过去", "李主任", 5, -24, None, 0, "", ""),
)
# (step, days ago, how far, what was done, what comes next in so many days)
STEPS = (
    (Step.STUDY, 80, Progress.DONE, "跟班一周，画出两条线的用气曲线：夜班有三成白白放空。", "", 0),
    (Step.BENEFIT, 50, Progress.DONE, "按曲线改群控，一年省电约 11 万元，客户已验收。", "", 0),
    (Step.RELATION, 35, Progress.UNDER_WAY, "技术部和设备科每月互访一次，已走了两次。",
     "请对方科长来厂看装配", 20),
    (Step.PROMISE, 20, Progress.UNDER_WAY, "承诺都登记在册，换电机那次没有兑现，已上门道歉。",
     "定下替代型号", 7),
    (Step.TIES, 15, Progress.UNDER_WAY, "谈备件寄售：客户仓库放一套，用了再结。", "法务看协议", -2),
)  # fmt: skip
CHANGES = (
    (Change.GOALS, 70, Progress.DONE, "部门目标由销量改为老客户留存率和兑现率。", ""),
    (Change.FLOW, 40, Progress.UNDER_WAY, "报修、投诉、询价合到一个电话，谁接谁跟到底。",
     "把发货通知也接进来"),
    (Change.INTERNAL, 25, Progress.UNDER_WAY, "给仓库和财务做了一次内部满意度问卷。", "公布结果"),
)  # fmt: skip
NEED = "客户空压站夜里有余气，隔壁厂想扩产，没有地方放新机。"
ARRANGED = "测算余气量，牵一根管过去，装计量表，每月按表结算；我们管维护。"
SPARE = "客户的学徒没有地方实习，职校的实训室缺真机。"


def build_partnership(people: dict[str, User]) -> None:
    """What chenmo promised to the best of his customers, and what became of it."""
    chen = User.objects.get(pk=people["chenmo"].pk)
    rows = Customer.objects.filter(owner=chen, pool=None, archived_at=None, orders__isnull=False)
    kept = list(rows.order_by("id").distinct()[:4])
    for at, one in enumerate(PROMISES):
        _promise(kept[at % len(kept)], one, chen)
    _steps(kept[0], chen, User.objects.get(pk=people["linyue"].pk))
    _links(kept, chen)
    _trials(kept, chen)
    _alone(kept[0], chen)


def _steps(customer: Customer, chen: User, lin: User) -> None:
    today = timezone.localdate()
    for step, ago, state, text, coming, days in STEPS:
        on = today - timedelta(days=ago)
        next_on = today + timedelta(days=days) if coming else None
        row = StepEntry(text=text, state=state, on=on, next_text=coming, next_on=next_on)
        actions.note_step(row, customer, step, by=chen)
    for change, ago, state, text, coming in CHANGES:
        on = today - timedelta(days=ago)
        row = ChangeEntry(text=text, state=state, on=on, next_text=coming)
        actions.note_change(row, change, by=lin)


def _links(kept: list[Customer], chen: User) -> None:
    """One between two customers that works, one with a school that was only found."""
    row = BenefitLink(
        other=kept[1], need=NEED, service=ARRANGED, value_yuan=86_000, state=LinkState.WORKING
    )
    actions.open_link(row, kept[0], by=chen)
    row = BenefitLink(other_name="江宁职业技术学校", mediator_name="区总工会", need=SPARE)
    actions.open_link(row, kept[2], by=chen)


def _promise(customer: Customer, told: tuple, chen: User) -> None:
    text, whom, given, due, state, ended, outcome, agreed = told
    today = timezone.localdate()
    row = Promise(
        text=text, to_whom=whom, promised_by=chen, promised_on=today - timedelta(days=given),
        due_on=today - timedelta(days=due),
    )  # fmt: skip
    row = actions.promise(row, customer, by=chen)
    if state is not None:
        how = Ended(state, today - timedelta(days=ended), outcome, agreed)
        actions.end_promise(row, how, by=chen)


def _trials(kept: list[Customer], chen: User) -> None:
    """One who tries out now, one who has tried out."""
    today = timezone.localdate()
    row = TrialUser(
        tries="变频一体机 22 千瓦（样机）", reason="三班倒、开机时间长，肯写意见",
        since=today - timedelta(days=25),
    )  # fmt: skip
    actions.begin_trial(row, kept[0], by=chen)
    row = TrialUser(
        tries="长效机油 8000 小时", reason="油样每月化验，数据全", since=today - timedelta(days=200)
    )
    row = actions.begin_trial(row, kept[1], by=chen)
    heard = "6500 小时时酸值已到上限，建议标 6000 小时。"
    actions.end_trial(row, on=today - timedelta(days=20), heard=heard, by=chen)


def _alone(customer: Customer, chen: User) -> None:
    """What one customer spends by category, and what was put together for it."""
    today = timezone.localdate()
    lines = OrderLine.objects.filter(document__customer=customer, document__state__in=COUNTED)
    bought = Category.objects.filter(products__in=lines.values("product")).order_by("id")
    for category in bought.distinct()[:2]:
        row = CategorySpend(
            category=category, yearly_yuan=480_000, on=today - timedelta(days=40),
            heard_from="采购赵经理，年度预算会",
        )  # fmt: skip
        actions.note_spend(row, customer, by=chen)
    row = CustomOffer(
        text="滤芯、机油和两次保养按季打包，一年一签", is_bundle=True, is_booking=True,
        on=today - timedelta(days=45), product_note="滤芯用加长寿命的一款",
        service_note="保养提前一周约，晚到半小时免上门费", relation_note="每季一次用气分析会",
    )  # fmt: skip
    actions.note_offer(row, customer, by=chen)
    row = CustomOffer(
        text="备机三档任选：租、借、以旧换新", is_menu=True, is_payment=True,
        on=today - timedelta(days=10), service_note="租金可抵货款",
    )  # fmt: skip
    actions.note_offer(row, customer, by=chen)
