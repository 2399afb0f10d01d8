"""今日: everything promised in one list, oldest first, and the numbers of one's roles."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maizi.approvals.models import ApprovalCase
from maizi.credit.models import CreditAccount
from maizi.desk import queries
from maizi.inbox.actions import save_todo
from maizi.inbox.models import Todo
from maizi.sales import actions as sales
from maizi.search.actions import index
from tests.house import fresh
from tests.sales.conftest import Trade

pytestmark = pytest.mark.django_db


def due(person, title: str, days: int):
    row = Todo(owner=person, title=title, due_at=timezone.now() + timedelta(days=days))
    return save_todo(row, by=person)


def titles(lines) -> list[str]:
    return [line.todo.title if line.todo else line.customer.name for line in lines]


@pytest.fixture
def promises(house):
    today = timezone.localdate()
    for name, days in (("甲公司", -2), ("乙公司", 0), ("丙公司", 5), ("丁公司", 30)):
        house.customer(name, house.chen, next_contact_on=today + timedelta(days=days))
    house.customer("别人的公司", house.xu, next_contact_on=today)
    for title, days in (("回访", -3), ("寄样", -1), ("报价", 3), ("很久以后", 20)):
        due(house.chen, title, days)


class TestList:
    def test_promises_of_every_kind_stand_in_one_list(self, house, promises):
        found = queries.agenda_of(fresh(house.chen), timezone.now())
        assert titles(found.overdue) == ["回访", "甲公司", "寄样"]
        assert titles(found.today) == ["乙公司"]
        assert titles(found.soon) == ["报价", "丙公司"]
        assert not found.is_cut

    def test_nothing_promised_is_said_so(self, house):
        found = queries.agenda_of(fresh(house.meng), timezone.now())
        assert found.groups == []
        browser = Client()
        browser.force_login(house.meng)
        assert "没有到期的事" in browser.get("/").content.decode()

    def test_the_oldest_sixty_are_shown_of_many_with_the_same_queries(
        self, house, django_assert_max_num_queries
    ):
        for number in range(70):
            due(house.chen, f"第 {number} 件", -1 - number)
        with django_assert_max_num_queries(6):
            found = queries.agenda_of(fresh(house.chen), timezone.now())
        assert found.is_cut and len(found.overdue) == 60
        assert titles(found.overdue)[0] == "第 69 件"

    def test_a_day_is_over_at_its_end(self, house):
        """What is promised for a day is not late in its evening, but after midnight."""
        house.customer("甲公司", house.chen, next_contact_on=date(2026, 3, 2))
        for moment, place in (("2026-03-02T23:30", "today"), ("2026-03-03T00:30", "overdue")):
            now = timezone.make_aware(datetime.fromisoformat(moment))
            found = queries.agenda_of(fresh(house.chen), now)
            assert titles(getattr(found, place)) == ["甲公司"], moment


class TestNumbers:
    def labels(self, person) -> dict[str, str]:
        found, _states = queries.numbers_of(fresh(person), timezone.localdate())
        return {number.label: str(number.value) for number in found}

    def test_whoever_sells_sees_his_customers(self, house):
        house.customer("甲公司", house.chen)
        assert self.labels(house.chen)["我负责的客户"] == "1"
        assert "有逾期的客户" not in self.labels(house.chen)

    def test_each_role_sees_the_numbers_of_its_work(self, house):
        trade = Trade(house)
        trade.confirmed((trade.filter, "10"))
        stopped = trade.order((trade.machine, "5"))
        trade.agree("1")
        sales.submit_order(stopped, by=trade.chen)
        CreditAccount.objects.update(oldest_due_on=timezone.localdate() - timedelta(3))
        officer = self.labels(trade.officer)
        assert (officer["等信用审批的订单"], officer["有逾期的客户"]) == ("1", "1")
        assert self.labels(trade.keeper)["待发货订单"] == "1"
        boss = self.labels(house.boss)
        sold = trade.filter.list_price_yuan * Decimal(10)
        assert boss["本月净销售额（万元）"] == f"{sold / 10_000:.2f}"
        assert ApprovalCase.objects.exists()

    def test_every_number_leads_to_as_many_rows(self, house):
        """Who clicks a number finds what it counted (no number without its rows)."""
        trade = Trade(house)
        trade.confirmed((trade.filter, "10"))
        trade.agree("1")
        sales.submit_order(trade.order((trade.machine, "5")), by=trade.chen)
        CreditAccount.objects.update(oldest_due_on=timezone.localdate() - timedelta(3))
        index("customer", [trade.customer.pk])
        asked = 0
        for person in (house.chen, house.boss, trade.officer, trade.keeper, trade.fin):
            browser = Client()
            browser.force_login(person)
            for number in queries.numbers_of(fresh(person), timezone.localdate())[0]:
                if "?view=" not in number.address:
                    continue
                answer = browser.get(number.address)
                assert answer.status_code == 200, number.address
                rows = answer.content.decode().count('<th scope="row"')
                assert rows == number.value, (person, number)
                asked += 1
        assert asked > 8

    def test_the_page_takes_the_same_queries_whatever_is_promised(
        self, house, django_assert_max_num_queries
    ):
        browser = Client()
        browser.force_login(house.chen)
        browser.get(reverse("desk:today"))
        for number in range(30):
            due(house.chen, f"第 {number} 件", -1)
            house.customer(f"第{number}公司", house.chen, next_contact_on=timezone.localdate())
        with django_assert_max_num_queries(30):
            browser.get(reverse("desk:today"))
