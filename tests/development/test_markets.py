"""Target markets, screening, and the three concerns (B-1, B-2, T-B1)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from maizi.development import actions, queries
from maizi.development.models import Need, Opportunity, SalesGoal, TargetMarket
from maizi.development.pages import MARKETS, NEEDS
from maizi.development.rules.concerns import replacement_gap, vital_few
from maizi.development.rules.markets import Candidate, Segment, score
from maizi.development.terms.markets import Choice, Criterion
from maizi.inbox.models import Notice
from maizi.kernel.errors import Refused
from maizi.kit.pages import save

WAN = Decimal(10_000)


def gap(**values):
    usual = {"target_yuan": 1000 * WAN, "last_yuan": 900 * WAN, "churn_rate": Decimal("0.12"),
             "growth_yuan": 50 * WAN, "new_yuan": 8 * WAN}  # fmt: skip
    return replacement_gap(**usual | values)


def test_lost_customers_are_replaced_by_twenty():
    """T-B1."""
    found = gap()
    assert (found.retained_yuan, found.gap_yuan) == (Decimal(7_920_000), Decimal(1_580_000))
    assert found.new_customers == 20


def test_without_an_average_the_gap_alone_is_told():
    assert gap(new_yuan=None).new_customers is None and gap(new_yuan=0).new_customers is None
    assert gap(target_yuan=500 * WAN).new_customers == 0
    assert gap(new_yuan=Decimal(790_000)).new_customers == 2  # an even division takes no more


@given(st.lists(st.integers(0, 10**6).map(Decimal), max_size=20))
def test_the_vital_few_bring_four_fifths_and_nobody_less_is_among_them(amounts):
    few = vital_few(enumerate(amounts))
    total = sum(amounts, Decimal(0))
    brought = sum((amount for _, amount, _ in few), Decimal(0))
    assert brought >= total * Decimal("0.8") or not total
    if few:
        assert brought - few[-1][1] < total * Decimal("0.8")
        assert all(amount >= few[-1][1] for _, amount, _ in few)


def test_a_score_counts_only_what_the_market_asks():
    segment = Segment(industries=("manufacturing",), regions=("江苏",))
    found = score(Candidate("manufacturing", ("江苏省", "江苏"), is_reachable=True), segment)
    assert found.points == 86  # 60 of 70
    assert found.reasons == (Criterion.INDUSTRY, Criterion.REGION, Criterion.REACH)
    assert score(Candidate(), segment).points == 0


@given(st.sampled_from(["", "a", "b"]), st.booleans(), st.booleans())
def test_every_score_lies_between_nothing_and_all(industry, reach, warm):
    segment = Segment(industries=("a",), sizes=("huge",))
    found = score(Candidate(industry, size="huge", is_reachable=reach, is_warm=warm), segment)
    assert 0 <= found.points <= 100
    everything = Candidate("a", size="huge", is_reachable=True, is_warm=True)
    assert found.points <= score(everything, segment).points == 100


@pytest.fixture
def market(field) -> TargetMarket:
    row = TargetMarket(name="江苏制造", regions="江苏, 南京", industries="manufacturing",
                       state="active", owner=field.boss)  # fmt: skip
    save(MARKETS, row=row, verb="create", by=field.boss)
    return row


@pytest.mark.django_db
def test_a_market_says_whom_it_means(field):
    with pytest.raises(Refused, match="至少写明一项"):
        save(MARKETS, row=TargetMarket(name="所有人", owner=field.boss), verb="create",
             by=field.boss)  # fmt: skip
    today = timezone.localdate()
    row = TargetMarket(name="倒着", industries="mining", starts_on=today, owner=field.boss,
                       ends_on=today - timedelta(1))  # fmt: skip
    with pytest.raises(Refused, match="早于"):
        save(MARKETS, row=row, verb="create", by=field.boss)


@pytest.mark.django_db
def test_screening_finds_suspects_with_reasons_and_targets_become_leads(field, market):
    house = field.house
    near = house.customer("南京机械", house.chen, industry="manufacturing", city="南京市",
                          mobile="13800000001")  # fmt: skip
    house.customer("郑州饭店", house.meng, industry="catering", province="河南省")
    house.customer(
        "老客户", house.chen, industry="manufacturing", city="南京市", lifecycle="client"
    )
    pooled = house.customer("公海机械", pool=house.pool, industry="manufacturing",
                            province="江苏省")  # fmt: skip
    run = actions.screen(market, least=60, by=field.boss)
    assert {t.customer_id for t in run.targets.all()} == {near.pk, pooled.pk}
    assert run.targets.first().customer == near and "industry" in run.targets.first().reasons
    ids = [target.pk for target in run.targets.all()]
    assert actions.choose_targets(run, ids, choice=Choice.TAKEN, by=field.boss) == 2
    row = Opportunity.objects.get(market=market)
    assert (row.customer, row.owner) == (near, house.chen)
    actions.choose_targets(run, ids, choice=Choice.TAKEN, by=field.boss)
    assert Opportunity.objects.filter(market=market).count() == 1
    with pytest.raises(Refused, match="没有客户达到"):
        actions.screen(market, least=100, by=field.lin)
    TargetMarket.objects.update(state="draft")
    market.refresh_from_db()
    with pytest.raises(Refused, match="还没有启用"):
        actions.screen(market, least=10, by=field.boss)


@pytest.mark.django_db
def test_the_market_department_hears_of_a_need(field):
    row = Need(customer=field.customer, text="要变频的", why="电费高")
    save(NEEDS, row=row, verb="create", by=field.chen)
    notice = Notice.objects.get(event="development.need_told")
    assert (
        notice.user == field.house.boss and "要变频的" in notice.title and "新发现" in notice.title
    )
    row.state = "confirmed"
    save(NEEDS, row=row, verb="change", by=field.chen)
    assert Notice.objects.filter(event="development.need_told").count() == 2
    late = Need(customer=field.customer, text="x", seen_on=timezone.localdate() + timedelta(1))
    with pytest.raises(Refused, match="不能晚于今天"):
        save(NEEDS, row=late, verb="create", by=field.chen)


@pytest.mark.django_db
def test_the_concerns_count_what_was_won(field):
    today = timezone.localdate()
    goal = SalesGoal(
        name="本季", starts_on=today - timedelta(30), ends_on=today + timedelta(60),
        target_yuan=1000 * WAN, last_yuan=900 * WAN, churn_rate=Decimal("0.12"),
        growth_yuan=50 * WAN, new_yuan=8 * WAN,
    )  # fmt: skip
    actions.save_goal(goal, by=field.boss)
    deal = field.deal(amount_yuan=80_000)
    Opportunity.objects.filter(pk=deal.pk).update(state="won", closed_at=timezone.now())
    (concern,) = queries.concerns(field.boss)
    assert (concern.gap.new_customers, concern.won, concern.won_yuan) == (20, 1, 80_000)
    ((customer, amount, share),) = queries.vital_customers(field.boss, today=today)
    assert (customer, amount, share) == (field.customer, 80_000, 1)


@pytest.mark.django_db
def test_the_screens_of_markets(client, field, market):
    client.force_login(field.house.boss)
    edit = reverse("development:targetmarket_edit", args=[market.pk])
    body = {"name": "江苏制造", "state": "active", "owner": field.boss.pk, "regions": "江苏"}
    answer = client.post(edit, body | {"industries": ["manufacturing", "energy"]})
    assert answer.status_code == 302
    market.refresh_from_db()
    assert market.industries == "manufacturing、energy"
    answer = client.post(edit, body | {"regions": "", "note": "留着"})
    assert answer.status_code == 422 and "留着" in answer.content.decode()
    field.house.customer("南京机械", field.house.chen, industry="energy", city="江苏")
    answer = client.post(reverse("development:screen", args=[market.pk]), {"least": "50"})
    shown = client.get(answer.headers["Location"]).content.decode()
    assert "南京机械" in shown and "行业符合" in shown
    goal = {"name": "全年", "starts_on": "2026-01-01", "ends_on": "2026-12-31",
            "target_yuan": "10,000,000", "last_yuan": "9000000", "churn_percent": "12",
            "growth_yuan": "500000", "new_yuan": "80000"}  # fmt: skip
    address = reverse("development:concerns")
    assert client.post(address, goal).status_code == 302
    shown = client.get(address).content.decode()
    assert "1,580,000.00" in shown and ">20<" in shown
    answer = client.post(address, goal | {"ends_on": "2025-12-31"})
    assert answer.status_code == 422 and "早于" in answer.content.decode()


@pytest.mark.django_db
def test_a_new_market_is_made_on_its_form(client, field):
    client.force_login(field.house.boss)
    body = {"name": "河南食品", "state": "draft", "owner": field.boss.pk, "regions": "河南"}
    assert client.get(reverse("development:targetmarket_new")).status_code == 200
    assert client.post(reverse("development:targetmarket_new"), body).status_code == 302
    assert TargetMarket.objects.get(name="河南食品").regions == "河南"
