"""Pages of analytics: what they show, what they refuse, what is done with a segment."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from maizi.customers.models import Tag
from maizi.history.models import HistoryEntry
from maizi.insight import access
from maizi.insight.models import Override, Placing, Run
from maizi.insight.terms import Code
from maizi.insight.views import doing, seeing
from maizi.sales.models import Quote
from tests.house import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def company(numbers):
    numbers.people = [numbers.house.customer(f"客户{n}", numbers.house.chen) for n in range(8)]
    for n, one in enumerate(numbers.people):
        numbers.bought(one, 20 + 10 * n, str(1000 * (n + 1)))
    for one in numbers.people[5:]:
        numbers.bought(one, 5, "3000")
    return numbers


def browser(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def at(name: str, code: str, **more) -> str:
    return reverse(f"insight:{name}", args=[code], **more)


@pytest.mark.parametrize("code", list(Code))
def test_every_page_opens_with_and_without_trade(company, code):
    """H-1 … H-33: a sentence, the definition, rows; and calm without any."""
    client = browser(company.boss)
    text = client.get(at("analysis", code)).content.decode()
    assert str(code.label) in text and "怎么算的" in text
    assert "NaN" not in strip_tags(text) and "None" not in strip_tags(text)
    far = {"starts_on": "2001-01-01", "ends_on": "2001-12-31"}
    empty = client.get(at("analysis", code), far).content.decode()
    assert "数据太少" in empty and "NaN" not in strip_tags(empty)


def test_the_index_offers_what_one_may_see_and_three_numbers(company):
    text = browser(company.boss).get(reverse("insight:index")).content.decode()
    assert "前 20% 占利润" in text and "利润鲸鱼曲线" in text
    part = browser(company.chen).get(reverse("insight:index")).content.decode()
    assert "利润鲸鱼曲线" not in part and "RFM 分群" in part


def test_unknown_analyses_and_wild_addresses(company):
    """Bad input: an analysis that is not, days that are none, a group that is not there."""
    client = browser(company.boss)
    assert client.get(at("analysis", "astrology")).status_code == 404
    given = {"starts_on": "昨天", "ends_on": "9999-99-99", "group": "x'--", "by": "<b>"}
    answer = client.get(at("analysis", "rfm"), given)
    assert answer.status_code == 200 and "客户7" in answer.content.decode()
    turned = {"starts_on": "2026-06-01", "ends_on": "2026-01-01"}
    assert client.get(at("analysis", "rfm"), turned).status_code == 200
    assert browser(company.chen).get(at("analysis", "whale")).status_code == 403


@pytest.mark.parametrize("code", ["rfm", "abc", "whale", "matrix", "risk", "keeping"])
def test_a_page_costs_the_same_whatever_the_rows(numbers, code):
    """Lists: as many statements with three rows as with one."""
    client, counts = browser(numbers.boss), []
    for rows in (1, 2):
        for n in range(rows):
            one = numbers.house.customer(f"客{rows}{n}", numbers.house.chen)
            numbers.bought(one, 30, "100")
            numbers.bought(one, 400, "100")
        client.get(at("analysis", code))
        with CaptureQueriesContext(connection) as seen:
            client.get(at("analysis", code))
        counts.append(len(seen))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("code", list(Code))
def test_no_fact_is_asked_for_twice_on_a_page(company, code):
    """Speed: the window before is computed beside the window, from facts that are there once."""
    client = browser(company.boss)
    client.get(at("analysis", code))
    with CaptureQueriesContext(connection) as seen:
        client.get(at("analysis", code))
    asked = [one["sql"] for one in seen if "sales_order" in one["sql"] or "customers_activity" in
             one["sql"]]  # fmt: skip
    assert len(asked) == len(set(asked))


def test_rows_are_turned_page_by_page(company, monkeypatch):
    """Lists: the rest is a click away, with its group and window; wild pages are the last one."""
    monkeypatch.setattr(seeing, "MOST_SHOWN", 3)
    client = browser(company.boss)
    given = {"starts_on": (company.today - timedelta(200)).isoformat()}
    names = []
    for page in ("1", "2", "3"):
        text = client.get(at("analysis", "rfm"), given | {"page": page}).content.decode()
        rows = text.split('id="rows"')[1]
        assert f"共 8 行，第 {page} / 3 页" in rows and "starts_on=" in rows
        names += [f"客户{n}" for n in range(8) if f"客户{n}</a>" in rows]
    assert sorted(names) == [f"客户{n}" for n in range(8)]
    for wild in ("99", "-1", "x"):
        assert client.get(at("analysis", "rfm"), {"page": wild}).status_code == 200


def test_a_window_of_decades_is_cut_and_said(company):
    """Bad input: five years are looked at, the stock at the end of every month of them."""
    client = browser(company.boss)
    given = {"starts_on": "2000-01-01", "ends_on": "2026-06-30"}
    text = client.get(at("analysis", "products"), given).content.decode()
    assert "窗口最长五年" in text and "2021-06-30" in text
    with CaptureQueriesContext(connection) as seen:
        client.get(at("analysis", "products"), given)
    assert sum("stock_" in one["sql"] for one in seen) < 150
    usual = client.get(at("analysis", "products")).content.decode()
    assert "窗口最长五年" not in usual


def test_more_than_may_be_done_at_once_is_refused_and_not_cut(company, monkeypatch):
    """No silent cap: of an export, of a tag."""
    tag = Tag.objects.create(name="年度重点")
    monkeypatch.setattr(doing, "MOST_EXPORTED", 7)
    monkeypatch.setattr(doing, "MOST_TAGGED", 7)
    client = browser(company.boss)
    answer = client.post(at("export", "rfm"), {"reason": "月会"})
    assert answer.status_code == 422 and "这里有 8 行" in answer.content.decode()
    answer = client.post(at("tag", "rfm"), {"tag": tag.pk})
    assert answer.status_code == 422 and "这一组有 8 个客户" in answer.content.decode()
    assert not tag.customers.exists()


def test_a_group_leads_to_its_rows(company):
    client = browser(company.boss)
    text = client.get(at("analysis", "rfm"), {"group": "value"}).content.decode()
    assert "看全部" in text and "客户0" not in text.split('id="rows"')[1]


def test_export_needs_a_purpose_and_is_recorded(company):
    """TRUST: one writer, with a reason, in the log."""
    client = browser(company.boss)
    answer = client.post(at("export", "rfm"), {"reason": ""})
    assert answer.status_code == 422 and "请写明导出的用途" in answer.content.decode()
    answer = client.post(at("export", "rfm"), {"reason": "月会"})
    assert answer.status_code == 200 and "xlsx" in answer.headers["Content-Disposition"]
    assert HistoryEntry.objects.filter(verb="export", reason="月会").exists()


def test_a_result_is_kept_with_its_parameters_and_compared(company):
    """A-5, H common: window, options, row count, version; moves since then."""
    client = browser(company.boss)
    answer = client.post(at("keep", "rfm"), {"high": "fixed"})
    run = Run.objects.get()
    assert answer.headers["Location"] == run.get_absolute_url()
    assert (run.version, run.row_count, run.options) == ("1", 8, {"high": "fixed"})
    assert Placing.objects.filter(run=run).count() == 8
    assert "有交易的客户" in client.get(run.get_absolute_url()).content.decode()
    company.bought(company.people[0], 3, "90000")
    text = client.get(at("analysis", "rfm"), {"against": run.pk}).content.decode()
    assert "从保存的结果到现在" in text
    assert browser(company.chen).get(run.get_absolute_url()).status_code == 404


def test_a_thin_result_is_not_kept(numbers):
    answer = browser(numbers.boss).post(at("keep", "rfm"))
    assert answer.status_code == 422 and "数据太少" in answer.content.decode()
    assert not Run.objects.exists()


def test_kept_places_show_only_customers_still_in_sight(company):
    """M-3: a kept result does not keep sight of a customer."""
    client = browser(company.chen)
    client.post(at("keep", "rfm"))
    gone = company.people[0]
    gone.owner, gone.org_unit = company.house.meng, company.house.zhengzhou
    gone.save()
    assert access.visible_placings(fresh(company.chen)).count() == 7


def test_a_segment_becomes_a_tagged_list(company):
    """H-1: targeted work starts with a list."""
    tag = Tag.objects.create(name="年度重点")
    client = browser(company.chen)
    answer = client.post(at("tag", "rfm"), {"tag": tag.pk, "group": "value"})
    assert answer.status_code == 302 and f"tags.in.{tag.pk}" in answer.headers["Location"]
    assert 0 < tag.customers.count() < 8
    listed = client.get(answer.headers["Location"]).content.decode()
    assert "客户7" in listed and "客户0" not in listed
    client.post(at("tag", "rfm"), {"tag": tag.pk, "pk": company.people[0].pk})
    assert company.people[0].tags.filter(pk=tag.pk).exists()
    answer = client.post(at("tag", "rfm"), {"tag": tag.pk, "group": "nobody"})
    assert answer.status_code == 422 and "没有您可以修改的客户" in answer.content.decode()
    assert client.post(at("tag", "rfm"), {"tag": 1}).status_code == 404


def test_a_segment_gets_quotes(company):
    """I-3: targeted quotation from RFM lists."""
    quote = company.quote((company.filter, "2"))
    given = {"quote": quote.pk, "batch": "秋季", "pk": [x.pk for x in company.people[:3]]}
    answer = browser(company.chen).post(at("quote", "rfm"), given)
    assert answer.status_code == 302
    assert Quote.objects.filter(batch="秋季").count() == 3


def test_a_class_is_set_by_hand_until_a_day(company):
    """H-2: override with expiry; refused without a reason, for nobody, and beyond two years."""
    client, one = browser(company.boss), company.people[0]
    until = (company.today + timedelta(30)).isoformat()
    good = {"value_class": "a", "until": until, "reason": "新厂", "pk": one.pk}
    for wrong, told in (
        ({"reason": " "}, "理由"), ({"pk": ""}, "请至少勾选一个客户"),
        ({"until": "2020-01-01"}, "有效期从今天起"), ({"value_class": "z"}, "价值等级"),
    ):  # fmt: skip
        answer = client.post(at("classify", "abc"), good | wrong)
        assert answer.status_code == 422 and told in answer.content.decode(), wrong
    assert not Override.objects.exists()
    client.post(at("classify", "abc"), good)
    found = company.found(Code.ABC)
    line = next(line for line in found.lines if line.id == one.pk)
    assert line.group.startswith("a") and "人工定级" in line.values
    Override.objects.update(until=company.today - timedelta(9))
    found = company.found(Code.ABC)
    line = next(line for line in found.lines if line.id == one.pk)
    assert line.group.startswith("d")
    assert browser(company.chen).post(at("classify", "abc"), good).status_code == 403


def test_the_end_of_the_curve_becomes_a_list_of_a_new_tag(company):
    """H-20: the ten with the least profit, worst first; a name is all that is typed."""
    client = browser(company.boss)
    for n in range(8, 12):
        company.bought(company.house.customer(f"客户{n}", company.house.chen), 9, "9000")
    text = client.get(at("analysis", "whale")).content.decode()
    assert "end=last#rows" in text
    rows = client.get(at("analysis", "whale"), {"end": "last"}).content.decode()
    rows = rows.split('id="rows"')[1]
    names = re.findall(r">(客户\d+)</a>", rows)
    assert len(names) == 10 and names[0] == "客户0" and "排在最后的 10 个" in rows
    answer = client.post(at("tag", "whale"), {"name": " 利润 最低 ", "end": "last"})
    tag = Tag.objects.get(name="利润 最低")
    assert f"f=tags.in.{tag.pk}" in answer.headers["Location"]
    assert set(tag.customers.values_list("name", flat=True)) == set(names)
    assert HistoryEntry.objects.filter(kind="customers.tag", object_id=tag.pk).count() == 1
    client.post(at("tag", "whale"), {"name": "利润 最低", "end": "first"})
    assert Tag.objects.filter(name="利润 最低").count() == 1 and tag.customers.count() == 12


def test_a_tag_needs_a_name_or_a_choice(company):
    """Bad input: neither, a name that is too long, an end that is none."""
    client = browser(company.boss)
    for given in ({}, {"name": " "}, {"name": "长" * 21}):
        assert client.post(at("tag", "rfm"), given).status_code == 422
    assert client.post(at("tag", "rfm"), {"tag": "999"}).status_code == 404
    assert client.get(at("analysis", "rfm"), {"end": "middle"}).status_code == 200
    assert not Tag.objects.exists()
    client = browser(company.chen)
    client.post(at("tag", "rfm"), {"name": "我的十家"})
    assert (own := Tag.objects.get()).owner == company.house.chen and own.customers.count() == 8
