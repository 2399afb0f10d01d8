"""Whatever is written into an address, no page breaks: it is ignored, or answered calmly."""

import logging

import pytest

from tests.matrix.calls import calls
from tests.matrix.scene import Scene, undone

pytestmark = pytest.mark.django_db
log = logging.getLogger(__name__)

# Every name that some page reads from its address.
NAMES = (
    "after before bare channel city cols drawer f group kind match mobile name next outcome page "
    "parent party_type person pk province q reason request row since sort state unit until "
    "usc_code user verb view who"
).split()
VALUES = [
    "'", "\0", "²", "9" * 30, "9" * 5_000, "-1", "name.has.", "mobile.is.1",
    "created_at.within.never", "last_contact_at.from.2026-02-30", "next_contact_on.on.0000-00-00",
    "name; DROP TABLE customers_customer", "%s%n", "\U0001f600",
    "owner.in.x", "id,password,owner__password", "-owner__password",
    "owner.in." + "1," * 500,
]  # fmt: skip


@pytest.fixture
def scene(house) -> Scene:
    logging.disable(logging.ERROR)
    yield Scene(house)
    logging.disable(logging.NOTSET)


def test_no_address_breaks_a_page(scene):
    broken, asked = [], 0
    for call in calls(scene):
        for value in VALUES if call.method == "GET" else ():
            asked += 1
            role = "admin" if call.url.startswith("setup:") else "boss"
            with undone():
                answer = scene.browser(role).get(call.path, dict.fromkeys(NAMES, value))
            if answer.status_code >= 500:
                broken.append(f"{call.url} ?={value[:30]!r}")
    log.info("%s addresses", asked)
    assert asked > 1_000
    assert not broken, "\n".join(["", *broken])


def test_no_body_breaks_a_page(scene):
    """The right names with the wrong values; nested, doubled, missing."""
    broken, asked = [], 0
    for call in calls(scene):
        for value in VALUES if call.method == "POST" and "accounts:" not in call.url else ():
            asked += 1
            role = "admin" if call.url.startswith("setup:") else "lin"
            body = {name: [value, value] for name in [*call.body, "pk", "field", "format"]}
            with undone():
                answer = scene.browser(role).post(call.path, body)
            if answer.status_code >= 500:
                broken.append(f"{call.url} ={value[:30]!r}")
    log.info("%s bodies", asked)
    assert asked > 1_000
    assert not broken, "\n".join(["", *broken])
