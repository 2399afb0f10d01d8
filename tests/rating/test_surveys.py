"""Form L-5: what was found out, beside what our own books say."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from maizi.accounts.models import Role
from maizi.fields.actions import change_parameter
from maizi.rating import queries
from maizi.rating.models import Survey
from maizi.rating.queries.documents import PRINTS
from maizi.rating.queries.surveys import SAMPLE, survey_told
from maizi.rating.rules.surveys import highest, is_over_year

PAPER = PRINTS / "survey.txt"
pytestmark = pytest.mark.django_db
D = Decimal


@pytest.mark.parametrize(("moves", "found"), [
    ([], (D(0), None)),
    ([(date(2026, 1, 1), D(100)), (date(2026, 2, 1), D(-100)), (date(2026, 3, 1), D(70))],
     (D(100), date(2026, 1, 1))),
    ([(date(2026, 3, 1), D(50)), (date(2026, 1, 1), D(60)), (date(2026, 4, 1), D(-10))],
     (D(110), date(2026, 3, 1))),
    ([(date(2026, 1, 1), D(-30))], (D(0), None)),
])  # fmt: skip
def test_the_highest_arrears(moves, found):
    """L-5: by the end of a day, in any order of the entries."""
    assert highest(moves) == found


def test_longer_than_a_year():
    assert is_over_year(date(2025, 11, 28), date(2026, 11, 29))
    assert not is_over_year(date(2025, 11, 29), date(2026, 11, 29))
    assert not is_over_year(None, date(2026, 11, 29))


def test_our_own_books_beside_the_survey(office):
    """L-5: first trade, limit, highest arrears, bad arrears in two years, from the ledger."""
    office.bill(100_000, on=-400, due=-370)
    office.bill(60_000, on=-380, due=-350)
    office.pay(100_000, on=-300)
    office.bill(10_000, on=-20, due=10)
    found = queries.dealings_of(office.customer, office.today)
    assert (found.first_on, found.is_over_year) == (office.day(-400), True)
    assert (found.highest_yuan, found.highest_on) == (D(160_000), office.day(-380))
    assert (found.late_bills, found.bills) == (2, 2) and found.used_yuan == D(70_000)
    none = queries.dealings_of(office.house.customer("新客户", office.chen), office.today)
    assert (none.first_on, none.highest_yuan, none.limit_yuan) == (None, 0, 0)


def test_a_survey_by_pages_and_on_paper(office):
    """L-5: bank, colleagues of the trade, way of paying; the principal only where wanted."""
    wang = Client()
    wang.force_login(office.wang)
    new = reverse("rating:survey_new", args=[office.customer.pk])
    page = wang.get(new).content.decode()
    assert "银行怎么说" in page and "同行怎么说" in page and "负责人情况" not in page
    given = {"customer": office.customer.pk, "on": str(office.today), "conclusion": "可以月结",
             "bank": "农业银行城南支行", "bank_credit": "good", "peers": "fair",
             "peers_words": "偶尔拖延", "attitude": "leaves",
             "residence": "玄武区龙蟠路 3 号"}  # fmt: skip
    answer = wang.post(new, given)
    row = Survey.objects.get()
    assert answer.headers["Location"] == row.get_absolute_url() and row.by == office.wang
    ask = reverse("privacy:open_for", args=["credit", "customers.customer", office.customer.pk])
    assert wang.get(row.get_absolute_url()).headers["Location"].startswith(ask), "M-5"
    wang.post(ask, {"purpose": "manage"})
    page = wang.get(row.get_absolute_url()).content.decode()
    assert "农业银行城南支行" in page and "最高欠款" in page and "总留尾数" in page
    assert "批准额度（今天）" in page and "今天已用" in page, "not that day's, and said so"
    assert "批准额度（打印日）" in PAPER.read_text(encoding="utf-8")
    dossier = wang.get(reverse("rating:dossier", args=[office.customer.pk]))
    assert "可以月结" in dossier.content.decode()
    change_parameter("rating.principal_words", given=["true"], by=office.house.admin,
                     reason="做过影响评估")  # fmt: skip
    role = Role.objects.get(code="credit_officer")
    role.field_access = role.field_access | {"family": "write"}
    role.save()
    assert "负责人情况" in wang.get(new).content.decode(), "where wanted, for whom it is open (M-4)"
    told = survey_told(office.wang, row)
    assert set(told) == set(SAMPLE), "the paper asks for nothing that is not told"
    assert (told["银行信用"], told["同行评价"], told["付款态度"]) == ("良好", "一般", "总留尾数")
    role.field_access = role.field_access | {"contact": "none"}
    role.save()
    fresh = type(office.wang).objects.get(pk=office.wang.pk)
    assert not survey_told(fresh, row)["负责人住址"], "M-4: no way round by paper"
