"""Key-account service: team, promises, application, activity, evaluation (F-40 … F-45)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from maizi.accounts.models import Role
from maizi.customers.terms import KaStatus
from maizi.inbox.models import Notice, Todo
from maizi.kernel.errors import Refused
from maizi.keyservice import actions, queries
from maizi.keyservice.models import Support
from maizi.keyservice.rules.course import Promised, check_promise, empty_posts, revisit_by
from maizi.keyservice.terms import Post, PromiseState, Service, State
from tests.house import fresh
from tests.service.test_screens import signed


class Keys:
    """A key account of chen's; sun represents it, lin leads the department, boss directs."""

    def __init__(self, house):
        self.house = house
        self.sun = house.person("sun", "孙代表", house.nanjing, "ka_representative")
        self.lin, self.boss = fresh(house.lin), fresh(house.boss)
        self.account = house.customer("南京大宗采购有限公司", self.sun, ka_status=KaStatus.KEY)

    def applied(self, **values) -> Support:
        given = {"activity": "seminar", "content": "办技术研讨会", "organisation": "设备部",
                 "deep_needs": "减少停机", "customer": self.account} | values  # fmt: skip
        return actions.apply(Support(**given), by=fresh(self.sun))

    def held(self) -> Support:
        row = actions.review(self.applied(), is_approved=True, opinion="同意", by=self.lin)
        return actions.hold(row, held_on=timezone.localdate(), course_="来了 20 人",
                            opinions="希望备件到厂", by=fresh(self.sun))  # fmt: skip


@pytest.fixture
def keys(house, db) -> Keys:
    return Keys(house)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (Promised(Service.TAILORING, " "), "写明承诺的内容"),
        (Promised(Service.WARRANTY, "质保"), "写明年数"),
        (Promised(Service.WARRANTY, "质保", 3), "写明年数和保修方式"),
        (Promised(Service.POINT, "送到车间"), "收费服务"),
        (Promised(Service.DELIVERY, "三日到货", fee_yuan=Decimal(5)), "只有点对点送货收费"),
    ],
)
def test_promises_that_say_too_little(given, words):
    """F-42: years and cover of a warranty, the fee of a delivery point to point (F-11)."""
    with pytest.raises(Refused, match=words):
        check_promise(given)


def test_only_special_payment_waits():
    """F-42: for a director or a vice president."""
    assert check_promise(Promised(Service.PAYMENT, "九十日付款")) == PromiseState.WAITING
    given = Promised(Service.POINT, "送到车间", fee_yuan=Decimal(200))
    assert check_promise(given) == PromiseState.GIVEN


def test_six_posts_and_the_day_of_the_revisit():
    """F-41, F-45."""
    assert len(Post) == 6 and empty_posts([]) == list(Post)
    assert empty_posts(["leader", "sales"]) == [
        Post.TRAINING, Post.FINANCE, Post.TECHNICAL, Post.MARKETING,
    ]  # fmt: skip
    assert revisit_by(date(2026, 3, 2), 2) == date(2026, 3, 16)


def test_a_team_has_empty_posts_in_red(keys):
    """F-41: six posts; the board shows those that nobody holds."""
    people = dict.fromkeys(Post) | {Post.LEADER: keys.lin, Post.SALES: keys.sun}
    actions.set_team(keys.account, people, by=keys.lin)
    shown = queries.board_of(keys.lin, 1).accounts[0]
    assert len(shown.missing) == 4
    page = signed(keys.lin).get(reverse("keyservice:board")).content.decode()
    assert page.count("空缺") == 4 and "孙代表" in page
    actions.set_team(keys.account, {Post.SALES: None}, by=keys.lin)
    assert len(queries.board_of(keys.lin, 1).accounts[0].missing) == 5
    other = keys.house.customer("普通客户", keys.house.chen)
    with pytest.raises(Refused, match="不是大客户"):
        actions.set_team(other, people, by=keys.lin)


def test_special_payment_is_approved_by_another(keys):
    """F-42: director or vice president, never who asked for it."""
    row = actions.promise(keys.account, Promised(Service.PAYMENT, "九十日付款"), by=keys.boss)
    with pytest.raises(Refused, match="自己提出"):
        actions.decide_promise(row, is_given=True, by=keys.boss)
    vice = fresh(keys.house.person("vice", "副总", keys.house.hq, "vice_president"))
    row = actions.decide_promise(row, is_given=True, by=vice)
    assert row.state == PromiseState.GIVEN and row.decided_by == vice
    with pytest.raises(Refused, match="已经决定"):
        actions.decide_promise(row, is_given=False, by=vice)
    assert actions.end_promise(row, by=keys.lin).state == PromiseState.ENDED


def test_from_the_form_to_the_approved_evaluation(keys):
    """F-43, F-44, F-45: one step of review, opinions of a seminar, evaluation, approval."""
    row = keys.applied()
    assert Notice.objects.filter(event="keyservice.review", user=keys.lin).exists()
    with pytest.raises(Refused, match="审核意见"):
        actions.review(row, is_approved=True, opinion=" ", by=keys.lin)
    with pytest.raises(Refused, match="不能审核自己"):
        actions.review(row, is_approved=True, opinion="好", by=fresh(keys.sun))
    with pytest.raises(Refused, match="待审核"):
        actions.hold(row, held_on=timezone.localdate(), course_="好", opinions="好", by=keys.sun)
    row = actions.review(row, is_approved=True, opinion="同意", by=keys.lin)
    with pytest.raises(Refused, match="听意见"):
        actions.hold(row, held_on=timezone.localdate(), course_="好", opinions="", by=keys.sun)
    today = timezone.localdate()
    for day, words in ((today + timedelta(1), "晚于今天"), (today - timedelta(1), "早于申请")):
        with pytest.raises(Refused, match=words):
            actions.hold(row, held_on=day, course_="好", opinions="好", by=keys.sun)
    row = actions.hold(row, held_on=timezone.localdate(), course_="20 人", opinions="到厂备件",
                       by=fresh(keys.sun))  # fmt: skip
    row = actions.evaluate(row, effect="停机少了", score=4, by=fresh(keys.sun))
    row = actions.judge(row, is_approved=False, opinion="写具体", by=keys.lin)
    assert row.state == State.HELD
    row = actions.evaluate(row, effect="停机从 6 次到 2 次", score=5, by=fresh(keys.sun))
    row = actions.judge(row, is_approved=True, opinion="同意", by=keys.lin)
    assert row.state == State.CLOSED and row.judged_by == keys.lin


def test_nobody_approves_an_evaluation_of_his_own(keys):
    """F-45: neither who applied nor who wrote the evaluation, also one who reviews by right."""
    row = actions.evaluate(keys.held(), effect="停机少了", score=4, by=keys.lin)
    assert not Todo.objects.filter(
        source="keyservice.review", owner=keys.lin, closed_at=None
    ).exists()
    with pytest.raises(Refused, match="不能审核自己"):
        actions.judge(row, is_approved=True, opinion="好", by=keys.lin)
    other = fresh(keys.house.person("zheng", "郑经理", keys.house.east, "ka_department_manager"))
    assert "judge" not in queries.verbs_for(keys.lin, row)
    assert "judge" in queries.verbs_for(other, row)
    assert actions.judge(row, is_approved=True, opinion="好", by=other).state == State.CLOSED


def test_who_does_not_see_the_customer_hears_nothing(keys):
    """F-43, F-45, M-2: notices name a customer, so they go to those who may open him."""
    far = [
        fresh(keys.house.person(f"far_{role}", "何远", keys.house.north, role))
        for role in ("ka_manager", "ka_department_manager")
    ]
    role = Role.objects.get(code="ka_department_manager")
    role.grants["key_service"].append("approve")
    role.save(update_fields=["grants"])
    actions.set_team(keys.account, {Post.LEADER: far[0]}, by=keys.lin)
    actions.promise(keys.account, Promised(Service.PAYMENT, "九十日付款"), by=keys.lin)
    keys.held()
    due = timezone.localdate() + timedelta(weeks=2)
    assert actions.chase(today=due + timedelta(1)) == 1
    events = Notice.objects.filter(event__startswith="keyservice")
    assert not events.filter(user__in=far).exists()
    assert events.filter(event="keyservice.late", user=keys.lin).exists(), "without a leader"
    assert events.filter(title__contains="付款条件", user=keys.boss).exists()
    assert not Todo.objects.filter(owner__in=far).exists()


def test_a_declined_application_ends(keys):
    row = actions.review(keys.applied(), is_approved=False, opinion="预算不够", by=keys.lin)
    assert row.state == State.DECLINED
    assert Notice.objects.filter(event="keyservice.answered", user=keys.sun).exists()


def test_the_customer_is_visited_again_in_two_weeks(keys):
    """F-45: a task with the day; late, it is told once to who leads."""
    with pytest.raises(Refused, match="还没有举办"):
        actions.revisit(keys.applied(), words="好", improvement="", by=fresh(keys.sun))
    row = keys.held()
    due = timezone.localdate() + timedelta(weeks=2)
    assert row.revisit_due_on == due
    assert Todo.objects.filter(source="keyservice.revisit", owner=keys.sun).exists()
    assert actions.chase(today=due) == 0
    assert actions.chase(today=due + timedelta(1)) == 1
    assert actions.chase(today=due + timedelta(2)) == 0, "told once"
    assert Notice.objects.filter(event="keyservice.late", user=keys.lin).exists()
    with pytest.raises(Refused, match="客户的意见"):
        actions.revisit(row, words=" ", improvement="", by=fresh(keys.sun))
    row = actions.revisit(row, words="满意", improvement="备件到厂", by=fresh(keys.sun))
    assert row.revisited_on == timezone.localdate()


def test_the_board_costs_the_same_with_many_accounts(keys):
    """Teams and open applications of thirty accounts are read as those of one."""
    lin, board, counts = signed(keys.lin), reverse("keyservice:board"), []
    for number in (0, 6):
        for n in range(number):
            account = keys.house.customer(f"大客户{n}", keys.sun, ka_status=KaStatus.KEY)
            actions.set_team(account, dict.fromkeys(Post, keys.sun), by=keys.lin)
            keys.applied(customer=account)
        lin.get(board)
        with CaptureQueriesContext(connection) as asked:
            page = lin.get(board).content.decode()
        assert page.count("孙代表") >= number
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_screens_lead_through_the_course(keys):
    """F-43 … F-45 by the pages."""
    sun, lin = signed(keys.sun), signed(keys.lin)
    address = reverse("keyservice:account_do", args=[keys.account.pk, "apply"])
    given = {"activity": "other", "content": "发布会邀请", "organisation": "采购部",
             "deep_needs": "新品"}  # fmt: skip
    assert sun.get(address).status_code == 200
    assert sun.post(address, given | {"content": ""}).status_code == 422
    assert sun.post(address, given).status_code == 302
    row = Support.objects.get()
    place = reverse("keyservice:support_do", args=[row.pk, "review"])
    assert sun.get(place).status_code == 403
    assert lin.post(place, {"answer": "yes", "opinion": "同意"}).status_code == 302
    page = sun.get(row.get_absolute_url()).content.decode()
    assert "登记举办" in page and "已批准" in page
    team = reverse("keyservice:account_do", args=[keys.account.pk, "team"])
    assert lin.post(team, {"leader": keys.lin.pk}).status_code == 302
    pay = reverse("keyservice:account_do", args=[keys.account.pk, "promise"])
    assert lin.post(pay, {"service": "payment", "text": "九十日"}).status_code == 302
    boss = signed(keys.boss)
    page = boss.get(reverse("keyservice:account", args=[keys.account.pk])).content.decode()
    assert "待批准" in page and "批准" in page
    assert lin.get(f"{reverse('keyservice:board')}?page=abc").status_code == 200
