"""Opportunities in the database: guarded moves, ends, records, pipelines, chances (B-4, B-40)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from maizi.customers.models import Contact, Customer
from maizi.development import actions, queries
from maizi.development.actions import holdings
from maizi.development.models import KeyPlan, Move, Opportunity, Pipeline
from maizi.development.pages import KEY_PLANS, PIPELINES
from maizi.development.rules.pipelines import usual_stages
from maizi.development.terms import DealState, Step
from maizi.history.queries import entries_of
from maizi.inbox.models import Todo
from maizi.kernel.errors import Refused
from maizi.kit.pages import save
from tests.house import fresh

pytestmark = pytest.mark.django_db


def test_a_new_opportunity_stands_in_the_first_stage(field):
    row = field.deal()
    assert row.no.startswith("SJ") and row.stage.step == Step.LEAD and row.state == DealState.OPEN
    assert row.org_unit == field.chen.unit and row.moves.count() == 1


def test_a_stage_jumped_is_refused_and_nothing_changes(field):
    row = field.deal()
    with pytest.raises(Refused, match="不能从“线索”直接跳到“谈判”"):
        field.move(row, "negotiation")
    assert Opportunity.objects.get(pk=row.pk).stage.step == Step.LEAD and row.moves.count() == 1


def test_a_lead_qualifies_when_need_decider_and_reach_are_known(field):
    row = field.deal(need="")
    with pytest.raises(Refused, match="需求"):
        field.move(row, "qualified")
    Opportunity.objects.filter(pk=row.pk).update(need="换空压机")
    Contact.objects.update(is_decision_maker=False)
    with pytest.raises(Refused, match="拍板"):
        field.move(row, "qualified")
    Opportunity.objects.filter(pk=row.pk).update(decider=field.decider)
    Customer.objects.update(mobile="")
    with pytest.raises(Refused, match="联系方式"):
        field.move(row, "qualified")
    Contact.objects.update(email="wang@example.com")
    Customer.objects.update(is_blocked=True)
    with pytest.raises(Refused, match="免打扰"):
        field.move(row, "qualified")
    Customer.objects.update(is_blocked=False)
    row = field.move(row, "qualified")
    assert Customer.objects.get(pk=row.customer_id).lifecycle == "prospect"


@pytest.mark.parametrize(
    ("channel", "result", "counts"),
    [
        ("phone", "", True),
        ("note", "", False),
        ("phone", "无人接听", False),
        ("im", "有兴趣", True),
    ],
)
def test_only_a_contact_that_reached_somebody_counts(field, channel, result, counts):
    row = field.move(field.deal(), "qualified")
    field.talk(channel, result)
    if counts:
        assert field.move(row, "contacted").stage.step == Step.CONTACTED
        return
    with pytest.raises(Refused, match="有效的联系记录"):
        field.move(row, "contacted")


def test_a_proposal_needs_a_paper_and_a_win_an_agreement(field):
    row = field.move(field.deal(), "qualified")
    field.talk("visit")
    row = field.move(row, "contacted")
    with pytest.raises(Refused, match="方案或报价"):
        field.move(row, "proposal")
    field.paper(row)
    row = field.move(field.move(row, "proposal"), "negotiation")
    with pytest.raises(Refused, match="已签的协议"):
        field.end(row, "won")
    field.sign(row)
    row = field.end(row, "won")
    assert row.state == DealState.WON and row.closed_at and not row.reason


def test_a_way_back_needs_no_proof_but_is_written_down(field):
    row = field.lead_to(field.deal(), "proposal")
    row = field.move(row, "contacted")
    assert row.stage.step == Step.CONTACTED and row.furthest == Step.PROPOSAL.rank
    assert [m.stage.step for m in row.moves.all()][-2:] == [Step.PROPOSAL, Step.CONTACTED]


def test_a_pause_asks_for_a_review_and_a_record(field):
    row = field.lead_to(field.deal(), "contacted")
    day = timezone.localdate() + timedelta(60)
    row = field.end(row, "paused", review_on=day)
    todos = {todo.source: todo for todo in Todo.objects.filter(owner=field.chen)}
    assert todos["development.review"].due_on == day
    with pytest.raises(Refused, match="开发记录"):
        actions.reopen_opportunity(row, by=field.chen)
    field.record(row)
    assert Todo.objects.get(source="development.record").state == "done"
    with pytest.raises(Refused, match="已经填过"):
        field.record(row)
    row = actions.reopen_opportunity(row, by=field.chen)
    assert row.state == DealState.OPEN and row.review_on is None and row.reason == ""
    assert Todo.objects.get(source="development.review").state == "done"


def test_every_end_needs_its_own_record(field):
    row = field.end(field.lead_to(field.deal(), "contacted"), "lost")
    field.record(row)
    row = field.end(actions.reopen_opportunity(row, by=field.chen), "lost", note="又输给了对手")
    with pytest.raises(Refused, match="开发记录"):
        actions.reopen_opportunity(row, by=field.chen)
    field.record(row)
    assert row.records.count() == 2


def test_a_disqualified_lead_takes_its_customer_off_the_ladder(field):
    row = field.end(field.deal(), "disqualified", reason="fit", note="没有这种设备")
    assert Customer.objects.get(pk=row.customer_id).lifecycle == "disqualified"


def test_success_makes_a_target_a_key_account(field):
    Customer.objects.update(ka_status="target")
    row = field.deal()
    Opportunity.objects.filter(pk=row.pk).update(
        stage=field.stage("negotiation"), furthest=Step.NEGOTIATION.rank
    )
    field.sign(row)
    field.record(field.end(row, "won"))
    assert Customer.objects.get(pk=row.customer_id).ka_status == "key"


def test_an_ended_one_neither_moves_nor_ends_again(field):
    row = field.end(field.deal(), "lost")
    with pytest.raises(Refused, match="已经结束"):
        field.move(row, "qualified")
    with pytest.raises(Refused, match="已经结束"):
        field.end(row, "lost")


def test_people_of_other_customers_and_pools_are_refused(field):
    other = field.house.customer("别的公司")
    stranger = Contact.objects.create(customer=other, name="李四")
    with pytest.raises(Refused, match="不是这个客户的联系人"):
        field.deal(decider=stranger)
    pooled = field.house.customer("公海客户", pool=field.house.pool)
    with pytest.raises(Refused, match="公海"):
        field.deal(customer=pooled)
    foreign = field.house.customer("别人的", field.house.meng)
    with pytest.raises(Refused, match="看不到这个客户"):
        field.deal(customer=foreign)


def test_only_who_sees_the_customer_gets_the_opportunity(field):
    row = field.deal()
    with pytest.raises(Refused, match="看不到这个客户"):
        actions.assign_opportunity(row, fresh(field.house.meng), by=field.lin)
    assert actions.assign_opportunity(row, field.lin, by=field.boss).owner == field.lin


def test_pipelines_leave_steps_out_and_keep_what_is_used(field):
    row = Pipeline(name="备件快销")
    save(PIPELINES, row=row, verb="create", by=field.boss)
    assert row.stages.count() == len(Step)
    wanted = usual_stages(without=(Step.VISITED, Step.NEGOTIATION))
    actions.set_stages(row, wanted, by=field.boss)
    assert [s.step for s in row.stages.all()] == [
        "lead", "qualified", "contacted", "proposal"
    ]  # fmt: skip
    deal = field.deal(pipeline=row)
    deal = actions.move_opportunity(deal, stage=row.stages.get(step="qualified"), by=field.chen)
    with pytest.raises(Refused, match="里还有商机"):
        actions.set_stages(row, [w for w in wanted if w.step != Step.QUALIFIED], by=field.boss)
    with pytest.raises(Refused, match="从“线索”开始"):
        actions.set_stages(row, wanted[1:], by=field.boss)
    field.talk()
    actions.move_opportunity(deal, stage=row.stages.get(step="contacted"), by=field.chen)
    with pytest.raises(Refused, match="走过"):
        actions.set_stages(row, [w for w in wanted if w.step != Step.QUALIFIED], by=field.boss)
    assert any("阶段" in str(e.changes) for e in entries_of(row))


def test_one_pipeline_is_the_usual_one(field):
    row = Pipeline(name="大客户", is_usual=True)
    save(PIPELINES, row=row, verb="create", by=field.boss)
    assert Pipeline.objects.get(is_usual=True) == row
    row.is_active = False
    with pytest.raises(Refused, match="默认流程不能停用"):
        save(PIPELINES, row=row, verb="change", by=field.boss)


def test_chances_are_learned_kept_with_the_move_and_judged_later(field):
    for number in range(24):
        row = field.deal(f"旧{number}", source="referral" if number % 2 else "internet")
        row = field.move(row, "qualified")
        state = DealState.WON if number % 2 else DealState.LOST
        Opportunity.objects.filter(pk=row.pk).update(state=state, closed_at=timezone.now())
    good, bad = field.deal("好", source="referral"), field.deal("坏", source="internet")
    good, bad = field.move(good, "qualified"), field.move(bad, "qualified")
    assert good.chance > good.stage.probability > bad.chance
    assert Move.objects.filter(opportunity=good, learned_chance=good.chance).exists()
    field.end(bad, "lost")
    found = queries.truth(field.boss, field.pipeline)
    assert found["learned"].count == found["usual"].count == 5  # those since twenty had ended
    assert found["learned"].error < found["usual"].error
    Opportunity.objects.filter(pk=good.pk).update(chance=None)
    assert actions.refresh_chances(field.pipeline) == 1


def test_the_board_counts_all_and_shows_the_oldest(field):
    now, today = timezone.now(), timezone.localdate()
    rows = [field.deal(f"商机{n}", amount_yuan=1000, next_on=today if n else None)
            for n in range(30)]  # fmt: skip
    Opportunity.objects.filter(pk=rows[7].pk).update(entered_at=now - timedelta(days=40))
    columns = queries.board(field.chen, queries.Asked(field.pipeline), now=now, today=today)
    first = columns[0]
    assert (first.count, len(first.cards), first.more) == (30, 25, 5)
    assert (first.amount_yuan, first.weighted_yuan) == (30000, 1500)
    assert first.cards[0].row == rows[7] and first.cards[0].ageing == "stale" and first.stale == 1
    assert (first.by_next["today"], first.by_next["none"]) == (29, 1)
    others = queries.board(
        fresh(field.house.meng), queries.Asked(field.pipeline), now=now, today=today
    )
    assert [column.count for column in others] == [0] * 6
    mine = queries.Asked(field.pipeline, field.lin)
    assert queries.board(field.boss, mine, now=now, today=today)[0].count == 0


def test_the_forecast_sums_by_month_and_the_cohorts_by_creation(field, django_assert_num_queries):
    today = timezone.localdate()
    field.deal(amount_yuan=100000, expected_on=today)
    second = field.deal("第二个", amount_yuan=50000)
    field.move(second, "qualified")
    found = queries.outlook(field.boss, field.pipeline)
    assert (found.count, found.amount_yuan, found.weighted_yuan) == (2, 150000, 12500)
    assert [month for month, *_ in found.months] == ["", today.strftime("%Y-%m")]
    (cohort,) = queries.cohorts(field.boss, field.pipeline, today=today)
    assert cohort.count == 2 and cohort.lines[0].went_on == 1
    field.end(second, "lost", reason="competitor")
    (loss,) = queries.losses(field.boss, field.pipeline)
    assert loss.reason == "competitor" and loss.share == 1


def test_c70_open_opportunities_and_plans_go_to_the_successor(field):
    house, over = field.house, field.deal("输了的")
    actions.close_opportunity(over, actions.Ending(DealState.LOST, "price", "贵"), by=field.chen)
    deal = field.deal()
    plan = KeyPlan(name="拿下二期", customer=field.customer, owner=field.chen)
    save(KEY_PLANS, row=plan, verb="create", by=field.chen)
    told = {"giver": field.chen, "by": field.lin, "reason": "离职交接"}
    (held,) = holdings.OPPORTUNITIES.held(field.chen)
    assert held.id == deal.pk and not held.is_key
    stranger = holdings.OPPORTUNITIES.give([deal.pk], taker=house.meng, **told)
    assert "看不到这个客户" in stranger[deal.pk]
    assert holdings.OPPORTUNITIES.give([deal.pk], taker=field.lin, **told) == {}
    assert holdings.PLANS.give([plan.pk], taker=field.lin, **told) == {}
    for holding in (holdings.OPPORTUNITIES, holdings.PLANS):
        assert holding.count(field.chen) == 0 and holding.count(field.lin) == 1
    over.refresh_from_db()
    assert over.owner == field.chen, "what is over keeps who did it"
