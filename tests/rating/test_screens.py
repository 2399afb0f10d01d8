"""Pages of rating: who sees what, blind marks, forms that refuse in words."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maizi.rating import actions, queries
from maizi.rating.models import Evaluation, FinancialStatement, Paper, Review, Scorecard, Standing
from maizi.rating.terms import Trigger
from tests.rating.conftest import browser, fresh_row, text_of, told

pytestmark = pytest.mark.django_db


def sent(client: Client, address: str, **values):
    return client.post(address, values)


def marked(row: Evaluation, score: str = "80", note: str = "有记录") -> dict[str, str]:
    manual = [i for i in queries.traits_of(row.card) if i.measure == "manual"]
    values = {f"score_{trait.id}": score for trait in manual}
    return values | {f"note_{trait.id}": note for trait in manual}


def test_from_the_customer_to_the_grade_by_pages(office):
    """D-2, D-3, D-12: the whole way as a credit officer and a director walk it."""
    office.trade()
    office.papers()
    wang, customer = browser(office.wang), office.customer
    begin = reverse("rating:begin", args=[customer.pk])
    assert wang.get(begin).status_code == 200
    answer = sent(wang, begin, card=office.card.pk)
    row = Evaluation.objects.get()
    assert answer.status_code == 302 and answer.headers["Location"] == row.get_absolute_url()
    assert wang.get(begin).headers["Location"] == row.get_absolute_url(), "there is one already"
    page = text_of(wang.get(row.get_absolute_url()))
    assert "还在评分" in page and "“经济环境”还没有评述和评分" in page
    edit = reverse("rating:evaluation_edit", args=[row.pk])
    sent(wang, edit, asked_yuan="150000", collateral_yuan="180000", conclusion="稳")
    answer = sent(wang, reverse("rating:marks", args=[row.pk]), **marked(row, "100", ""))
    assert answer.status_code == 422 and "请写依据" in text_of(answer)
    sent(wang, reverse("rating:marks", args=[row.pk]), **marked(row))
    words = {f"text_{f}": "平稳" for f in
             ("economic", "market", "financial", "guarantee", "quality")}  # fmt: skip
    words |= {name.replace("text", "mark"): "80" for name in words}
    assert wang.get(reverse("rating:paragraphs", args=[row.pk])).status_code == 200
    sent(wang, reverse("rating:paragraphs", args=[row.pk]), **words)
    page = text_of(wang.get(row.get_absolute_url()))
    assert "一直按时付款，家底也厚" in page and "什么会改变等级" in page and "看每一笔" in page
    paid = text_of(wang.get(reverse("rating:paid", args=[row.pk])))
    assert paid.count("100,000.00") >= 10
    answer = sent(wang, reverse("rating:act", args=[row.pk, "submit"]), reason="年度")
    assert answer.status_code == 302 and fresh_row(row).state == "pending"
    office.agree(row)
    told(wang, customer)
    page = text_of(wang.get(row.get_absolute_url()))
    assert "方致远" in page and Standing.objects.get().grade == "a"
    tab = text_of(wang.get(reverse("customers:tab", args=[customer.pk, "rating-all"])))
    assert "信用等级A 优" in tab


def test_marks_stay_blind_until_everybody_handed_in(office):
    row = office.opened()
    actions.invite(row, office.chen, by=office.wang)
    chen = browser(office.chen)
    page = text_of(chen.get(row.get_absolute_url()))
    assert "谁在评" in page and "评分明细" not in page, "asked to score, not to read"
    marks = reverse("rating:marks", args=[row.pk])
    sent(browser(office.wang), marks, **marked(row, "40", "秘密甲"))
    for person in (office.chen, office.wang):
        for name in ("rating:evaluation", "rating:marks", "rating:agree"):
            answer = browser(person).get(reverse(name, args=[row.pk]))
            is_own = person == office.wang and name == "rating:marks"
            assert ("秘密甲" in text_of(answer)) == is_own, (person, name)
    sent(chen, marks, **marked(row, "80", "秘密乙"))
    page = text_of(browser(office.wang).get(reverse("rating:agree", args=[row.pk])))
    assert "秘密甲" in page and "秘密乙" in page
    answer = sent(browser(office.wang), reverse("rating:agree", args=[row.pk]),
                  **marked(row, "60", ""))  # fmt: skip
    assert answer.status_code == 422 and "请写明为什么" in text_of(answer)


def test_papers_and_statements_by_pages(office):
    wang, customer = browser(office.wang), office.customer
    new = reverse("rating:paper_new", args=[customer.pk])
    old = f"{office.today.year - 3}-12-31"
    answer = sent(wang, new, kind="annual", received_on=str(office.today), period_end=old)
    assert answer.status_code == 422 and "已超过 15 个月，不能用来评级" in text_of(answer)
    scan = SimpleUploadedFile("licence.txt", b"scan", content_type="text/plain")
    sent(wang, new, kind="licence", received_on=str(office.today), file=scan)
    assert Paper.objects.get().kind == "licence"
    told(wang, customer)
    page = text_of(wang.get(reverse("rating:dossier", args=[customer.pk])))
    assert "营业执照" in page and "licence.txt" in page and "还没有财务报表" in page
    new = reverse("rating:statement_new", args=[customer.pk])
    assert wang.get(new).status_code == 200
    values = {"customer": customer.pk, "period_end": f"{office.today.year - 1}-12-31", "span": "12",
              "current_assets": "300", "current_liabilities": "200"}  # fmt: skip
    sent(wang, new, **values)
    assert FinancialStatement.objects.count() == 1
    assert "1.50" in text_of(wang.get(reverse("rating:dossier", args=[customer.pk])))
    assert sent(wang, new, **values).status_code == 422, "one statement for a period"


def test_cards_by_pages(office):
    wang = browser(office.wang)
    sent(wang, reverse("rating:card_do", args=[office.card.pk, "revise"]))
    draft = Scorecard.objects.get(state="draft")
    address = draft.get_absolute_url()
    first = draft.criteria.first()
    values = {f"weight_{c.pk}": str(c.weight) for c in draft.criteria.all()}
    values |= {f"share_{i.pk}": "1" for c in draft.criteria.all() for i in c.traits.all()}
    sent(wang, address, **values | {f"weight_{first.pk}": "29"})
    assert "权重合计是 99" in text_of(wang.get(address))
    answer = wang.post(reverse("rating:card_do", args=[draft.pk, "activate"]),
                       headers={"referer": f"http://testserver{address}"})  # fmt: skip
    assert fresh_row(draft).state == "draft" and answer.status_code in (302, 409, 422)
    sent(wang, reverse("rating:criterion_new", args=[draft.pk]), name="环保")
    made = draft.criteria.get(name="环保")
    new = reverse("rating:trait_new", args=[draft.pk, made.pk])
    assert wang.get(new).status_code == 200
    answer = sent(wang, new, name="排污", share="1", measure="manual", score_0="100", bound_0="1",
                  score_1="50", bound_1="2")  # fmt: skip
    assert answer.status_code == 422 and "界限的次序不对" in text_of(answer)
    sent(wang, new, name="排污", share="1", measure="manual", score_0="100", text_0="达标",
         score_1="0", text_1="不达标")  # fmt: skip
    assert [s["score"] for s in made.traits.get().steps] == [100, 0]
    sent(wang, address, **values | {f"weight_{made.pk}": "1", f"weight_{first.pk}": "29",
                                    f"share_{made.traits.get().pk}": "1"})  # fmt: skip
    sent(wang, reverse("rating:card_do", args=[draft.pk, "activate"]))
    assert fresh_row(draft).state == "active"
    assert "环保" in text_of(browser(office.lin).get(address))
    assert browser(office.lin).post(address).status_code == 403


def test_reviews_by_pages(office):
    lin, wang = browser(office.lin), browser(office.wang)
    new = reverse("rating:review_new", args=[office.customer.pk])
    sent(lin, new, trigger="ownership", text="大股东变更")
    row = Review.objects.get()
    assert row.trigger == Trigger.OWNERSHIP and "大股东变更" in text_of(
        lin.get(row.get_absolute_url()))  # fmt: skip
    assert lin.post(row.get_absolute_url(), {"reason": "没事"}).status_code == 403
    sent(wang, row.get_absolute_url(), reason="实际控制人没变")
    assert fresh_row(row).state == "done"


def test_human_review_by_pages(office):
    """N-1, PIPL art. 24."""
    person = office.house.customer("王芳", office.chen, party_type="individual",
                                   mobile="13912345678", city="南京")  # fmt: skip
    office.trade(customer=person)
    row = office.opened(customer=person, card=Scorecard.objects.get(name="个人信用卡"))
    actions.hand_in(row, office.marks(row), by=office.wang)
    office.told(row)
    actions.add_paper(Paper(customer=person, kind="identity", received_on=office.today),
                      by=office.wang)  # fmt: skip
    actions.submit_evaluation(row, by=office.wang)
    row = office.agree(row)
    wang, hq = browser(office.wang), browser(office.hq)
    sent(wang, reverse("rating:act", args=[row.pk, "recheck"]), words="我都按时付了")
    answer = sent(wang, reverse("rating:act", args=[row.pk, "answer"]), answer="对", keeps="yes")
    assert answer.status_code == 422 and "不能复核自己的结论" in text_of(answer)
    sent(hq, reverse("rating:act", args=[row.pk, "answer"]), answer="已核对", keeps="no")
    told(hq, person)
    assert "已核对" in text_of(hq.get(row.get_absolute_url()))


@pytest.mark.parametrize("name", ["evaluation_list", "review_list", "financialstatement_list"])
def test_lists_ask_as_much_for_one_as_for_three(office, name):
    wang = browser(office.wang)

    def made(number: int) -> None:
        customer = office.house.customer(f"客户{number}", office.chen)
        office.opened(customer=customer)
        actions.raise_review(customer, Trigger.OWNERSHIP, "变更", by=office.wang)
        office.statement(office.day(-200), customer=customer)

    made(1)
    address = reverse(f"rating:{name}")
    wang.get(address)
    with CaptureQueriesContext(connection) as one:
        assert wang.get(address).status_code == 200
    made(2)
    made(3)
    with CaptureQueriesContext(connection) as three:
        wang.get(address)
    assert len(three) == len(one)


def test_printed_forms(office):
    """L-6, L-7."""
    row = office.approved()
    told = queries.EVALUATION_FORMS.context(office.wang, fresh_row(row))
    assert told["信用等级"] == "信用等级A 优" and len(told["评述"]) == 5 and told["文件"]
    assert {one["比率"] for one in told["比率"]} >= {"流动比率", "毛利率", "存货周转天数"}
    assert set(told) == set(queries.EVALUATION_FORMS.sample)
    assert told["意见"][0]["结论"] == "同意" and told["月均销售额"] == "100000.00"
    assert Decimal(told["得分"]) == row.score
