"""The copy of the facts in ClickHouse answers with the same rows, or the main database does."""

import logging
import time
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import OperationalError, transaction
from django.db.models import Count, Sum
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils import timezone

from maizi.accounts.models import Appointment
from maizi.customers.models import Customer
from maizi.insight import actions, queries
from maizi.insight.models import FactChange, FactCopy, LineFact, OrderFact
from maizi.insight.queries import facts, rows
from maizi.insight.queries.clickhouse import asking, copied_rows, seen, talking
from maizi.insight.queries.laid import Laid, may_read
from maizi.kernel.texts import say
from maizi.kit.outgoing import Unreachable
from maizi.sales.models import Order
from maizi.site.places import clickhouse
from tests.house import fresh
from tests.insight.test_facts import told

pytestmark = pytest.mark.django_db


def a_query():
    return OrderFact.objects.order_by("customer").values_list("customer").annotate(Sum("net_cents"))


def by_copy(asked) -> list[tuple] | None:
    found = copied_rows(asked)
    return None if found is None else list(found)


def plain(row: tuple) -> tuple:
    """Days as text, sums as whole numbers, whatever the database makes of them."""
    return tuple(str(one) if isinstance(one, date) else _whole(one) for one in row)


def _whole(one):
    return int(one) if isinstance(one, Decimal) else one


def sold_to(user) -> dict:
    """Customer -> cents of all days, by whoever answers."""
    today = timezone.localdate()
    return dict(Laid(fresh(user)).sold((today - timedelta(400), today)))


def test_every_statement_gives_the_same_rows_to_whoever_asks(copied, house, monkeypatch):
    """Somebody who sees the restricted customers, somebody who does not, and all of the sums."""
    officer = house.person("bao", "保密员", house.hq, "privacy_officer")
    role = house.roles["marketing_director"]
    Appointment.objects.create(user=officer, role=role, unit=house.hq)
    secret = Customer.objects.get(is_restricted=True)
    compared = []

    def both(asked):
        found, own = by_copy(asked), list(map(plain, rows.own_rows(asked)))
        assert found is not None, asking._told
        if not asked.query.order_by:
            found, own = sorted(found), sorted(own)
        assert list(map(repr, found)) == list(map(repr, own))
        compared.append(len(own))
        return iter(found)

    monkeypatch.setattr("maizi.insight.queries.laid.rows_of", both)
    for user in (officer, copied.boss):
        assert may_read(fresh(user)) and told(Laid(fresh(user)))
        assert (secret.pk in sold_to(user)) == (user == officer)
    assert len(compared) == 26 and min(compared) > 0
    assert not queries.is_copy_wrong()
    LineFact.objects.filter(is_back=True).update(parts=1)  # behind everybody's back
    assert queries.is_copy_wrong()


@pytest.mark.once
def test_an_analysis_from_a_wrong_copy_is_seen(copied):
    """The control of all analyses: they are compared with what ClickHouse gives."""
    copied.found("rfm")
    talking.write("DELETE FROM insight_orderfact WHERE net_cents = 10007")
    with pytest.raises(AssertionError, match="and so does ClickHouse"):
        copied.found("rfm")


def test_a_rule_hidden_in_rights_is_followed_from_the_next_carry_on(copied, house):
    """Who was restricted in the meantime is out of sight at once; a new one from the first on."""
    before = sold_to(copied.boss)
    customer = Customer.objects.filter(pk__in=before).first()
    Customer.objects.filter(pk=customer.pk).update(is_restricted=True)
    assert set(before) - set(sold_to(copied.boss)) == {customer.pk}
    page = Laid(fresh(copied.boss))
    assert dict(page.first(timezone.localdate())).keys() == before.keys() - {customer.pk}
    newest = house.customer("新来的保密客户", house.chen, is_restricted=True)
    actions.follow([copied.bought(newest, 1, "9").pk])
    actions.carry()
    assert newest.pk not in dict(page.first(timezone.localdate()))


def test_where_too_many_are_hidden_the_main_database_answers(copied, monkeypatch):
    monkeypatch.setattr(seen, "MOST_HIDDEN", 0)
    asked = []
    monkeypatch.setattr(talking, "asked", lambda *given: asked.append(given))
    assert len(sold_to(copied.boss)) == 4 and asked == []


def test_what_is_not_carried_over_yet_is_asked_of_the_main_database(copied):
    order = OrderFact.objects.earliest("pk").order
    customer = order.customer_id
    before = dict(by_copy(a_query()))
    Order.objects.filter(pk=order.pk).update(net_yuan="1000.07")
    actions.follow([order.pk])
    assert by_copy(a_query()) is None
    assert dict(rows.rows_of(a_query()))[customer] == before[customer] + 90_000
    assert actions.carry() == 1
    assert dict(by_copy(a_query()))[customer] == before[customer] + 90_000


def test_an_answer_from_the_midst_of_a_carry_does_not_count(copied, monkeypatch):
    """Somebody else carries while the copy counts: its mark is another one afterwards."""
    ask, order = talking.asked, OrderFact.objects.earliest("pk").order

    def slow(statement, given):
        kept = ask(statement, given)
        if statement != talking.MARK:
            Order.objects.filter(pk=order.pk).update(net_yuan="1000.07")
            actions.follow([order.pk])
            monkeypatch.setattr(talking, "asked", ask)
            actions.carry()
        return kept

    monkeypatch.setattr(talking, "asked", slow)
    assert by_copy(a_query()) is None
    assert by_copy(a_query()) == list(rows.own_rows(a_query()))


def test_a_copy_with_another_mark_is_not_asked(copied):
    """As after a restored backup, or with two installations at one server."""
    FactCopy.objects.update(mark="an earlier one", heading="an earlier one")
    assert by_copy(a_query()) is None
    is_good, text = queries.state_of_copy()
    assert not is_good and "maizi copy" in text
    FactCopy.objects.all().delete()
    assert by_copy(a_query()) is None


def test_inside_a_transaction_nobody_else_is_asked(copied):
    with transaction.atomic():
        assert by_copy(a_query()) is None
    assert by_copy(a_query()) is not None
    assert by_copy(Order.objects.order_by().values_list("customer").annotate(Count("pk"))) is None


@pytest.mark.parametrize(
    "unknown",
    [
        lambda: OrderFact.objects.filter(on__startswith="2"),
        lambda: OrderFact.objects.filter(order__no__gt="").order_by("pk"),
        lambda: OrderFact.objects.filter(customer__in=Customer.objects.values("pk")),
        lambda: OrderFact.objects.annotate(month=TruncMonth("on")).filter(month__gt="2020-01-01"),
    ],
)
def test_a_statement_it_does_not_know_is_left_to_the_main_database(copied, unknown, caplog):
    asked = unknown().order_by("customer").values_list("customer").annotate(Count("pk"))
    with caplog.at_level(logging.WARNING):
        assert by_copy(asked) is None
        assert by_copy(asked) is None
    assert len(caplog.records) == 1
    assert len(list(rows.rows_of(asked))) == 5
    assert by_copy(a_query()) is not None


def test_a_silent_server_is_asked_once_and_then_left_alone(copied, settings, monkeypatch):
    expected, tries = sold_to(copied.boss), []
    settings.CLICKHOUSE = clickhouse("http://127.0.0.1:9/maizi")  # nobody listens there
    fetch = talking.fetch

    def counted(*given, **named):
        tries.append(given)
        return fetch(*given, **named)

    monkeypatch.setattr(talking, "fetch", counted)
    for _ in range(3):
        assert sold_to(copied.boss) == expected
    assert len(tries) == 1
    is_good, text = queries.state_of_copy()
    assert not is_good and "没有回答" in text
    monkeypatch.setattr(asking, "_silent_until", 0.0)
    sold_to(copied.boss)
    assert len(tries) == 3


def test_an_answer_that_breaks_off_is_no_answer(copied, monkeypatch):
    def broken(*given, **named):
        raise Unreachable(say("断了"))

    expected = list(by_copy(a_query()))
    monkeypatch.setattr(talking, "fetch", broken)
    assert by_copy(a_query()) is None
    assert list(rows.rows_of(a_query())) == expected


def test_a_page_brings_over_what_little_waits_before_it_asks(copied, client, monkeypatch):
    order = OrderFact.objects.earliest("pk").order
    Order.objects.filter(pk=order.pk).update(net_yuan="1000.07")
    actions.follow([order.pk])
    client.force_login(copied.boss)
    address = reverse("insight:analysis", args=["rfm"])
    monkeypatch.setattr("maizi.insight.actions.copies.FEW", 0)  # too many: that is for the job
    assert client.get(address).status_code == 200 and FactChange.objects.exists()
    monkeypatch.undo()
    assert client.get(address).status_code == 200 and not FactChange.objects.exists()
    assert by_copy(a_query()) == list(rows.own_rows(a_query()))


def test_an_answer_cut_off_by_a_limit_of_the_server_is_none(copied, monkeypatch):
    """As a profile may have it; the control: nobody would notice without our own settings."""
    limits = talking.ALWAYS | {"max_result_rows": "2", "result_overflow_mode": "break"}
    monkeypatch.setattr(talking, "ALWAYS", limits | {"max_block_size": "1", "max_threads": "1"})
    assert by_copy(a_query()) is None
    monkeypatch.setattr(asking, "_refused", {})
    monkeypatch.setattr(talking, "EXACT", {})
    assert 0 < len(by_copy(a_query())) < 5


def test_a_page_does_not_fail_by_a_carry(copied, client, monkeypatch):
    def locked():
        raise OperationalError("database is locked")

    actions.note_changes([OrderFact.objects.earliest("pk").pk])
    monkeypatch.setattr("maizi.insight.actions.copies.carry", locked)
    client.force_login(copied.boss)
    assert client.get(reverse("insight:index")).status_code == 200
    assert time.monotonic() < asking._silent_until


def test_large_answers_come_in_blocks(copied, monkeypatch):
    monkeypatch.setattr(talking, "BATCH", 2)
    monkeypatch.setattr(talking, "IN_MEMORY", 10)
    assert by_copy(a_query()) == list(rows.own_rows(a_query()))


@pytest.mark.once
def test_the_address_of_a_server():
    full = clickhouse("https://me:a%40b@ch.example.cn/firm")
    assert full == {
        "address": "https://ch.example.cn:8443/", "database": "firm", "user": "me",
        "password": "a@b",
    }  # fmt: skip
    assert clickhouse("http://[::1]")["address"] == "http://[::1]:8123/"
    assert clickhouse("http://[::1]")["database"] == "default"
    assert clickhouse("") is None
    with pytest.raises(SystemExit, match="MAIZI_CLICKHOUSE"):
        clickhouse("tcp://host:9000")


def test_facts_are_what_the_pages_read(copied):
    """The way of a page: its source is the facts, and they come from the copy."""
    days = (copied.today - timedelta(365), copied.today)
    with copied.copied():
        net = facts.net_of(fresh(copied.boss), days)
    assert sum(net.values()) > 0 and len(net) == 4
