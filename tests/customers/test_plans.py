"""Looking for a customer by what tells it from others never reads the whole table (A-12)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from maizi.customers.access import visible_activities, visible_addresses, visible_contacts
from maizi.customers.models import Contact, Customer
from maizi.customers.queries import duplicates_of, facts_of

MANY = [f"1380013{number:04d}" for number in range(300)]  # more than a planner proves one by one


def plan_of(sql: str, values=()) -> str:
    """How the database means to answer, told that reading a whole table is dear."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(("EXPLAIN " if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN ")
                       + sql, values)  # fmt: skip
        return "\n".join(" ".join(map(str, row)) for row in cursor.fetchall())


def reads_all(plan: str, table: str) -> bool:
    walks = f"SCAN {table}", f"Seq Scan on {table}", f"{table}_pkey"
    return any(walk in plan for walk in walks)


@pytest.mark.parametrize("column", ["usc_code", "mobile", "name_key"])
def test_a_batch_is_looked_up_by_index(db, column):
    rows = Customer.objects.filter(**{f"{column}__in": MANY}).order_by().values_list("id")
    plan = plan_of(*rows[:20_000].query.sql_with_params())
    assert not reads_all(plan, "customers_customer"), plan


def test_a_contact_is_looked_up_by_index(db):
    rows = Contact.objects.filter(mobile__in=MANY).order_by().values_list("id")
    assert not reads_all(plan_of(*rows.query.sql_with_params()), "customers_contact")


def test_the_duplicates_of_one_customer_are_looked_up_by_index(house):
    """Every statement of the check while typing: keys, candidates, their contacts."""
    house.customer("郑州华宁科技有限公司", house.meng, mobile="13800138000", usc_code="X" * 18)
    row = house.customer("郑州华宁科技", house.chen, mobile="13800138000", usc_code="X" * 18)
    with CaptureQueriesContext(connection) as asked:
        assert duplicates_of(facts_of(row))
    about = [q["sql"] for q in asked if "customers_" in q["sql"]]
    assert len(about) <= 5
    for sql in about:
        plan = plan_of(sql.replace("%", "%%"))
        for table in ("customers_customer", "customers_matchkey", "customers_contact"):
            is_by_key = f"{table}_pkey" in plan and "Index Cond: (id = " in plan
            assert is_by_key or not reads_all(plan, table), (sql, plan)


def test_a_column_without_an_index_reads_all(db):
    """The control."""
    rows = Customer.objects.filter(wechat__in=MANY).order_by().values_list("id")
    assert reads_all(plan_of(*rows.query.sql_with_params()), "customers_customer")


@pytest.mark.parametrize("who", ["boss", "lin", "chen"])
def test_what_hangs_on_one_customer_is_found_without_listing_all_customers(house, who):
    customer, person = house.customer("华宁科技", house.chen), getattr(house, who)
    for rows in (visible_contacts, visible_addresses, visible_activities):
        hanging = rows(person).filter(customer=customer).order_by().values_list("id")
        plan = plan_of(*hanging.query.sql_with_params())
        assert "SCAN" not in plan and "Seq Scan on customers_customer" not in plan, plan
