"""What the credit office types wrongly, each answered with its sentence (issue 6)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from maizi.approvals import actions as approvals
from maizi.approvals.models import ApprovalCase, Seat
from maizi.credit.models import CreditAccount
from maizi.kernel.errors import Refused
from maizi.rating import actions, queries
from maizi.rating.actions.evaluating import Given
from maizi.rating.actions.submitting import EVALUATION
from maizi.rating.models import Criterion, Paper, Survey
from maizi.rating.terms import CardState, PaperKind
from tests.rating.conftest import fresh_row

pytestmark = pytest.mark.django_db


def test_weights_that_do_not_sum(office):
    """D-2: a card is used only when its weights make up 100."""
    draft = actions.revise_card(office.card, by=office.wang)
    first = Criterion.objects.filter(card=draft).first()
    first.weight = Decimal("29.5")
    first.save()
    with pytest.raises(Refused, match="权重合计是 99.5，必须正好 100。请调整各项权重再启用"):
        actions.activate_card(draft, by=office.wang)
    assert fresh_row(draft).state == CardState.DRAFT


def test_a_card_with_nothing_to_assess(office):
    """D-2: neither one without traits, nor one on which everything is “not assessable”."""
    draft = actions.revise_card(office.card, by=office.wang)
    told = {c.pk: (c.weight, {}) for c in draft.criteria.all()}
    actions.save_criteria(draft, told, by=office.wang)
    with pytest.raises(Refused, match="有权重却没有评分项。请加评分项，或把权重改为 0"):
        actions.activate_card(draft, by=office.wang)
    row = office.opened()
    nothing = {id_: Given(None, "问不到") for id_ in office.marks(row)}
    actions.hand_in(row, nothing, by=office.wang)
    office.papers()
    row.customer.financial_statements.all().delete()
    office.told(row)
    assert queries.assess(fresh_row(row)).total.score is None
    with pytest.raises(Refused, match="这张卡无效。请补资料，或让客户继续预付"):
        actions.submit_evaluation(row, by=office.wang)


def test_a_statement_older_than_fifteen_months(office):
    """D-12: to the day, as a paper and as figures."""
    edge = date(office.today.year - 1, office.today.month, 1) - timedelta(days=92)
    old = Paper(customer=office.customer, kind=PaperKind.ANNUAL, received_on=office.today,
                period_end=edge - timedelta(days=31))  # fmt: skip
    with pytest.raises(Refused, match="已超过 15 个月，不能用来评级。请向客户要新的报表"):
        actions.add_paper(old, by=office.wang)
    office.statement(edge - timedelta(days=31))
    row = office.opened()
    assert queries.assess(row).facts.statement is None, "nothing is scored from it"


def test_an_evaluation_approved_by_its_author(office):
    """0.6, D-2: not even when it becomes his own after it was sent."""
    row = office.complete()
    case = actions.submit_evaluation(row, by=office.wang)
    seat = Seat.objects.filter(step__case=case).first()
    row = fresh_row(row)
    row.by = seat.person
    row.save()
    with pytest.raises(Refused, match="这件事与您有关，不能由您审批。请转交给您的上级"):
        approvals.agree(case, by=office.boss, opinion="同意", digest=case.digest)
    assert not CreditAccount.objects.filter(grade="a").exists()
    assert EVALUATION.barred(row) == [seat.person_id]
    assert ApprovalCase.objects.get(pk=case.pk).state == "pending"


def test_a_limit_below_the_exposure(office):
    """D-30: no new credit, nothing taken back; and it is said."""
    row = office.complete()
    office.bill(300_000, on=-3, due=30)
    (said,) = [queries.assess(row).below]
    assert said == (
        "新额度 236,363.64 元低于已用 300,000.00 元：已有订单和应收不变，收回 63,636.36 元以前"
        "不再新增赊销。"
    )


def test_a_survey_is_checked(office):
    """L-5, N-1: of which day, by whose consent, and nothing of the principal unless wanted."""
    person = office.house.customer("王芳", office.chen, party_type="individual", city="南京")

    def survey(**more) -> Survey:
        given = {"customer": office.customer, "on": office.today, "conclusion": "可以月结"}
        return actions.save_survey(Survey(**given | more), "create", by=office.wang)

    for more, words in (
        ({"on": office.day(1)}, "调查日期不能晚于今天"),
        ({"conclusion": " "}, "请写调查结论"),
        ({"principal": "性格急躁"}, "公司不收集负责人的个人情况"),
        ({"customer": person, "bank_credit": "good"}, "要先有本人的书面授权"),
    ):
        with pytest.raises(Refused, match=words):
            survey(**more)
    assert survey(bank_credit="good", peers="poor").by == office.wang
    consent = Paper(customer=person, kind=PaperKind.CONSENT, received_on=office.today)
    actions.add_paper(consent, by=office.wang)
    assert survey(customer=person, bank_credit="good").pk
