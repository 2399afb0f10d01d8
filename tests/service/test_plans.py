"""The first tickets of a column are found by the index, however many are open (F-2)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from maizi.service import queries
from maizi.service.access import visible_tickets
from maizi.service.models import Ticket
from maizi.service.queries import worst_open
from maizi.service.terms import OPEN_STATES, State
from tests.customers.test_plans import plan_of
from tests.house import fresh

MANY = 400
SEVERITIES = ("minor", "general", "serious", "critical")


@pytest.fixture
def crowd(house):
    """Open tickets of every state and severity, some at the same moment; closed ones beside."""
    now, boss = timezone.now(), house.boss
    states = [*OPEN_STATES, State.CLOSED]
    Ticket.objects.bulk_create(
        Ticket(
            no=f"GD{at}", title=f"停机 {at}", symptom="停", owner=boss, org_unit=boss.unit,
            received_at=now - timedelta(minutes=at // 2 % 97), state=states[at % len(states)],
            severity=SEVERITIES[at * 7 % 4],
        )
        for at in range(MANY)
    )  # fmt: skip
    return fresh(boss)


def in_order(rows: list[Ticket]) -> list[Ticket]:
    return sorted(rows, key=lambda t: (-SEVERITIES.index(t.severity), t.received_at, t.pk))


def test_the_worst_first_and_of_these_the_oldest(crowd):
    """As if everything were sorted."""
    rows = visible_tickets(crowd)
    groups = ((State.NEW, State.REOPENED), tuple(OPEN_STATES), (State.WORKING,))
    for states, (found, total) in zip(groups, worst_open(rows, groups, 15), strict=True):
        every = in_order(list(Ticket.objects.filter(state__in=states)))
        assert found == every[:15] and total == len(every)


def test_a_board_asks_the_same_however_many(crowd):
    counts = []
    queries.board_of(crowd)  # who he is, and what he may do
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            board = queries.board_of(crowd)
        counts.append(len(asked))
        Ticket.objects.filter(pk__in=Ticket.objects.values("pk")[: MANY // 2]).delete()
    assert counts[0] == counts[1] <= 5 and all(column.cards for column in board)


def test_nobody_sorts_what_is_open(crowd):
    """Each state and severity is a walk of one index that ends after the first few."""
    with CaptureQueriesContext(connection) as asked:
        worst_open(visible_tickets(crowd), ((State.NEW,), (State.WORKING,)), 5)
    (cards,) = [one["sql"] for one in asked if "UNION ALL" in one["sql"]]
    assert "CASE" not in cards
    for walk in cards.split("UNION ALL"):
        plan = plan_of(
            walk[walk.index("IN (SELECT") + 4 : walk.rindex(" LIMIT ")].replace("%", "%%")
        )
        assert "ticket_queue" in plan, plan
        assert "Sort Method" not in plan and "USE TEMP B-TREE" not in plan, plan


def test_a_rank_in_the_statement_would_be_sorted(crowd):
    """The control."""
    plan = plan_of("SELECT id FROM service_ticket ORDER BY CASE severity WHEN 'minor' THEN 1 END")
    assert "TEMP B-TREE" in plan or "Sort" in plan


def test_nothing_open(house):
    assert worst_open(visible_tickets(fresh(house.boss)), ((State.NEW,),), 5) == [([], 0)]
