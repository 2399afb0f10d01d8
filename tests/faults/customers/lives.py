"""What the processes do that claim and write customers, at the same time or until killed.

Each right way has a wrong one beside it, which has to fail for the test to mean anything.
"""

import json
import os
import random
import time
from pathlib import Path

from django.db import connections, transaction
from django.utils import timezone

from maizi.accounts.models import Appointment, User
from maizi.customers import actions
from maizi.customers.models import Contact, Customer, Pool
from maizi.customers.pages import CUSTOMERS
from maizi.fields.actions import next_numbers
from maizi.history.actions import record_many
from maizi.history.models import HistoryEntry
from maizi.history.queries import flaws
from maizi.kernel.errors import Refused
from maizi.kit.pages import save
from maizi.search.models import SearchEntry
from tests.faults.gap import hop
from tests.house import House

CLAIMERS, WAITING, OWN, MOST_A_DAY = 8, 200, 10, 10
TWINS = 16
HOP_SECONDS = 0.015  # what a wrong way does in two steps lies at least this far apart


def settle(_: str) -> None:
    """A company with people who claim."""
    with transaction.atomic():
        house = House()
        for number in range(CLAIMERS):
            house.person(f"claimer{number}", f"业务员{number}", house.nanjing, "salesperson")


def fill(label: str) -> None:
    """Customers in the pool."""
    pool = Pool.objects.get()
    with transaction.atomic():
        for number in range(WAITING):
            row = Customer(name=f"{label} {number:03}", pool=pool, org_unit_id=pool.unit_id)
            row.no, row.sort_name = f"P{row.pk}", row.name
            row.save()


def claimer(label_and_number: str) -> None:
    """Try to claim every customer of the pool; write a customer of one's own now and then."""
    _claim_all(label_and_number, lambda row, me: actions.claim([row], by=me))


def careless_claimer(label_and_number: str) -> None:
    """Wrong: look whether the customer is free, then take it."""

    @transaction.atomic
    def take(row: Customer, me: User) -> None:
        if Customer.objects.get(pk=row.pk).owner_id:
            raise Refused("有客户已被别人领取。")
        hop(HOP_SECONDS, people=CLAIMERS)
        Customer.objects.filter(pk=row.pk).update(owner=me, org_unit=me.unit_id, pool=None)
        record_many("customers.customer", lines=[(row.pk, row.name, {})], verb="领取", by=me)

    _claim_all(label_and_number, take)


def limit(label: str) -> None:
    """Let everybody claim ten a day; somebody new clicks."""
    fill(label)
    Pool.objects.update(claims_a_day=MOST_A_DAY)
    old = User.objects.get(username="claimer0")
    me = User.objects.create(username=label, name="点击员", unit=old.unit)
    Appointment.objects.create(user=me, role=old.appointments.get().role, unit=old.unit)


def clicker(label_and_number: str) -> None:
    """The same person in one of many windows claims whatever is there, again and again."""
    _click_all(label_and_number, lambda row, me: actions.claim([row], by=me))


def careless_clicker(label_and_number: str) -> None:
    """Wrong: count what one has claimed today, then claim, without a lock."""

    @transaction.atomic
    def take(row: Customer, me: User) -> None:
        if Customer.objects.filter(owner=me, name__startswith=row.name[:2]).count() >= MOST_A_DAY:
            raise Refused("今天不能再领。")
        hop(HOP_SECONDS, people=CLAIMERS)
        held = Customer.objects.filter(pk=row.pk, owner=None)
        if not held.update(owner=me, org_unit=me.unit_id, pool=None):
            raise Refused("已被领走。")

    _click_all(label_and_number, take)


def _click_all(label_and_number: str, take) -> None:
    label, number = label_and_number.split()
    me, acks = User.objects.get(username=label), _acks()
    rows = list(Customer.objects.filter(name__startswith=label)[: 4 * MOST_A_DAY])
    random.Random(number).shuffle(rows)
    for row in rows:
        try:
            take(row, me)
        except Refused:
            os.write(acks, f"refused {number} {row.pk}\n".encode())
        else:
            os.write(acks, f"claimed {number} {row.pk}\n".encode())


def _claim_all(label_and_number: str, take) -> None:
    label, number = label_and_number.split()
    me, acks = User.objects.get(username=f"claimer{number}"), _acks()
    rows = list(Customer.objects.filter(name__startswith=label))
    random.Random(number).shuffle(rows)
    for place, row in enumerate(rows):
        try:
            take(row, me)
        except Refused:
            os.write(acks, f"refused {number} {row.pk}\n".encode())
        else:
            os.write(acks, f"claimed {number} {row.pk}\n".encode())
        if place % (WAITING // OWN) == 0:
            own = Customer(name=f"自建-{label} {number}-{place}", party_type="individual")
            save(CUSTOMERS, row=own, verb="create", by=me)


def writer(label: str) -> None:
    """Write customers until killed; note each one once its transaction is committed."""

    def store(row: Customer, me: User, acks: int) -> None:
        save(CUSTOMERS, row=row, verb="create", by=me)
        actions.save_contact(Contact(customer=row, name="王芳", mobile="13800138000"), by=me)
        _ack(acks, row)

    _write_until_killed(label, store)


def hasty_writer(label: str) -> None:
    """Wrong: tell people that it is stored while it is not committed yet."""

    def store(row: Customer, me: User, acks: int) -> None:
        with transaction.atomic():
            save(CUSTOMERS, row=row, verb="create", by=me)
            _ack(acks, row)
            time.sleep(HOP_SECONDS)

    _write_until_killed(label, store)


def forgetful_writer(label: str) -> None:
    """Wrong: the customer in one transaction, its history in the next."""

    def store(row: Customer, me: User, acks: int) -> None:
        with transaction.atomic():
            (row.no,) = next_numbers("customer", count=1, on=timezone.localdate())
            row.owner, row.org_unit_id, row.sort_name = me, me.unit_id, row.name
            row.save()
        time.sleep(HOP_SECONDS)
        record_many("customers.customer", lines=[(row.pk, row.name, {})], verb="create", by=me)
        _ack(acks, row)

    _write_until_killed(label, store)


def _write_until_killed(label: str, store) -> None:
    me, acks = User.objects.get(username="chen"), _acks()
    while True:
        name = f"{label} {time.monotonic_ns()}"  # people may be called alike, companies are twins
        store(Customer(name=name, party_type="individual"), me, acks)
        time.sleep(0.01)


def twins(label: str) -> None:
    """Customers that are all the same, each with a contact."""
    house_owner = User.objects.get(username="chen")
    with transaction.atomic():
        for number in range(TWINS):
            row = Customer(name=f"{label}科技有限公司", owner=house_owner, party_type="enterprise")
            row.org_unit_id, row.no, row.sort_name = house_owner.unit_id, f"P{row.pk}", row.name
            row.save()
            Contact.objects.create(customer=row, name=f"{label}的人 {number}")


def merger(label_and_number: str) -> None:
    """Merge any two of the twins, until one is left or killed; note each merge once committed."""
    label, number = label_and_number.split()
    boss, acks, chance = User.objects.get(username="boss"), _acks(), random.Random()
    while len(ids := list(_twins_of(label).values_list("pk", flat=True))) > 1:
        stays, goes = chance.sample(ids, 2)
        try:
            actions.merge(actions.Wish([stays, goes], stays), by=boss)
        except Refused:
            continue
        os.write(acks, f"merged {number} {goes}\n".encode())


def _twins_of(label: str):
    return Customer.objects.filter(name=f"{label}科技有限公司")


def cramped(label: str) -> None:
    """Work in the browser until the disk is full, make room, go on; keep every answer."""
    from tests.faults.customers.cramped import small_disk, visits

    place = Path(os.environ["FAULTS_ACKS"]).with_name("small")
    with small_disk(place, connections["default"]) as make_room:
        told = {"before": visits(label, until_refused=True)}
        make_room()
        told["after"] = visits(label, until_refused=False)
        judge(label)
    place.with_name("answers").write_text(json.dumps(told))


def judge(label: str) -> None:
    """Write down what the books say about the customers with a label, and about the whole."""
    rows = Customer.objects.filter(name__startswith=label)
    pks = set(rows.values_list("pk", flat=True))
    told = HistoryEntry.objects.filter(kind="customers.customer", verb="create")
    numbered = Customer.objects.exclude(no__startswith="P")
    verdict = {
        "written": sorted(pks),
        "untold": len(pks - set(told.values_list("object_id", flat=True))),
        "unfound": len(pks - set(SearchEntry.objects.values_list("pk", flat=True))),
        "owners": dict(rows.filter(pool=None).values_list("pk", "owner__username")),
        "numbers": sorted(numbered.values_list("no", flat=True)),
        "flaws": [f"{f.chain} {f.seq} {f.message}" for f in flaws()],
        "entries": HistoryEntry.objects.count(),
    }
    Path(os.environ["FAULTS_ACKS"]).with_name("verdict").write_text(json.dumps(verdict))


def _acks() -> int:
    return os.open(os.environ["FAULTS_ACKS"], os.O_APPEND | os.O_CREAT | os.O_WRONLY, 0o600)


def _ack(acks: int, row: Customer) -> None:
    os.write(acks, f"{row.pk}\n".encode())
