"""Who may do what (TRUST S1–S4): every route, every role, every method, as tests/permissions.csv
says, with the headers of every answer (S8, S9); and whoever is denied changed nothing."""

import logging
import os
import re
from itertools import product

import pytest
from django.conf import settings
from django.core import mail
from django.core.exceptions import PermissionDenied

from maizi.customers.access import visible_customers
from maizi.customers.models import Contact, Customer, Tag
from maizi.kernel.ids import new_id
from tests.house import fresh
from tests.matrix import OUTSIDE, ROLES, changed, fingerprint, lines, writes
from tests.matrix.calls import Call, calls, felt, record_of, unasked
from tests.matrix.heads import flaws
from tests.matrix.scene import Scene, undone

pytestmark = pytest.mark.django_db
log = logging.getLogger(__name__)

PARTS = [
    "accounts", "approvals", "care", "catalog", "catalog:p", "complaints", "credit", "customers",
    "customers:c", "desk", "development", "events", "fields", "files", "groupbuys", "inbox",
    "insight", "keyaccounts", "keyservice", "kit", "mail", "meetings", "parts", "presales",
    "privacy", "purchasing", "purchasing:p", "rating", "relationship", "sales", "satisfaction",
    "service", "setup", "stock", "targets", "training", "warranty",
]  # fmt: skip
ID = re.compile(r"/\d{6,}(?=/)")
SEEN = {"history_historyentry"}  # what somebody looked at is recorded
# A GET that prepares a second factor, counts the visit of a page without a sign-in, or tells the
# salesperson that the customer has opened his offer.
FACTOR, VISIT = {"otp_totp_totpdevice"}, {"privacy_personlink", "privacy_publicvisit"}
PREPARES = {
    "accounts:second_factor_setup": FACTOR, "accounts:qr_code": FACTOR, "privacy:mine": VISIT,
    "sales:offer": {"sales_quote", "inbox_notice"},
    "credit:confirm": {"credit_statement", "privacy_publicvisit"},
    "warranty:check": VISIT,
    "groupbuys:offer": VISIT, "groupbuys:mine": VISIT,
    "mail:leave": VISIT, "mail:seen": {"mail_mailing"},
    "complaints:tell": VISIT, "complaints:follow": VISIT, "complaints:ways": VISIT,
    "events:reply": VISIT, "satisfaction:answer": VISIT,
}  # fmt: skip

# The one click of a mail program (RFC 8058): the address is the secret, no sign-in is used.
BY_ADDRESS = {"mail:leave_at_once"}


def part_of(url: str) -> str:
    return max((p for p in PARTS if url.startswith(p)), key=len)


def files() -> list[str]:
    """Everything that lies in the store of files."""
    return sorted(name for _, _, names in os.walk(settings.FILES_ROOT) for name in names)


def is_denied(answer) -> bool:
    to_the_door = answer.status_code == 302 and "/sign-in/" in answer.headers["Location"]
    return to_the_door or answer.status_code in (401, 403, 404, 405)


def deviations(scene: Scene, part: str, only: str = "") -> tuple[int, list[str]]:
    """How many cells were asked, and what is wrong with them; of one route alone, if named."""
    table = {(line.url, line.method): line.answers for line in lines()}
    before, stored, found, cells = fingerprint(), files(), [], 0
    for call in calls(scene):
        if part_of(call.url) != part or only not in ("", call.url):
            continue
        for role in ROLES:
            cells += 1
            with undone():
                found += wrong(scene, call, role, table[call.url, call.method][role], before)
    keeping = (
        "catalog",
        "catalog:p",
        "credit",
        "complaints",
        "service",
        "parts",
        "customers",
        "development",
        "fields",
        "sales",
        "stock",
        "purchasing",
        "targets",
        "warranty",
    )  # imports, templates, prints, papers: the content stays till swept
    if files() != stored and part not in keeping:
        found.append("a file was left behind")
    return cells, found


def wrong(scene: Scene, call: Call, role: str, expected: int, before: dict) -> list[str]:
    """What is wrong with one cell."""
    browser, letters, told = scene.browser(role), len(mail.outbox), f"{role}: {call}"
    with writes() as written:
        answer = call.send(browser)
    if answer.status_code != expected:
        return [f"{told} gets {answer.status_code} instead of {expected}"]
    known = role not in OUTSIDE and call.url != "accounts:sign_out"
    if bad := flaws(answer, is_known=known):
        return [f"{told}: {one}" for one in bad]
    denied = is_denied(answer) and (role in OUTSIDE or call.url != "accounts:sign_out")
    if not denied and call.method == "POST":
        return []
    if not denied and written:  # whoever comes again is told the same, and changes no more
        call.send(browser)
    moved = set(changed(before, fingerprint()) if written else ()) - (set() if denied else SEEN)
    moved -= PREPARES.get(call.url, set())
    moved |= {"mail"} if len(mail.outbox) != letters else set()
    return [f"{told} answers {answer.status_code} and changes {sorted(moved)}"] if moved else []


def test_every_route_and_method_has_its_line(scene):
    there = [(call.url, call.method) for call in calls(scene)]
    assert unasked(scene) == [], "tests/matrix/calls.py: say what these are sent"
    assert sorted((line.url, line.method) for line in lines()) == sorted(there)


@pytest.mark.once
@pytest.mark.parametrize("part", PARTS)
def test_everybody_gets_what_the_table_says(scene, part):
    cells, found = deviations(scene, part)
    log.info("%s: %s cells", part, cells)
    assert not found, "\n".join(["", *found])


@pytest.mark.once
def test_a_right_that_opens_by_mistake_is_seen(scene, monkeypatch):
    def everything(user):
        return Customer.objects.all()

    monkeypatch.setattr("maizi.customers.access.visible_customers", everything)
    _, found = deviations(scene, "customers:c", only="customers:customer")
    assert any("meng: GET customers:customer gets 200 instead of 404" in told for told in found)


@pytest.mark.once
def test_a_denial_that_comes_too_late_is_seen(scene, monkeypatch):
    def write_then_ask(allowed: bool) -> None:
        Tag.objects.create(name=str(new_id()))
        if not allowed:
            raise PermissionDenied

    monkeypatch.setattr("maizi.customers.views.people.require", write_then_ask)
    _, found = deviations(scene, "customers", only="customers:unshare")
    assert any("answers 403 and changes ['customers_tag']" in told for told in found)


@pytest.mark.once
def test_nothing_is_done_without_the_token_of_the_page(scene):
    """Every POST of everybody who may, sent from another site (ASVS 3.5.1)."""
    before, asked = fingerprint(), 0
    for call, role in product(calls(scene), ("boss", "admin", "chen")):
        if call.method == "POST" and call.url not in BY_ADDRESS:
            asked += 1
            answer, moved = felt(scene, call, role, before=before, enforce_csrf_checks=True)
            assert answer.status_code == 403, f"{role}: {call}"
            assert moved == [], f"{role}: {call}"
    assert asked > 200


def about_a_customer(scene: Scene) -> list[Call]:
    """The calls whose record is the customer itself, and no part of it that another lacks."""
    return [
        call for call in calls(scene)
        if call.url.startswith("customers:") and f"/{scene.customer.pk}/" in call.path
        and record_of(scene, call.url) is scene.customer and len(ID.findall(call.path)) == 1
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["foreign", "restricted", "pooled", "shared", "expired"])
def test_who_does_not_see_a_customer_gets_404_everywhere(scene, name):
    row, before, hidden = getattr(scene, name), fingerprint(), 0
    inside = [role for role in ROLES if role not in OUTSIDE]
    seeing = {role for role in inside if sees(scene, role, row)}
    for call, role in product(about_a_customer(scene), inside):
        asked = call.about(scene.customer, row)
        answer, moved = felt(scene, asked, role, before=before)
        told = f"{role}: {asked} of {row}"
        assert (answer.status_code == 404) == (role not in seeing), told
        if role not in seeing:
            hidden += 1
            assert row.name not in answer.content.decode(), told
            assert moved == [], told
    log.info("%s: %s hidden cells", name, hidden)
    assert hidden > 40


def sees(scene: Scene, role: str, row: Customer) -> bool:
    return visible_customers(fresh(getattr(scene.house, role))).filter(pk=row.pk).exists()


def test_what_belongs_to_an_unseen_customer_is_unseen(scene):
    """Contacts, follow-ups, requests, shares of somebody else's customer."""
    contact, asked = Contact.objects.create(customer=scene.foreign, name="赵六"), 0
    before = fingerprint()
    for call in calls(scene):
        if f"/contacts/{scene.contact.pk}/" in call.path:
            asked += 1
            asking = call.about(scene.contact, contact)
            answer, moved = felt(scene, asking, "chen", before=before)
            assert answer.status_code == 404, str(call)
            assert moved == [], str(call)
    assert asked > 8
    path = f"/customers/{scene.customer.pk}/collaborators/{scene.share.pk}/end/"
    assert scene.browser("chen").post(path).status_code == 404, "the share is another customer's"


IDS = set("pk owner pool tags contact user unit parent role giver receiver".split())


def strangers(scene: Scene, call: Call, name: str) -> list:
    """Ids that a body may not name there: of nothing, of another kind, of what is out of sight."""
    out_of_sight = {
        "pk": [scene.foreign.pk, scene.restricted.pk], "pool": [scene.north_pool.pk],
        "contact": [scene.away.pk], "owner": [scene.gone.pk], "user": [scene.gone.pk],
        "unit": [scene.closed.pk], "receiver": [scene.gone.pk], "giver": [scene.house.boss.pk],
    }  # fmt: skip
    if call.url.startswith("customers:pool") and name == "unit":
        out_of_sight["unit"] = []  # a closed unit keeps its pool
    return [1, scene.job.pk, "9" * 30, "-1", "1 OR 1=1", *out_of_sight.get(name, [])]


def sender(call: Call) -> str:
    """Somebody who may send the form as it is."""
    is_setting = call.url.startswith("setup:") and "deleg" not in call.url
    if is_setting or call.url.startswith("mail:mailbox"):
        return "admin"
    leads = call.url in ("customers:assign", "customers:give_todos") or "pool" in call.url
    return "lin" if leads else "chen"


def test_no_body_can_name_what_its_sender_may_not_see(scene):
    """Foreign-id injection (S4): each reference of each form, replaced by one it may not hold."""
    scene.away = Contact.objects.create(customer=scene.foreign, name="赵六")
    before, tried = fingerprint(), 0
    forged = [
        (Call(call.url, call.method, call.path, call.body | {name: id_}), name)
        for call in calls(scene) for name in IDS & call.body.keys()
        for id_ in strangers(scene, call, name)
    ]  # fmt: skip
    for call, name in forged:
        tried += 1
        answer, moved = felt(scene, call, sender(call), before=before)
        told = f"{sender(call)}: {call} {name}={call.body[name]}: {answer.status_code}"
        assert answer.status_code in (302, 403, 404, 422), told
        assert moved == [], told
    log.info("%s foreign ids", tried)
    assert tried > 100
