"""Crafted ids and wrong kinds of tickets are not found; they never break a page."""

import pytest
from django.urls import reverse
from django.utils import timezone

from maizi.service.models import WorkOrder
from maizi.warranty.models import Unit
from tests.house import fresh

from .test_screens import signed

pytestmark = pytest.mark.django_db
CRAFTED = ["abc", "", "9" * 40, "1;--", "-1", "１２"]


@pytest.mark.parametrize("id_", CRAFTED)
def test_crafted_ids_are_not_found(service, id_):
    row = service.accepted()
    engineer = signed(service.zhao)
    address = reverse("service:carry", args=[row.pk, "accept"])
    assert engineer.post(address, {"order": id_}).status_code == 404
    place = reverse("service:duties", args=[service.first.pk])
    given = {"remove": id_ or "x"}
    assert signed(service.he).post(place, given).status_code == 404


def test_only_an_inspection_has_results_of_one(service):
    row = service.taken()
    desk = signed(service.wu)
    address = reverse("service:act", args=[row.pk, "upkeep"])
    assert desk.get(address).status_code == 404
    assert desk.post(address, {"findings": "正常"}).status_code == 404


def test_pieces_at_intake_are_those_in_sight(service):
    """F-2, M-3: who sells sees the pieces of his own customers, also on the telephone."""
    other = service.house.customer("别人的客户", service.house.xu, mobile="13700001111")
    Unit.objects.create(
        serial="GUESSED-1", product=service.product, customer=other, code="other",
        starts_on=timezone.localdate(),
    )  # fmt: skip
    address = reverse("service:take_found")
    seller = signed(service.house.chen)
    page = seller.get(address, {"serial": "GUESSED-1"}).content.decode()
    assert "GUESSED-1" not in page and "别人的客户" not in page
    assert "BK75-0188" in seller.get(address, {"serial": "BK75-0188"}).content.decode()
    page = seller.get(address, {"phone": "13700001111"}).content.decode()
    assert "GUESSED-1" not in page
    desk = signed(service.wu).get(address, {"serial": "GUESSED-1"}).content.decode()
    assert "GUESSED-1" in desk


@pytest.mark.parametrize("query", ["page=abc", "page=0", "page=99", "engineer=x", "on=2026-02-31"])
def test_the_board_of_dispatch_takes_any_address(service, query):
    assert signed(service.he).get(f"{reverse('service:dispatch')}?{query}").status_code == 200


def test_the_board_shows_some_and_links_to_the_rest(service, django_assert_max_num_queries):
    """F-5: four cards an hour, forty engineers a page, always the same number of queries."""
    at = timezone.localtime().replace(hour=10, minute=0, second=0, microsecond=0)
    rows = [service.triaged() for _ in range(7)]
    for row in rows:
        WorkOrder.objects.create(ticket=row, engineer=service.first, state="accepted", since=at,
                                 asked_at=at, asked_by=fresh(service.he))  # fmt: skip
    client = signed(service.he)
    address = reverse("service:dispatch")
    client.get(address)
    with django_assert_max_num_queries(45):
        page = client.get(address).content.decode()
    assert page.count('class="job ') == 4 and "还有 3 张" in page
    more = f"engineer={service.first.pk}"
    assert more in page
    alone = client.get(f"{address}?{more}").content.decode()
    assert alone.count('class="job ') == 7 and "看全部工程师" in alone


def test_engineers_beyond_the_first_page_have_a_link(service, monkeypatch):
    from maizi.service.queries import lanes

    monkeypatch.setattr(lanes, "LANES", 1)
    client, address = signed(service.he), reverse("service:dispatch")
    first = client.get(address).content.decode()
    assert "page=2" in first and ("赵技师" in first) is not ("钱技师" in first)
    second = client.get(f"{address}?page=2").content.decode()
    assert "page=1" in second and ("赵技师" in second) is not ("赵技师" in first)


def test_decimals_can_be_typed_into_a_form(service):
    """A browser takes whole numbers alone where a field names no step: a place is never whole."""
    page = signed(service.wu).get(reverse("service:ticket_new")).content.decode()
    field = page.partition('name="latitude"')[2].partition(">")[0]
    assert 'step="1e-05"' in field or 'step="0.00001"' in field
