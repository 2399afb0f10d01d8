"""The map of service points and open tickets (F-4)."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maizi.service import queries
from maizi.service.models import ServicePoint
from tests.house import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def wu(service) -> Client:
    client = Client()
    client.force_login(fresh(service.wu))
    return client


def test_the_map_draws_points_and_tickets_without_tiles(service, wu):
    """F-4: circles of the radii, a dot for each open ticket; nothing from outside."""
    row = service.taken()
    page = wu.get(reverse("service:map")).content.decode()
    assert page.count('class="ring ') == 6 and row.no in page and "南京网点" in page
    drawn = queries.map_for(fresh(service.wu))
    east = {mark.row.name: mark.x for mark in drawn.points}
    assert east["南京网点"] < east["苏州网点"]


def test_the_map_asks_the_same_however_many_points(service, wu):
    """The way round of roads is a parameter of the company: it is read once."""
    address, counts = reverse("service:map"), []
    for turn in range(2):
        wu.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert wu.get(address).status_code == 200
        counts.append(len(asked))
        unit = ServicePoint.objects.first().unit
        ServicePoint.objects.bulk_create(
            ServicePoint(
                name=f"网点{turn}-{at}", unit=unit, latitude=Decimal(30 + at), longitude=110
            )
            for at in range(5)
        )
    assert counts[0] == counts[1]
