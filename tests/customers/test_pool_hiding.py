"""What a pool hides is hidden in list, detail, search, export, conditions and history (M-4)."""

import csv
import io

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from maizi.accounts.models import Role
from maizi.customers import actions
from maizi.customers.models import Customer, Pool
from maizi.customers.pages import CUSTOMERS
from maizi.customers.queries import card_of
from maizi.history.actions import recorded
from maizi.jobs.actions.runs import Run
from maizi.jobs.models import Job
from maizi.jobs.rules import LEASE
from maizi.jobs.worker.claims import claim
from maizi.jobs.worker.runner import attempt
from maizi.kit.listing import Listing
from maizi.kit.pages.views import views_of
from maizi.search.actions import index
from maizi.search.queries import find
from tests.house import fresh

pytestmark = pytest.mark.django_db
ASKED = "bare=1&cols=name,city,industry,registered_capital_yuan,tags"


@pytest.fixture
def row(house) -> Customer:
    row = house.customer(
        "华宁公海客户", pool=house.pool, city="南京市", industry="trade", note="去年要过报价",
        registered_capital_yuan=5000000, short_name="华安达",
    )  # fmt: skip
    with recorded(row, by=house.boss):
        row.city = "苏州市"
        row.save()
    index("customer", [row.pk])
    return row


def hide(house, *names: str) -> None:
    pool = Pool.objects.get(pk=house.pool.pk)
    actions.hide_fields(pool, names, by=fresh(house.boss))
    index("customer", list(Customer.objects.values_list("pk", flat=True)))


def listed(person, asked: str = ASKED) -> list[list[str]]:
    shown = Listing(
        CUSTOMERS, user=person, params=QueryDict(asked), views=views_of(CUSTOMERS, person)
    )
    return [[text for _, text in cells] for _, cells in shown.lines]


def test_what_a_pool_hides_nobody_reads_before_he_has_claimed(house, row, client):
    chen = fresh(house.chen)
    assert listed(chen)[0][1:3] == ["苏州市", "批发零售"]
    hide(house, "city", "industry", "registered_capital_yuan", "note", "short_name", "tags", "name")
    chen = fresh(house.chen)
    assert listed(chen) == [["华宁公海客户", "***", "***", "***", []]]
    assert listed(chen, f"{ASKED}&f=city.is.苏州市") == []
    assert listed(chen, f"{ASKED}&f=industry.in.trade") == []
    assert find("华安达", user=chen) == [] and find("去年要过", user=chen) == []
    assert "苏州" not in find("华宁", user=chen)[0].hits[0].hint
    card = card_of(chen, row)
    assert (card["城市"], card["注册资本"], card["注册资本大写"]) == ("", "", "")
    client.force_login(house.chen)
    for name in ("customer", "customer_print", "customer_history"):
        page = client.get(reverse(f"customers:{name}", args=[row.pk])).content.decode()
        assert "华宁公海客户" in page and "苏州" not in page and "华安达" not in page, name


def test_who_may_assign_reads_everything_and_the_export_agrees(house, row, client):
    hide(house, "city", "registered_capital_yuan")
    assert listed(fresh(house.lin))[0][1] == "苏州市"
    client.force_login(house.lin)
    assert exported(client)[1] == "苏州市"
    role = Role.objects.get(code="salesperson")
    role.grants["customer"].append("export")
    role.save()
    client.force_login(house.xu)
    assert exported(client)[1:4] == ["***", "批发零售", "***"]


def exported(client) -> list[str]:
    given = {"reason": "核对", "format": "csv"}
    answer = client.post(f"{reverse('customers:customer_export')}?{ASKED}", given)
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))[1]


def test_after_the_claim_it_is_all_there(house, row):
    hide(house, "city", "note")
    actions.claim([row], by=fresh(house.chen))
    chen = fresh(house.chen)
    assert listed(chen)[0][1] == "苏州市"
    assert find("去年要过", user=chen)[0].hits[0].id == row.pk


def test_hiding_has_the_customers_of_the_pool_indexed_anew(house, row):
    actions.hide_fields(house.pool, ["note"], by=fresh(house.boss))
    while job := claim("host:1:a", now=timezone.now(), lease=LEASE):
        attempt(job, Run(job))
    assert Job.objects.get(kind="customers.reindex_pool").result == {"indexed": 1}
    assert find("去年要过", user=fresh(house.boss)) == []
