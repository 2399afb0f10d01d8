"""What a person may read decides what his numbers are made of, today as when he kept them."""

from datetime import datetime, time, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maizi.complaints.models import Complaint
from maizi.development.models import Gift
from maizi.insight import access
from maizi.insight.models import Run
from maizi.insight.queries.asked import usual_window
from maizi.insight.queries.serving import served
from maizi.insight.terms import Code
from maizi.service.models import Ticket
from maizi.stock import actions as stock
from maizi.stock.models import Warehouse
from maizi.stock.terms import MovementKind
from tests.house import fresh

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture
def company(numbers):
    for n in range(6):
        numbers.bought(numbers.house.customer(f"客户{n}", numbers.house.chen), 20 + n, "1000")
        numbers.bought(numbers.house.customer(f"老{n}", numbers.house.chen), 420, "1000")
    return numbers


def browser(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def kept(company, code: Code) -> Run:
    browser(company.boss).post(reverse("insight:keep", args=[code]))
    return Run.objects.get(code=code)


def test_who_may_not_see_costs_any_more_loses_the_profits_he_kept(company):
    """M-4, A-5: a kept whale curve asks for the right again, and so do its places."""
    whale, rfm = kept(company, Code.WHALE), kept(company, Code.RFM)
    client = browser(company.boss)
    assert client.get(whale.get_absolute_url()).status_code == 200
    company.house.roles["marketing_director"].field_access["cost"] = "none"
    company.house.roles["marketing_director"].save()
    assert not access.sees_costs(fresh(company.boss))
    assert client.get(whale.get_absolute_url()).status_code == 404
    assert client.get(rfm.get_absolute_url()).status_code == 200
    places = access.visible_placings(fresh(company.boss))
    assert places.count() == 6 and set(places.values_list("run", flat=True)) == {rfm.pk}


def test_who_may_not_read_orders_any_more_loses_what_he_kept(company):
    """M-3: orders are the facts of every analysis."""
    rfm = kept(company, Code.RFM)
    role = company.house.roles["marketing_director"]
    role.grants = role.grants | {"order": []}
    role.save()
    assert browser(company.boss).get(rfm.get_absolute_url()).status_code == 404


def test_the_margin_in_a_kept_lifetime_value_is_for_who_sees_costs(company):
    """M-4: the analysis is for everybody, two of its numbers are not."""
    row = Run.objects.create(
        code=Code.LIFETIME, version="1", starts_on=company.today, ends_on=company.today,
        by=company.boss, says=["好"], row_count=1,
        stats=[["margin", "年毛利", "12345.00", "amount"], ["next", "一年内", "9.00", "amount"]],
    )  # fmt: skip
    client = browser(company.boss)
    assert "12,345.00" in client.get(row.get_absolute_url()).content.decode()
    company.house.roles["marketing_director"].field_access["cost"] = "none"
    company.house.roles["marketing_director"].save()
    text = client.get(row.get_absolute_url()).content.decode()
    assert "12,345.00" not in text and "9.00" in text


def noon(day):
    return timezone.make_aware(datetime.combine(day, time(12)))


def costs_of(company, customer, user=None) -> Decimal:
    """What serving a customer cost as somebody sees it."""
    return served(fresh(user or company.boss), usual_window(company.today)).get(customer.pk, D(0))


def test_gifts_and_complaints_count_for_who_may_read_them(company):
    """H-20, M-3: a complaint about the person himself and gifts without the right stay out."""
    one, when = company.customer, company.today - timedelta(9)
    Complaint.objects.create(
        no="TS-1", customer=one, title="坏了", words="坏了", received_at=noon(when), score=0,
        category="quality", owner=company.house.lin, org_unit=company.house.lin.unit, cost_yuan=300,
    )  # fmt: skip
    Gift.objects.create(customer=one, recipient="王芳", sort="gift", what="茶", value_yuan=50,
                        purpose="节日", given_on=when, state="approved",
                        by=company.chen)  # fmt: skip
    assert costs_of(company, one) == D(350)
    role = company.house.roles["marketing_director"]
    role.grants = role.grants | {"gift": []}
    role.save()
    assert costs_of(company, one) == D(300)
    found = company.found(Code.WHALE)
    assert any("没有您看不到的" in note and "礼品" in note for note in found.notes)
    Complaint.objects.update(about_person=company.boss)
    assert costs_of(company, one) == D(0)


def test_hours_on_site_and_parts_are_service_cost(company):
    """H-20: hours × rate, a working day at most, and the cost of parts; by the right to tickets."""
    one, when = company.customer, company.today - timedelta(9)
    store = Warehouse.objects.create(code="BJ", name="备件库")
    line = stock.Line(company.filter, D(9), price_yuan=D(85))
    stock.post(MovementKind.OPENING, warehouse=store, lines=[line], on=when, by=company.boss)
    took = stock.post(MovementKind.OTHER_OUT, warehouse=store, lines=[
        stock.Line(company.filter, D(2))], on=when, by=company.boss)  # fmt: skip
    for n, hours in enumerate((D("1.5"), 72)):
        row = Ticket.objects.create(
            no=f"GD-{n}", customer=one, received_at=noon(when), arrived_at=noon(when),
            symptom="停机", restored_at=noon(when) + timedelta(hours=float(hours)), state="closed",
            owner=company.house.lin, org_unit=company.house.lin.unit,
        )  # fmt: skip
    row.parts.create(product=company.filter, quantity=2, warehouse=store, document=took,
                     by=company.boss, at=noon(when))  # fmt: skip
    role = company.house.roles["marketing_director"]
    role.grants = role.grants | {"ticket": ["read"]}
    role.save()
    assert costs_of(company, one) == D("1.5") * 80 + 8 * 80 + 170
    role.grants = role.grants | {"ticket": []}
    role.save()
    assert costs_of(company, one) == D(0)
