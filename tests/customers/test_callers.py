"""Who is on the telephone: found by index, whoever's number it is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from maizi.customers.models import Contact
from maizi.customers.queries import callers, ids_with_number
from tests.house import fresh

pytestmark = pytest.mark.django_db


def test_a_number_finds_customers_and_their_contacts(house):
    own = house.customer("甲", house.chen, mobile="13900001111")
    fixed = house.customer("乙", house.chen, phone="13900001111")
    theirs = house.customer("丙", house.chen)
    Contact.objects.create(customer=theirs, name="王方", phone="13900001111")
    Contact.objects.create(customer=own, name="李强", mobile="13900001111")
    house.customer("丁", house.chen, mobile="13900002222")
    assert ids_with_number("13900001111") == {own.pk, fixed.pk, theirs.pk}
    found = callers(fresh(house.chen), phone="139-0000-1111")
    assert {one.pk for one in found} == {own.pk, fixed.pk, theirs.pk}


def test_each_lookup_goes_by_index(house):
    """No join with an OR over it: both tables are read by the number alone."""
    with CaptureQueriesContext(
        connection,
    ) as seen:
        ids_with_number("13900001111")
    assert len(seen) == 2
    for query in seen.captured_queries:
        assert " JOIN " not in query["sql"]
    if connection.vendor == "sqlite":
        for query in seen.captured_queries:
            with connection.cursor() as cursor:
                cursor.execute("EXPLAIN QUERY PLAN " + query["sql"])
                plan = " ".join(row[3] for row in cursor.fetchall())
            assert "SCAN" not in plan and "phone" in plan and "mobile" in plan, plan
