"""Key-account service of the demo company: teams, promises, applications at every step."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from maizi.accounts.models import User
from maizi.customers.models import Customer
from maizi.customers.terms import KaStatus
from maizi.keyservice import actions
from maizi.keyservice.models import Support
from maizi.keyservice.rules.course import Promised
from maizi.keyservice.terms import Activity, Cover, Post, Service

FULL_TEAM = {
    Post.LEADER: "linyue", Post.SALES: "chenmo", Post.TRAINING: "sunbo", Post.FINANCE: "shenyan",
    Post.TECHNICAL: "zhaoqiang", Post.MARKETING: "tangwei",
}  # fmt: skip
PROMISES = (
    (
        Promised(Service.WARRANTY, "主机整机质保，易损件除外", 3, Cover.ON_SITE),
        "含江苏、安徽各厂区",
    ),
    (Promised(Service.POINT, "整机直送车间并就位", fee_yuan=Decimal(800)), ""),
    (Promised(Service.PAYMENT, "货到九十日付款"), ""),
)
TEAMS, FEW = 10, 3  # key accounts with a team; those of them whose team lacks people
ASKED_DAYS_AGO, HELD_DAYS_AGO = 20, 6
APPLICATIONS = (
    (
        Activity.SEMINAR,
        "空压站节能技术研讨会，请厂里设备科参加",
        "设备科 12 人，动力科 6 人",
        "全年少停机、少耗电",
        "今年从修得快变成不要坏",
    ),
    (Activity.EXCHANGE, "行业交流会：气动能源管理", "采购部归集团统管", "看同行怎么做能耗考核", ""),
    (Activity.APPRECIATION, "年终答谢会", "总经理分管设备", "长期供货的安心", ""),
)


def build_keyservice(people: dict[str, User]) -> None:
    """The first key accounts get teams; their applications stand at different steps."""
    people = {name: User.objects.get(pk=row.pk) for name, row in people.items()}
    lin, boss = people["linyue"], people["boss"]
    rows = list(Customer.objects.filter(ka_status=KaStatus.KEY).order_by("id")[:TEAMS])
    if not rows:
        return
    team = {post: people[name] for post, name in FULL_TEAM.items()}
    part = {Post.LEADER: lin, Post.SALES: people["xuqing"]}
    for at, row in enumerate(rows):
        is_whole = at == 0 or at < len(rows) - FEW
        actions.set_team(row, team if is_whole else part, by=boss)
    for promised, regions in PROMISES:
        actions.promise(rows[0], promised, by=lin, regions=regions)
    made = [_applied(rows[0], told, by=lin) for told in APPLICATIONS]
    for row in made[:2]:
        actions.review(row, is_approved=True, opinion="同意，请技术部派人", by=boss)
    day = timezone.localdate() - timedelta(days=HELD_DAYS_AGO)
    held = actions.hold(
        made[0], held_on=day, course_="来了 18 人，演示了变频改造", by=lin,
        opinions="希望把易损件备到厂里；想看改造前后的电费单",
    )  # fmt: skip
    actions.evaluate(held, effect="设备科当场提出两台改造，动力科要能耗报表", score=4, by=lin)


def _applied(customer: Customer, told: tuple, *, by: User) -> Support:
    activity, content, organisation, deep, changed = told
    row = Support(
        customer=customer, activity=activity, content=content, organisation=organisation,
        deep_needs=deep, changed_needs=changed,
    )  # fmt: skip
    asked_on = timezone.localdate() - timedelta(days=ASKED_DAYS_AGO)
    return actions.apply(row, by=by, today=asked_on)
