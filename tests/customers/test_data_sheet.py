"""客户资料管理表: what is known of a customer on paper, as far as its printer may see it (L-1)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from maizi.accounts.models import Role
from maizi.customers.access import CardFacts, card_samples, declare_card_facts
from maizi.customers.actions import save_contact
from maizi.customers.models import Appraisal, CollectionBatch, Contact, ProfileValue
from maizi.customers.queries import card_of
from maizi.fields import access, queries
from maizi.fields.actions import print_document
from tests.house import fresh
from tests.sales.conftest import Trade

pytestmark = pytest.mark.django_db
SHEET, KIND = "客户资料管理表", "customers.customer"


@pytest.fixture
def trade(house) -> Trade:
    return Trade(house)


def known(customer, attribute: str, text: str, **values) -> ProfileValue:
    now = timezone.now()
    return ProfileValue.objects.create(
        customer=customer, attribute=attribute, text=text, channel="exhibition",
        collected_on=now.date(), changed_at=now, **values,
    )  # fmt: skip


def person(trade, name: str, **values) -> Contact:
    row = Contact(customer=trade.customer, name=name, **values)
    return save_contact(row, by=trade.chen)


def sheet():
    return next(one for one in queries.used_templates(KIND) if one.name == SHEET)


def test_the_archive_of_the_firm_and_of_its_people(trade):
    known(trade.customer, "organisation_form", "limited")
    boss = person(trade, "王海燕", job_title="总经理")
    known(trade.customer, "degree", "bachelor", contact=boss)
    told = card_of(trade.chen, trade.customer)
    (fact,) = [one for one in told["档案资料"] if one["项目"] == "企业组织形式"]
    assert fact["内容"] and fact["采集"].startswith("展")
    (of_boss,) = told["关键人物"]
    assert (of_boss["姓名"], of_boss["职务"], of_boss["项目"]) == ("王海燕", "总经理", "学历")
    assert told["填表人"] == ""
    trade.customer.created_by = trade.chen
    trade.customer.save()
    assert card_of(trade.chen, trade.customer)["填表人"] == "陈默"


def test_what_somebody_thought_of_the_data(trade):
    values = {"content": "client", "suggestion": "file", "decision": "file", "at": timezone.now()}
    for credibility in (2, 4):
        Appraisal.objects.create(customer=trade.customer, credibility=credibility, usefulness=5,
                                 relevance="direct", by=trade.chen, **values)  # fmt: skip
    batch = CollectionBatch.objects.create(
        title="展会名片", channel="exhibition", collector=trade.chen, org_unit=trade.chen.unit,
        collected_on=timezone.localdate(),
    )  # fmt: skip
    Appraisal.objects.create(batch=batch, credibility=1, usefulness=1, relevance="direct",
                             by=trade.chen, **values)  # fmt: skip
    trade.customer.batch = batch
    trade.customer.save()
    told = card_of(trade.chen, trade.customer)  # its own goes before that of its batch
    assert (told["可信度"], told["实用价值"]) == ("4", "5") and told["业务关联性"]


def test_the_year_with_us(trade):
    first = trade.confirmed()
    told = card_of(trade.chen, trade.customer)
    assert told["今年订单数"] == "1" and told["首次订单"] == str(first.ordered_on)
    assert told["今年金额"] == f"{first.amount_yuan:,.2f}" and "." not in told["今年数量"]
    Role.objects.filter(code="salesperson").update(grants={"customer": ["read", "add", "change"]})
    told = card_of(fresh(trade.house.chen), trade.customer)
    assert told["今年订单数"] == told["今年金额"] == "", "he reads no orders any more"


def test_no_more_queries_for_more_people(trade):
    def asked() -> int:
        with CaptureQueriesContext(connection) as counted:
            card_of(fresh(trade.house.chen), trade.customer)
        return len(counted)

    person(trade, "王海燕")
    few = asked()
    for n in range(8):
        known(trade.customer, "degree", "bachelor", contact=person(trade, f"李{n}"))
    assert asked() == few


def test_in_a_pool_nothing_of_the_archive(trade):
    row = trade.house.customer("公海客户", pool=trade.house.pool)
    known(row, "organisation_form", "limited")
    told = card_of(trade.chen, row)
    assert told["档案资料"] == told["关键人物"] == []


def test_it_prints_and_a_copy_goes_only_to_who_may_read_orders(trade):
    """M-4: a filed sheet tells of orders, so who reads none of them gets none of it."""
    trade.confirmed()
    made = print_document(sheet(), row=trade.customer, by=trade.boss, is_filed=True)
    assert made.seen["reads.order"] == "read"
    assert access.may_have(trade.boss, made, trade.customer)
    role = trade.house.roles["salesperson"]
    role.field_access = trade.house.roles["marketing_director"].field_access
    with_orders = role.grants | {"order": ["read"]}
    for grants, may_have in ((with_orders, True), (with_orders | {"order": []}, False)):
        role.grants = grants
        role.save()
        assert access.may_have(fresh(trade.house.chen), made, trade.customer) is may_have


def test_a_name_is_declared_once():
    with pytest.raises(ValueError, match="信用等级"):
        declare_card_facts(CardFacts({"信用等级": ""}, lambda user, row: {}))
    assert card_samples["信用等级"] == "A 级"
