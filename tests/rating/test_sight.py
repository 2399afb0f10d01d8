"""Who sees which rating, for what, in which language, on paper (M-3, M-4, M-5, L-7)."""

import pytest
from django.urls import reverse
from django.utils.http import urlencode

from maizi.accounts.models import Role
from maizi.customers.models import Customer
from maizi.fields.models import PrintRecord
from maizi.files.access import visible_attachments
from maizi.privacy.models import Opening
from maizi.rating import actions
from maizi.rating.actions.nightly import laid_down, remeasure
from maizi.rating.models import FinancialStatement, Survey
from maizi.rating.queries.documents import evaluation_told
from tests.rating.conftest import browser, fresh_row, text_of, told

pytestmark = pytest.mark.django_db


def test_ratings_are_read_for_a_purpose_that_is_kept(office):
    """M-5: one of three purposes, logged; who is at work on an evaluation makes what is used."""
    row = office.complete()
    names = ("rating:evaluation", "rating:paid")
    pages = [reverse(name, args=[row.pk]) for name in names]
    pages.append(reverse("rating:dossier", args=[office.customer.pk]))
    statement = FinancialStatement.objects.first()
    survey = Survey.objects.create(customer=office.customer, on=office.today, by=office.wang)
    read = (("evaluation_history", row), ("survey", survey), ("survey_history", survey),
            ("financialstatement", statement), ("financialstatement_history", statement),
            ("financialstatement_print", statement))  # fmt: skip
    pages += [reverse(f"rating:{name}", args=[one.pk]) for name, one in read]
    pages += [reverse("fields:prints", args=[one._meta.label_lower, one.pk])
              for one in (row, survey)]  # fmt: skip
    lin, wang = browser(office.lin), browser(office.wang)
    for page in pages:
        assert wang.get(page).status_code == 200, "he evaluates"
        answer = lin.get(page)
        assert answer.status_code == 302, page
        assert "/credit/customers.customer/" in answer["Location"]
        assert answer["Location"].endswith(urlencode({"next": page}))
    told(lin, office.customer, "curiosity")
    assert lin.get(pages[0]).status_code == 302, "no other purpose"
    told(lin, office.customer, "cooperate")
    assert [lin.get(page).status_code for page in pages] == [200] * len(pages)
    use = Opening.objects.get()
    assert (use.user, use.purpose, use.topic) == (office.lin, "与该客户合作", "credit")
    actions.submit_evaluation(row, by=office.wang)
    office.agree(row)
    assert wang.get(pages[0]).status_code == 302, "from now on he reads like everybody"


def test_ratings_are_printed_for_a_purpose(office):
    """M-5, L-7: neither made nor had again without one; from the question to the page of prints."""
    row = office.complete()
    lin, prints = browser(office.lin), reverse("fields:prints", args=["rating.evaluation", row.pk])
    now = reverse("fields:print_now", args=["rating.evaluation", row.pk, "shipped-0"])
    answer = lin.post(now, {"filed": "1"})
    assert answer.status_code == 302 and answer["Location"].endswith(urlencode({"next": prints}))
    assert not PrintRecord.objects.exists()
    told(lin, office.customer)
    assert lin.post(now, {"filed": "1"}).status_code == 200
    again = reverse(
        "fields:print_again", args=["rating.evaluation", row.pk, PrintRecord.objects.get().pk]
    )
    assert lin.get(again).status_code == 200
    answer = browser(office.lin).get(again)
    assert answer.status_code == 302 and answer["Location"].endswith(urlencode({"next": prints}))


def test_a_statement_is_changed_by_whoever_said_what_for(office):
    """M-5: the form shows the figures; what was typed is not sent away for the question."""
    office.approved()
    row = office.customer.financial_statements.order_by("pk").last()
    address = reverse("rating:financialstatement_edit", args=[row.pk])
    wang = browser(office.wang)
    asked = wang.get(address)
    assert asked.status_code == 302 and "/privacy/open/credit/" in asked["Location"]
    assert "三个亿" in text_of(wang.post(address, {"revenue": "三个亿"}))
    wang.post(asked["Location"], {"purpose": "manage"})
    assert wang.get(address).status_code == 200


def test_who_only_scores_prints_no_evaluation(office):
    """M-3, M-5: the paper says all that the page hides from him."""
    row = office.complete()
    actions.invite(row, office.chen, by=office.wang)
    chen = browser(office.chen)
    assert chen.get(row.get_absolute_url()).status_code == 200
    prints = reverse("fields:prints", args=["rating.evaluation", row.pk])
    now = reverse("fields:print_now", args=["rating.evaluation", row.pk, "shipped-0"])
    assert (chen.get(prints).status_code, chen.post(now).status_code) == (404, 404)
    assert browser(office.wang).post(now).status_code == 200


def test_a_salesperson_sees_the_grade_and_nothing_of_the_scores(office):
    """M-4, M-5: by the field group credit; without it not even the grade."""
    row = office.approved()
    page = text_of(browser(office.chen).get(office.customer.get_absolute_url()))
    assert "信用等级A 优" in page and "放心赊销" in page
    for name in ("rating:evaluation", "rating:paid"):
        assert browser(office.chen).get(reverse(name, args=[row.pk])).status_code == 404
    role = Role.objects.get(code="salesperson")
    role.field_access = role.field_access | {"credit": "none"}
    role.save()
    page = text_of(browser(office.chen).get(office.customer.get_absolute_url()))
    assert "信用等级A 优" not in page


def test_who_scores_opens_no_files_and_loses_the_page_with_the_customer(office):
    """M-3: asked to score is not asked to read; out of sight is out of sight."""
    row = office.opened()
    actions.invite(row, office.chen, by=office.wang)
    browser(office.wang).post(reverse("rating:file", args=[row.pk]), {"file": office.upload()})
    assert visible_attachments(office.wang).exists()
    assert not visible_attachments(office.chen).exists()
    assert browser(office.chen).get(row.get_absolute_url()).status_code == 200
    Customer.objects.filter(pk=office.customer.pk).update(owner=office.house.xu)
    assert browser(office.chen).get(row.get_absolute_url()).status_code == 404


def test_the_tab_says_no_grade_to_whom_it_is_hidden(office):
    """M-4: reading evaluations without the field group credit shows neither grade nor score."""
    row = office.approved()
    office.bill(90_000, on=-120, due=-70)
    remeasure(laid_down())
    address = reverse("customers:tab", args=[office.customer.pk, "rating-all"])
    page = text_of(browser(office.lin).get(address))
    assert row.no in page and "现在是 A" in page and "信用等级A 优" in page
    role = Role.objects.get(code="ka_department_manager")
    role.field_access = role.field_access | {"credit": "none"}
    role.save()
    page = text_of(browser(office.lin).get(address))
    assert row.no in page and "现在是 A" not in page and "信用等级A 优" not in page
    assert f">{row.score}<" not in page


def test_a_score_is_explained_in_the_language_of_whoever_reads(office):
    """What is kept is messages and values: an approved evaluation is read in English too."""
    row = office.approved()
    lin = browser(office.lin)
    lin.cookies["maizi-language"] = "en"
    told(lin, office.customer)
    page = text_of(lin.get(row.get_absolute_url()))
    assert "fell due" in page and "一直按时付款" not in page and "24 个月到期" not in page
    assert row.told["plain"]["say"].startswith("一直按时付款")
    assert evaluation_told(office.wang, row)["管理措施"] == "正常订单自动放行；每年复评。"


def test_the_print_of_an_open_evaluation_is_what_it_comes_to_now(office):
    """L-7: not the zeros that are stored until it is submitted, nor what was sent back."""
    row = office.complete()
    told = evaluation_told(office.wang, row)
    assert (told["公式额度"], told["信用额度"], told["账期"]) == ("200,000.00", "200,000.00", "60")
    assert told["有效期至"] and told["信用等级"] == "信用等级A 优"
    actions.submit_evaluation(row, by=office.wang)
    actions.return_evaluation(row, by=office.boss, answer="再看看")
    row = fresh_row(row)
    actions.agree_marks(row, office.marks(row, 40), by=office.wang)
    told = evaluation_told(office.wang, fresh_row(row))
    assert told["信用等级"] != "信用等级A 优" and told["信用额度"] != "200,000.00"
