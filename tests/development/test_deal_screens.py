"""The screens of opportunities: what they show, and that a refusal says why where one is."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maizi.development.models import Opportunity
from maizi.development.terms import DealState, Step

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def chen(client, field):
    client.force_login(field.house.chen)
    return client


def text(answer) -> str:
    return answer.content.decode()


def test_the_page_says_what_the_next_stage_asks(chen, field):
    row = field.deal(need="")
    shown = text(chen.get(row.get_absolute_url()))
    for words in ("推进到“预期客户”", "请先写下客户的需求", "走过的路", row.no, "华宁科技"):
        assert words in shown, words


def test_a_card_moves_or_says_why_not(chen, field):
    row = field.deal()
    move = reverse("development:move", args=[row.pk])
    answer = chen.post(move, {"stage": field.stage("negotiation").pk}, headers=HTMX)
    assert answer.status_code == 422 and "中间还有" in text(answer)
    answer = chen.post(move, {"stage": field.stage("qualified").pk}, headers=HTMX)
    assert answer.status_code == 200 and "data-deal" in text(answer)
    assert Opportunity.objects.get(pk=row.pk).stage.step == Step.QUALIFIED


def test_an_end_without_reason_keeps_what_was_typed(chen, field):
    row = field.deal()
    close = reverse("development:close", args=[row.pk])
    answer = chen.post(close, {"state": "paused", "reason": "price", "note": "明年再谈"})
    assert answer.status_code == 422 and "复查日期" in text(answer) and "明年再谈" in text(answer)
    answer = chen.post(close, {"state": "lost", "reason": "price", "note": "对手低一成"})
    assert answer.status_code == 302
    shown = text(chen.get(row.get_absolute_url()))
    assert "填写开发记录" in shown and "对手低一成" in shown
    record = reverse("development:record", args=[row.pk])
    answer = chen.post(
        record, {"team": "陈默", "methods": "拜访三次", "causes": "", "lessons": "早报价"}
    )
    assert answer.status_code == 422 and "拜访三次" in text(answer)
    body = {"team": "陈默", "methods": "拜访三次", "causes": "价格", "lessons": "早报价"}
    assert chen.post(record, body).status_code == 302
    shown = text(chen.get(row.get_absolute_url()))
    assert "重新打开" in shown and "拜访三次" in shown
    chen.post(reverse("development:reopen", args=[row.pk]))
    assert Opportunity.objects.get(pk=row.pk).state == DealState.OPEN


def test_a_new_one_begins_at_its_customer(chen, field):
    address = reverse("development:opportunity_new")
    shown = text(chen.get(address, {"customer": field.customer.pk}))
    assert "华宁科技有限公司" in shown
    body = {"name": "泵站改造", "customer": field.customer.pk, "sort": "ordinary"}
    assert chen.post(address, body).status_code == 302
    row = Opportunity.objects.get(name="泵站改造")
    assert (row.owner, row.pipeline) == (field.house.chen, field.pipeline)
    shown = text(chen.get(reverse("customers:tab", args=[field.customer.pk, "development-deals"])))
    assert "泵站改造" in shown and "新建商机" in shown
    foreign = field.house.customer("别人的", field.house.meng)
    answer = chen.post(address, body | {"customer": foreign.pk})
    assert answer.status_code == 422 and "泵站改造" in text(answer)


@pytest.mark.parametrize("name", ["board", "forecast"])
def test_a_page_asks_the_same_number_of_queries_however_many(chen, field, name):
    def asked() -> int:
        with CaptureQueriesContext(connection) as counted:
            assert chen.get(reverse(f"development:{name}")).status_code == 200
        return len(counted)

    field.deal()
    chen.get(reverse(f"development:{name}"))
    first = asked()
    for number in range(6):
        field.deal(f"第{number}个")
    field.end(field.deal("输了"), "lost")
    assert asked() == first


def test_stages_are_set_by_who_may(client, field):
    address = field.pipeline.get_absolute_url()
    client.force_login(field.house.chen)
    assert "最多停留天数" not in text(client.get(address))
    assert client.post(address, {}).status_code == 403
    client.force_login(field.house.boss)
    shown = text(client.get(address))
    assert "最多停留天数" in shown and "谈判" in shown
    answer = client.post(address, {"on-qualified": "on", "name-qualified": "有意向"})
    assert answer.status_code == 422 and "从“线索”开始" in text(answer)


def test_an_agreement_begins_from_the_deal_or_the_customer_that_sent_here(chen, field):
    """What these know need not be typed again; what one does not see begins nothing."""
    deal = field.deal(amount_yuan=Decimal(260_000))
    new, chosen = reverse("development:agreement_new"), f'value="{field.customer.pk}" selected'
    for asked in (f"?opportunity={deal.pk}", f"?customer={field.customer.pk}"):
        assert chosen in text(chen.get(new + asked)), asked
    begun = text(chen.get(f"{new}?opportunity={deal.pk}"))
    assert "260000" in begun.replace(",", "") and f'value="{deal.name}"' in begun
    unseen = field.house.customer("别人的客户", field.house.meng)
    assert "别人的客户" not in text(chen.get(f"{new}?customer={unseen.pk}"))
    assert chen.get(f"{new}?opportunity=x").status_code == 200
    field.lead_to(deal, "negotiation")
    assert "起草协议" in text(chen.get(deal.get_absolute_url()))
    made = field.agreement(opportunity=deal)
    assert made.get_absolute_url() in text(chen.get(deal.get_absolute_url()))
