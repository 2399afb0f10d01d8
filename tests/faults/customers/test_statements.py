"""Any statement of an action may fail: afterwards it is done or it never was (TRUST D6)."""

import logging
import re
from unittest import mock

import pytest
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from maizi.customers import actions
from maizi.customers.models import Activity, Contact, Customer
from maizi.customers.pages import CUSTOMERS
from maizi.history.actions import bulk
from maizi.history.models import HistoryEntry
from maizi.history.queries import flaws
from maizi.kit.imports import flow, passes
from maizi.kit.imports.here import Here
from maizi.kit.imports.terms import ImportState
from maizi.kit.pages import save
from maizi.search.models import SearchEntry
from tests.customers.importing import lead
from tests.house import fresh
from tests.matrix import changed, fingerprint, tables

log = logging.getLogger(__name__)
pytestmark = pytest.mark.django_db(transaction=True)


LOOKS = re.compile(r"\s*(?:SELECT|SAVEPOINT|RELEASE|ROLLBACK)\b")
WRITES = re.compile(r"\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM|COPY)\s+\"?(\w+)")

COPY = bulk._copy


class FailAt:
    """Lets the database fail at the n-th statement.

    Of looks that follow each other the first alone is counted where `in_gaps`: whichever fails,
    the same has been written before.
    """

    def __init__(self, number: int, *, in_gaps: bool = False):
        self.number, self.seen, self.passed = number, 0, []
        self.in_gaps, self.was_look = in_gaps, False

    def __call__(self, execute, sql, params, many, context):
        is_look = sql.lstrip().startswith("SELECT")
        if not (self.in_gaps and is_look and self.was_look):
            self.seen += 1
            if self.seen == self.number:
                raise OperationalError("the database fails here")
        self.was_look = is_look
        self.passed.append(sql)
        return execute(sql, params, many, context)

    def copy(self, cursor, statement, batch):
        """PostgreSQL's COPY, which no wrapper of Django's sees."""
        self.passed.append(statement)
        COPY(cursor, statement, batch)

    @property
    def touched(self) -> set[str] | None:
        """The tables that a statement before the failing one wrote to, with those that a full-text
        table is made of; None where it is unclear."""
        doubtful = [sql for sql in self.passed if not LOOKS.match(sql)]
        found = [WRITES.match(sql) for sql in doubtful]
        if not all(found):
            return None
        names = tuple({one[1] for one in found})
        return {table for table in tables() if table.startswith(names)}


def save_customer(house, row):
    row = Customer(name="南京同创电子有限公司", mobile="13800138000")
    save(CUSTOMERS, row=row, verb="create", by=fresh(house.chen))


def change_customer(house, row):
    row.name = "郑州华宁集团有限公司"
    save(CUSTOMERS, row=row, verb="change", by=fresh(house.chen))


def log_activity(house, row):
    said = Activity(customer=row, content="报价已发", at=timezone.now())
    actions.log_activity(said, by=fresh(house.chen))


def save_contact(house, row):
    contact = Contact(customer=row, name="李强", mobile="13900139000", is_primary=True)
    actions.save_contact(contact, by=fresh(house.chen))


def remove_contact(house, row):
    actions.remove_contact(row.contacts.get(), by=fresh(house.chen))


def assign(house, row):
    actions.assign([row], house.xu, by=fresh(house.lin), reason="调整")


def release(house, row):
    actions.release([row], house.pool, by=fresh(house.chen), reason="长期不联系")


def claim(house, row):
    actions.claim(Customer.objects.filter(pool=house.pool), by=fresh(house.chen))


def share(house, row):
    actions.share(row, user=house.meng, by=fresh(house.chen), can_change=True)


def ask_for_access(house, row):
    actions.ask_for_access(row, "同一集团", by=fresh(house.meng))


def tag(house, row):
    actions.add_tags([row], tags=house.tags, by=fresh(house.chen))


def merge(house, row):
    other = Customer.objects.get(name="公海客户 0")
    actions.merge(actions.Wish([row.pk, other.pk], row.pk), by=fresh(house.boss))


def write_twice(house, row):
    """Wrong: two steps, each safe for itself."""
    Customer.objects.filter(pk=row.pk).update(note="第一步")
    Customer.objects.filter(pk=row.pk).update(name="第二步")


DEEDS = [
    save_customer, change_customer, log_activity, save_contact, remove_contact, assign, release,
    claim, share, ask_for_access, tag, merge,
]  # fmt: skip


@pytest.fixture
def scene(open_house):
    """A company with a customer that everything can be done to."""
    house = open_house
    row = Customer(name="郑州华宁科技有限公司")
    save(CUSTOMERS, row=row, verb="create", by=fresh(house.chen))
    actions.save_contact(Contact(customer=row, name="王芳"), by=fresh(house.chen))
    for number in range(3):
        house.customer(f"公海客户 {number}", pool=house.pool)
    house.tags = [row.tags.model.objects.create(name=name) for name in ("重点", "沉睡")]
    return house, row


def halves(scene, deed) -> list[str]:
    """Where a failing statement leaves a deed half done."""
    house, row = scene
    before, found, number = fingerprint(without=()), [], 0
    while True:
        number += 1
        failing = FailAt(number, in_gaps=True)
        try:
            with (
                connection.execute_wrapper(failing),
                mock.patch.object(bulk, "_copy", failing.copy),
            ):
                deed(house, Customer.objects.get(pk=row.pk))
        except OperationalError:
            now = fingerprint(without=(), only=failing.touched)
            if left := changed({t: before[t] for t in now}, now):
                found.append(f"statement {number}: {left}")
                before = fingerprint(without=())
        else:
            break
    moved, seen = changed(before, fingerprint(without=())), failing.touched
    assert moved, "the deed does nothing"
    assert seen is None or set(moved) <= seen, "a table changes that nobody looks at"
    log.info("%s: %s statements", deed.__name__, failing.seen)
    assert found or failing.seen == number - 1 >= 2, "not every statement failed once"
    return found


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.__name__)
def test_a_failing_statement_leaves_nothing_half_done(scene, deed):
    assert halves(scene, deed) == []


def test_an_import_that_fails_anywhere_is_whole_after_each_failure(open_house):
    """Every statement of an import fails once; each next try goes on where the last one stood."""
    rows = "".join(f"西安第 {n} 文化有限公司,李{n},1380013800{n}\n" for n in range(5))
    led = lead(f"客户名称,联系人,手机\n{rows}", by=open_house.lin).check()
    flow.open_pass(led.run, ImportState.IMPORTING, by=fresh(open_house.lin))
    number, seen = 0, set()
    while True:
        number += 1
        try:
            with connection.execute_wrapper(FailAt(number)):
                passes.bring_in(led.run.pk, Here(fresh(open_house.lin)))
        except OperationalError:
            seen.add(imported(led.run))
        else:
            break
    log.info("import: %s failures, states %s", number - 1, seen)
    assert number > 20 and seen <= {(0, 0, 0, 0), (5, 5, 5, 5)}
    assert imported(led.run) == (5, 5, 5, 5) and list(flaws()) == []


def imported(run) -> tuple[int, int, int, int]:
    """Customers, contacts, entries and index entries that an import has made so far."""
    rows = Customer.objects.filter(import_id=run.pk)
    told = HistoryEntry.objects.filter(kind="customers.customer", verb="import")
    found = SearchEntry.objects.filter(pk__in=rows.values("pk"))
    return rows.count(), Contact.objects.count(), told.count(), found.count()


def test_two_steps_without_a_transaction_are_caught(scene):
    assert halves(scene, write_twice) != []


def test_one_transaction_around_them_heals_it(scene):
    assert halves(scene, transaction.atomic(write_twice)) == []
