"""Whatever is written into an address, no page breaks: it is ignored, or answered calmly."""

import logging
import re

import pytest
from django.db import connection
from django.urls import reverse

from tests.matrix.calls import calls
from tests.matrix.scene import undone

pytestmark = pytest.mark.django_db
log = logging.getLogger(__name__)

# Every name that some page reads from its address.
NAMES = (
    "activity after before bare brand by category channel chosen city code cols customer drawer "
    "f from_list group kind list match mobile name next offered on outcome page parent "
    "party_type person pk price product province q quantity reason request rounding row since "
    "sort state unit until usc_code user verb view way who"
).split()
VALUES = [
    "'", "²", "9" * 30, "9" * 5_000, "-1", "name.has.", "mobile.is.1",
    "created_at.within.never", "last_contact_at.from.2026-02-30", "next_contact_on.on.0000-00-00",
    "name; DROP TABLE customers_customer", "%s%n", "\U0001f600",
    "owner.in.x", "id,password,owner__password", "-owner__password",
    "owner.in." + "1," * 500,
]  # fmt: skip


EACH = 4  # values per route; the next route goes on with the next ones


def samples(number: int) -> list[int]:
    """Where in VALUES one route begins, for each of its EACH requests: other routes, other ones."""
    return [(number * EACH + place) % len(VALUES) for place in range(EACH)]


def half(found: list[int], number: int) -> list[int]:
    """What is asked of one database: the run on the other one asks the rest."""
    return found[(number + (connection.vendor == "sqlite")) % 2 :: 2]


def value(place: int) -> str:
    return VALUES[place % len(VALUES)]


def test_no_address_breaks_a_page(scene):
    """Every name in every address, with a value of its own."""
    broken, asked = [], 0
    reads = [call for call in calls(scene) if call.method == "GET"]
    for number, call in enumerate(reads):
        role = "admin" if call.url.startswith("setup:") else "boss"
        for first in half(samples(number), number):
            asked += 1
            given = {name: value(first + place) for place, name in enumerate(NAMES)}
            with undone():
                answer = scene.browser(role).get(call.path, given)
            if answer.status_code == 422 and "imports" not in call.url:
                broken.append(f"{call.url} was not asked")
            if answer.status_code >= 500:
                broken.append(f"{call.url} from {value(first)[:30]!r}")
    log.info("%s addresses", asked)
    assert asked > 1500
    assert not broken, "\n".join(["", *broken])


def test_no_number_in_a_path_breaks_a_page(scene):
    """Beyond what a database holds: there is no such record."""
    broken, asked = [], 0
    paths = [(call, re.sub(r"\d{3,}", str(2**63), call.path)) for call in calls(scene)]
    for number, (call, path) in enumerate(one for one in paths if one[1] != one[0].path):
        if half([0, 1], number) == [0]:
            asked += 1
            role = "admin" if call.url.startswith("setup:") else "boss"
            with undone():
                answer = getattr(scene.browser(role), call.method.lower())(path)
            if answer.status_code >= 500:
                broken.append(f"{call.method} {call.url}")
    log.info("%s paths", asked)
    assert asked > 200
    assert not broken, "\n".join(["", *broken])


def test_a_nul_is_refused_before_any_page_reads_it(scene):
    boss, path = scene.browser("boss"), reverse("customers:customer_list")
    assert boss.get(path, {"q": "华\0宁"}).status_code == 422
    assert boss.post(reverse("customers:customer_new"), {"name": "华\0宁"}).status_code == 422
    assert boss.post(reverse("customers:customer_undo", args=["a\0b"])).status_code == 422


@pytest.mark.once
def test_no_body_breaks_a_page(scene):
    """The right names with the wrong values, each of them twice."""
    broken, asked = [], 0
    writes = [c for c in calls(scene) if c.method == "POST" and "accounts:" not in c.url]
    for number, call in enumerate(writes):
        role = "admin" if call.url.startswith("setup:") else "lin"
        for first in samples(number):
            asked += 1
            body = {name: [value(first)] * 2 for name in [*call.body, "pk", "field", "format"]}
            with undone():
                answer = scene.browser(role).post(call.path, body)
            if answer.status_code >= 500:
                broken.append(f"{call.url} ={value(first)[:30]!r}")
    log.info("%s bodies", asked)
    assert asked > 1200
    assert not broken, "\n".join(["", *broken])
