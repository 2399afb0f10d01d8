"""One truth about who sees which customers: list, export, search, number of rows and page agree,
whatever roles, shares, pools and restrictions somebody has (TRUST S5)."""

import csv
import io
import logging
from datetime import timedelta

import pytest
from django.db.models import Q
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from maizi.accounts.access import rights_of, within
from maizi.accounts.models import Appointment, Role
from maizi.accounts.terms import Scope
from maizi.customers.access import visible_customers
from maizi.customers.models import Collaborator, Customer, Pool
from maizi.kit.listing import Listing
from maizi.kit.pages import save
from maizi.search.actions import index
from maizi.search.queries import find
from tests.house import fresh
from tests.matrix.scene import undone

log = logging.getLogger(__name__)
pytestmark = pytest.mark.django_db
WORD, PAGE = "华宁", 4
UNITS = ("hq", "east", "north", "nanjing", "zhengzhou")
POSTS = st.lists(st.tuples(st.sampled_from(list(Scope)), st.sampled_from(UNITS)), max_size=2)
VERBS = st.sets(st.sampled_from(["see_restricted", "assign", "change"]))
SHARES = st.dictionaries(st.integers(0, 13), st.sampled_from([None, -1, 0, 5]), max_size=4)


@pytest.fixture
def rows(house) -> list[Customer]:
    """Customers of two regions: open and restricted, owned and in pools."""
    logging.getLogger("django").setLevel(logging.CRITICAL)
    from maizi.customers.pages import CUSTOMERS

    made = []
    for owner in (house.chen, house.xu, house.meng, house.lin, house.boss):
        for restricted in (False, True):
            row = Customer(
                name=f"{WORD}{len(made):02}号公司", owner=owner, is_restricted=restricted
            )
            save(CUSTOMERS, row=row, verb="create", by=fresh(owner))
            made.append(row)
    for unit in (house.hq, house.east, house.north, house.zhengzhou):
        pool = Pool.objects.create(name=f"{unit}公海", unit=unit)
        made.append(house.customer(f"{WORD}{len(made):02}号公司", pool=pool))
    index("customer", [row.pk for row in made])
    yield made
    logging.getLogger("django").setLevel(logging.NOTSET)


def person_with(house, rows, *, posts, verbs, shares):
    """Somebody with these posts, verbs and shares, without any other."""
    person = house.person("someone", "某人", house.nanjing, "salesperson")
    Appointment.objects.filter(user=person).delete()
    for number, (scope, unit) in enumerate(posts):
        role = Role.objects.create(
            code=f"x{number}", name=f"x{number}", scope=scope,
            grants={"customer": ["read", "export", *sorted(verbs)]},
            field_access={"basic": "write", "contact": "read"},
        )  # fmt: skip
        Appointment.objects.create(user=person, role=role, unit=getattr(house, unit))
    for place, days in shares.items():
        until = None if days is None else timezone.localdate() + timedelta(days)
        Collaborator.objects.create(
            customer=rows[place], user=person, granted_by=house.boss, until=until
        )
    index("customer", [row.pk for row in rows])
    return fresh(person)


def listed(person) -> list[int]:
    """Ids over all pages of the list, as the keys of the pages lead."""
    from django.http import QueryDict

    from maizi.customers.pages import CUSTOMERS
    from maizi.kit.pages.views import views_of

    found, after = [], ""
    while True:
        asked = QueryDict(f"bare=1&cols=name&sort=name&after={after}")
        page = Listing(
            CUSTOMERS, user=person, params=asked, views=views_of(CUSTOMERS, person), size=PAGE
        )
        found += [row.pk for row in page.rows]
        after = page.after
        if not after:
            return found


def told(browser: Client, person) -> dict[str, list]:
    """The same question to each channel: sorted names."""
    names = dict(Customer.objects.values_list("pk", "name"))
    given = {"reason": "核对", "format": "csv"}
    answer = browser.post(reverse("customers:customer_export") + "?bare=1&cols=name", given)
    raw = b"".join(answer.streaming_content) if answer.status_code == 200 else b""
    groups = find(WORD, user=person, only=["customer"])
    lines = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    return {
        "list": sorted(names[pk] for pk in listed(person)),
        "export": sorted(line[0] for line in lines[1:]),
        "search": sorted(names[hit.id] for group in groups for hit in group.hits),
        "page": sorted(
            name for pk, name in names.items()
            if browser.get(reverse("customers:customer", args=[pk])).status_code != 404
        ),
        "access": sorted(visible_customers(person).values_list("name", flat=True)),
    }  # fmt: skip


def test_every_channel_shows_the_same_customers(house, rows):
    sizes = []

    @settings(max_examples=25, deadline=None, derandomize=True)
    @given(posts=POSTS, verbs=VERBS, shares=SHARES)
    def ask(posts, verbs, shares):
        with undone():
            person = person_with(house, rows, posts=posts, verbs=verbs, shares=shares)
            answers = told(browser_of(person), person)
            assert len(answers["list"]) == len(set(answers["list"]))
            for channel, names in answers.items():
                assert names == answers["access"], f"{channel} differs for {posts} {verbs} {shares}"
            sizes.append(len(answers["access"]))

    ask()
    log.info("%s people, who see %s customers", len(sizes), sorted(set(sizes)))
    assert len(sizes) >= 20 and len(set(sizes)) >= 5, "the people are too much alike"


def browser_of(person) -> Client:
    made = Client()
    made.force_login(person)
    return made


def test_a_page_that_opens_too_far_is_seen(house, rows, monkeypatch):
    """The control: one channel with sight of its own."""
    person = person_with(
        house, rows, posts=[(Scope.SELF, "nanjing")], verbs=set(), shares={0: 5, 2: -1}
    )
    assert len(told(browser_of(person), person)["page"]) == 3  # shared, and two pools
    everything = Customer.objects.all()
    monkeypatch.setattr("maizi.customers.access.visible_customers", lambda user: everything.all())
    answers = told(browser_of(person), person)
    assert len(answers["page"]) == 14 and len(answers["list"]) == 3


def test_full_sight_stays_full_beside_another_condition(house):
    """An empty condition vanishes in an or: whoever sees everything would see his own alone."""
    sight = rights_of(fresh(house.boss)).sight("customer")
    assert sight.everything
    row = house.customer("甲公司", house.chen)
    reach, own = within(house.boss, sight), Q(owner=house.boss.pk)
    assert list(Customer.objects.filter(own | reach)) == [row]
    assert not Customer.objects.filter(own & reach).exists()
