"""From the opening of an evaluation to the grade that holds: by whom, and what is refused."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from maizi.approvals.models import ApprovalCase, Seat
from maizi.credit.models import CreditAccount
from maizi.kernel.errors import Refused
from maizi.kernel.events import recording
from maizi.kernel.texts import retold
from maizi.keyaccounts.models import GradeChange
from maizi.rating import actions, queries
from maizi.rating.actions.evaluating import Given
from maizi.rating.events import GradeProposed
from maizi.rating.models import Evaluation, Paper, Review, Scorecard, Standing
from maizi.rating.terms import CardState, EvaluationState, PaperKind, Trigger
from tests.house import fresh
from tests.rating.conftest import fresh_row

pytestmark = pytest.mark.django_db


def test_a_complete_evaluation_becomes_the_grade_that_holds(office):
    """D-2, D-3: automatic and manual traits, grade, formula limit, approval, credit account."""
    row = office.complete(late=0)
    found = queries.assess(row)
    assert found.lacking == [] and found.total.is_valid and found.total.missing == 0
    assert found.graded.grade == "a" and found.terms_days == 60
    assert found.formula_yuan == Decimal("200000.00"), "100,000 × 60/30 × 1.00"
    actions.submit_evaluation(row, by=office.wang)
    row = office.agree(row)
    assert row.state == EvaluationState.APPROVED and row.approved_by == office.boss
    account = CreditAccount.objects.get(customer=office.customer)
    assert (account.grade, account.limit_yuan, account.terms_days) == ("a", 200_000, 60)
    standing = Standing.objects.get(customer=office.customer)
    assert standing.grade == "a" and standing.until_on == row.until_on
    assert standing.fixed_weight == 85, "all but the two payment traits of 7.5 each"


def test_every_point_is_explained_down_to_the_ledger(office):
    """D-2: full explanation of a score."""
    row = office.complete(late=10)
    found = queries.assess(row)
    told = retold(queries.told_of(row, found))
    assert sum(Decimal(i["points"]) for i in told["traits"]) == pytest.approx(
        found.total.score, abs=Decimal("0.1")
    )
    on_time = next(i for i in told["traits"] if i["name"] == "24 个月按时付款率")
    assert on_time["value"] == "0.00%" and on_time["score"] == 0
    assert on_time["note"] == "24 个月到期 1,000,000.00 元，其中按时付 0.00 元"
    assert on_time["step"] == "其余" and on_time["from_ledger"]
    rows = queries.paid_rows(office.customer, office.today)
    assert len(rows) == 10 and rows[0]["paid"].late_days == 10
    assert rows[0]["entry"].get_absolute_url()


def test_d3_late_payments_cap_the_grade(office):
    row = office.complete(score=100, late=31)
    found = queries.assess(row)
    assert found.cautions.is_late_30 and not found.cautions.is_late_60
    assert found.graded.grade != "a"


def test_d12_nothing_is_submitted_before_the_papers_are_complete(office):
    """D-1, D-12: papers, basic form, a rated paragraph for each of the five factors."""
    office.trade()
    row = office.opened()
    with pytest.raises(Refused, match="还不能提交：缺法定代表人或本人身份证明、缺营业执照"):
        actions.hand_in(row, office.marks(row), by=office.wang)
        actions.submit_evaluation(row, by=office.wang)
    office.papers()
    with pytest.raises(Refused, match="“经济环境”还没有评述和评分.*“企业素质”还没有"):
        actions.submit_evaluation(row, by=office.wang)
    office.customer.industry = ""
    office.customer.save()
    office.told(row)
    with pytest.raises(Refused, match="客户基本信息缺行业类型。请补齐后再提交"):
        actions.submit_evaluation(fresh_row(row), by=office.wang)
    assert not ApprovalCase.objects.exists()


def test_d12_a_statement_older_than_fifteen_months_is_turned_away(office):
    old = Paper(customer=office.customer, kind=PaperKind.ANNUAL, received_on=office.today,
                period_end=date(office.today.year - 2, 6, 30))  # fmt: skip
    with pytest.raises(Refused, match="已超过 15 个月，不能用来评级。请向客户要新的报表"):
        actions.add_paper(old, by=office.wang)
    assert not Paper.objects.exists()


def test_d2_a_new_customer_without_papers_has_an_invalid_card(office):
    """D-2: payment traits and statements missing: more than 20, the customer stays on prepay."""
    row = office.opened()
    actions.hand_in(row, office.marks(row), by=office.wang)
    found = queries.assess(row)
    assert not found.total.is_valid and found.total.missing > 20 and found.graded is None
    office.papers()
    row.customer.financial_statements.all().delete()
    office.told(row)
    with pytest.raises(Refused, match="超过 20，这张卡无效。请补资料，或让客户继续预付"):
        actions.submit_evaluation(row, by=office.wang)


def test_d3_a_new_customer_gets_at_most_b_and_no_credit_for_the_first_trade(office):
    office.papers()
    row = office.opened(monthly_yuan=Decimal(80_000))
    actions.hand_in(row, office.marks(row, 100), by=office.wang)
    office.told(row)
    found = queries.assess(row)
    assert found.total.missing == 15 and found.graded.by_score == "a" and found.graded.grade == "b"
    assert "新客户，最高 B 级" in found.graded.caps and found.limit_yuan == 0
    actions.submit_evaluation(row, by=office.wang)
    row = office.agree(row)
    assert row.state == "approved" and row.limit_yuan == 0, "graded, without credit"
    row = office.opened(monthly_yuan=Decimal(80_000))
    actions.hand_in(row, office.marks(row, 100), by=office.wang)
    office.told(row)
    row.is_special = True
    assert queries.assess(row).formula_yuan == Decimal("64000.00"), "80,000 × 30/30 × 0.80"
    row.save()
    with pytest.raises(Refused, match="首次交易就给信用，请写明特批的理由"):
        actions.submit_evaluation(row, by=office.wang)
    row.limit_reason = "集团兄弟公司"
    row.save()
    case = actions.submit_evaluation(row, by=office.wang)
    assert len(case.steps) == 2, "specially approved: the centre first, then the director"


def test_only_who_sees_the_customer_is_asked_to_score(office):
    """M-3: an invitation opens nobody's file to strangers."""
    row = office.opened()
    with pytest.raises(Refused, match="看不到这位客户，不能请他评分"):
        actions.invite(row, fresh(office.house.meng), by=office.wang)


def test_an_evaluation_is_never_approved_by_its_author(office):
    """D-2, 0.6: the author is barred, by the engine and by the table itself."""
    row = office.complete()
    row.by, office.wang.superior = office.boss, office.vice
    row.save()
    office.wang.save()
    case = actions.submit_evaluation(row, by=office.wang)
    people = Seat.objects.filter(step__case=case).values_list("person", flat=True)
    assert list(people) == [office.vice.pk], "the only director is the author: the superior decides"
    with pytest.raises(IntegrityError), transaction.atomic():
        Evaluation.objects.filter(pk=row.pk).update(approved_by=office.boss)


def test_evaluators_mark_blind_and_agree_afterwards(office):
    """D-2: several evaluators, blind, then agreed."""
    office.trade()
    office.papers()
    row = office.opened()
    office.told(row)
    actions.invite(row, office.lin, by=office.wang)
    with pytest.raises(Refused, match="已在评分人里"):
        actions.invite(row, office.lin, by=office.wang)
    actions.hand_in(row, office.marks(row, 80), by=office.wang)
    with pytest.raises(Refused, match="林悦还没有交卷"):
        actions.submit_evaluation(row, by=office.wang)
    with pytest.raises(Refused, match="林悦还没有交卷。各人独立评分以后再商定"):
        actions.agree_marks(row, office.marks(row, 60), by=office.wang)
    with pytest.raises(Refused, match="您不在这次评价的评分人里"):
        actions.hand_in(row, office.marks(row, 40), by=office.chen)
    actions.hand_in(row, office.marks(row, 40), by=office.lin)
    agreed = set(row.marks.filter(evaluator=None).values_list("score", flat=True))
    assert agreed == {40}, "the lower of two until somebody talks"
    with pytest.raises(Refused, match="您已经交卷，看得到别人的评分了"):
        actions.hand_in(row, office.marks(row, 40), by=office.wang)
    free = {id_: Given(60, "") for id_ in office.marks(row)}
    with pytest.raises(Refused, match="和谁评的都不一样，请写明为什么"):
        actions.agree_marks(row, free, by=office.wang)
    actions.agree_marks(row, office.marks(row, 60), by=office.wang)
    actions.refer(row, by=office.wang)
    kept = set(row.marks.filter(evaluator=None).values_list("score", flat=True))
    assert kept == {60}, "nobody was waited for: what was agreed stays"


def test_marks_are_checked(office):
    row = office.opened()
    marks = office.marks(row)
    first = next(iter(marks))
    for bad, words in ((Given(79, "好"), "没有这一档"), (Given(100), "请写依据"),
                       (Given(None), "请写依据")):  # fmt: skip
        with pytest.raises(Refused, match=words):
            actions.hand_in(row, marks | {first: bad}, by=office.wang)
    del marks[first]
    with pytest.raises(Refused, match="还没有评分；评不了的请选“无法评分”"):
        actions.hand_in(row, marks, by=office.wang)


def test_one_evaluation_at_a_time(office):
    row = office.opened()
    with pytest.raises(Refused, match=f"已有进行中的评价 {row.no}"):
        office.opened()
    with pytest.raises(Refused, match="请写明作废的原因"):
        actions.close_evaluation(row, reason=" ", by=office.wang)
    actions.close_evaluation(row, reason="客户不再赊购", by=office.wang)
    with pytest.raises(Refused, match="是“已作废”，不能再改"):
        office.told(row)
    office.opened()


def test_a_key_account_is_proposed_not_graded(office):
    """D-20: the grade of a key account takes its own way."""
    office.customer.ka_status = "key"
    office.customer.save()
    with recording() as told:
        row = office.approved()
    heard = [one for one in told if isinstance(one, GradeProposed)]
    assert row.state == EvaluationState.APPROVED
    (event,) = heard
    assert (event.grade, event.limit_yuan, event.customer_id) == (
        "a", Decimal("200000.00"), office.customer.pk)  # fmt: skip
    assert event.by_id == office.boss.pk and event.until_on == row.until_on
    assert not CreditAccount.objects.filter(customer=office.customer, grade="a").exists()
    assert not Standing.objects.exists()
    change = GradeChange.objects.get(customer=office.customer)
    assert (change.grade, change.limit_yuan, change.terms_days) == ("a", Decimal("200000.00"), 60)
    assert change.state == "candidate" and change.trigger == "rating" and row.no in change.why


def test_a_new_evaluation_ends_open_reviews_and_keeps_its_card(office):
    row = office.approved()
    actions.raise_review(office.customer, Trigger.OWNERSHIP, "股东换了", by=office.lin)
    draft = actions.revise_card(office.card, by=office.wang)
    actions.activate_card(draft, by=office.wang)
    assert fresh_row(office.card).state == CardState.RETIRED and draft.version == 2
    assert fresh_row(row).card == office.card, "an evaluation keeps the version it used"
    again = office.opened(card=draft)
    actions.hand_in(again, office.marks(again, 60), by=office.wang)
    office.told(again)
    actions.submit_evaluation(again, by=office.wang)
    office.agree(again)
    assert Review.objects.get().state == "done"
    assert Standing.objects.get().card == draft


def test_n1_an_individual_gets_an_explanation_and_a_person(office):
    """N-1, PIPL art. 24: explanation and human review on request."""
    person = office.house.customer("王芳", office.chen, party_type="individual",
                                   mobile="13912345678", city="南京")  # fmt: skip
    office.trade(customer=person)
    row = actions.open_evaluation(person, Scorecard.objects.get(name="个人信用卡"), by=office.wang)
    row.asked_yuan, row.collateral_yuan = Decimal(10_000), Decimal(12_000)
    row.save()
    actions.hand_in(row, office.marks(row, 80), by=office.wang)
    office.told(row)
    paper = Paper(customer=person, kind=PaperKind.IDENTITY, received_on=office.today)
    actions.add_paper(paper, by=office.wang)
    with pytest.raises(Refused, match="还没有批准，结论还没有生效"):
        actions.ask_recheck(row, "我没有欠款", by=office.wang)
    actions.submit_evaluation(row, by=office.wang)
    row = office.agree(row)
    assert row.told["plain"] and all(i["name"] for i in row.told["traits"])
    made = actions.ask_recheck(row, "我没有欠款", by=office.wang)
    told = Review.objects.get(trigger=Trigger.REQUEST).text
    assert row.no in told and "我没有欠款" not in told, "his words go no further"
    for one in (office.wang, office.boss):
        with pytest.raises(Refused, match="评价人和批准人不能复核自己的结论"):
            actions.answer_recheck(made, answer="没问题", keeps=True, by=one)
    actions.answer_recheck(made, answer="核对了三笔付款，评级正确。", keeps=True, by=office.hq)
    assert Review.objects.get(trigger=Trigger.REQUEST).state == "done"
    enterprise = office.complete()
    with pytest.raises(Refused, match="人工复核是个人客户的权利"):
        actions.ask_recheck(enterprise, "请复核", by=office.wang)
