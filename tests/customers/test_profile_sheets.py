"""Answers of profiles in sheets: what leaves with a list, and for whom."""

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from maizi.accounts.models import Role
from maizi.customers.actions import save_answers
from maizi.customers.models import Contact, ProfileValue
from maizi.history.models import HistoryEntry
from maizi.kit.guard import Guard
from maizi.search.actions import index
from tests.house import fresh

pytestmark = pytest.mark.django_db
OUT = "customers:customer_export"


@pytest.fixture
def firm(house):
    row = house.customer("苏州联创", party_type="enterprise")
    contact = Contact.objects.create(customer=row, name="高远")
    given = {
        "needs": ["两台空压机"], "growth_potential": ["high"], "our_share": ["35%"],
        "chief": [str(contact.pk)], "fax": ["0512-66778899"],
    }  # fmt: skip
    save_answers(row, given, by=fresh(house.chen))
    ProfileValue.objects.create(
        customer=row, attribute="credit_standing", text="按时付款",
        collected_on=date(2026, 11, 2), changed_at=timezone.now(),
    )  # fmt: skip
    index("customer", [row.pk])
    return row


def sent(client, *codes: str, **given):
    beside = [f"profile.{code}" for code in codes]
    given = {"reason": "核对", "format": "csv", "beside": beside} | given
    return client.post(f"{reverse(OUT)}?bare=1&cols=name&sort=name", given)


def lines(answer) -> list[list[str]]:
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def reach(house, **groups: str) -> None:
    role = house.roles["salesperson"]
    role.grants["customer"] = [*role.grants["customer"], "export"]
    role.field_access |= groups
    Role.objects.filter(pk=role.pk).update(grants=role.grants, field_access=role.field_access)


def test_answers_leave_in_words_in_the_order_of_the_catalogue(house, firm, client):
    reach(house)
    client.force_login(house.chen)
    answer = sent(client, "our_share", "growth_potential", "chief", "needs", "name", "nonsense")
    assert lines(answer) == [
        ["客户名称", "经营管理者", "需求", "成长潜力", "我方占其采购的份额"],
        ["苏州联创", "高远", "两台空压机", "高", "35.00%"],
    ]
    told = HistoryEntry.objects.filter(verb="export").latest("pk").changes
    assert told["列"][1][1:3] == ["profile.chief", "profile.needs"]


def test_field_groups_rule_answers_as_everywhere(house, firm, client):
    reach(house, credit="none")
    client.force_login(house.chen)
    assert "信用状况" not in client.get(reverse(OUT)).text
    assert lines(sent(client, "credit_standing")) == [["客户名称"], ["苏州联创"]]
    reach(house, credit="masked")
    assert lines(sent(client, "credit_standing"))[1] == ["苏州联创", "按***"]


def test_ways_to_reach_somebody_leave_masked_unless_let_go(house, firm, client, monkeypatch):
    reach(house)
    client.force_login(house.chen)
    assert lines(sent(client, "fax"))[1] == ["苏州联创", "0***"]
    seen = []
    rules = Guard(let_go=lambda user, leaving: seen.append(leaving) or "/waits/")
    monkeypatch.setattr("maizi.kit.guard._guard", rules)
    assert sent(client, "fax", contacts="on").headers["Location"] == "/waits/"
    assert seen[0].contacts and seen[0].columns == ("name", "profile.fax")
    assert "beside=profile.fax" in seen[0].query
    monkeypatch.setattr("maizi.kit.guard._guard", Guard())
    granted = client.post(f"{reverse(OUT)}?{seen[0].query}", {
        "reason": "核对", "format": "csv", "contacts": "on",
    })  # fmt: skip
    assert lines(granted)[1] == ["苏州联创", "0512-66778899"]


def test_a_customer_in_a_pool_keeps_its_archive_to_itself(house, firm, client):
    reach(house)
    row = house.customer("无锡公海", pool=house.pool)
    save_answers(row, {"needs": ["秘密"]}, by=fresh(house.boss))
    index("customer", [row.pk])
    client.force_login(house.chen)
    assert dict(lines(sent(client, "needs"))[1:]) == {"无锡公海": "***", "苏州联创": "两台空压机"}


def test_the_queries_do_not_grow_with_the_rows(house, firm, client, django_assert_num_queries):
    reach(house)
    client.force_login(house.chen)
    sent(client, "needs", "chief")
    with CaptureQueriesContext(connection) as few:
        sent(client, "needs", "chief")
    for number in range(3):
        row = house.customer(f"客户{number}")
        index("customer", [row.pk])
        save_answers(row, {"needs": ["很多"]}, by=fresh(house.chen))
    with django_assert_num_queries(len(few)):
        answer = sent(client, "needs", "chief")
    assert len(lines(answer)) == 5
