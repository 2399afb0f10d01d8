"""Texts that want to run, in every field, on every page that shows them: none does (TRUST S7)."""

import logging
import re
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.template import engines
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maizi.accounts.actions import create_role, create_unit
from maizi.accounts.models import Delegation, Role, User
from maizi.customers import actions
from maizi.customers.models import Activity, Address, Contact, Customer, Tag
from maizi.customers.pages import CUSTOMERS, IMPORTS
from maizi.history.actions import recorded
from maizi.kit.imports import flow
from maizi.kit.models import SavedView
from maizi.kit.pages import save
from tests.browser.payloads import PAYLOADS
from tests.customers.importing import lead
from tests.house import fresh

log = logging.getLogger(__name__)
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEXTS = (
    "short_name legal_representative street channel_detail usc_reason job_title employer wechat"
).split()
COLUMNS = "name,short_name,legal_representative,street,channel_detail,note,website,wechat,tags"
FULL = 6  # customers whose long texts hold every payload between them

RAN = re.compile(r"https?://([^/?]*xss-ran|[^/?]+/xss-ran)")
# What a text may not have become: code, an address that is code, a frame.
GREW = """() => [...document.querySelectorAll('*')].flatMap(e => [
  ...[...e.attributes].filter(a => /^on|^hx-on|^data-hx-on/.test(a.name)).map(a => a.name),
  ...['href','src','action','data'].filter(n =>
    /^\\s*(java\\s*script|data:text)/i.test(e.getAttribute(n) || '')),
  ...(/^(iframe|object|embed|base|marquee|math)$/i.test(e.tagName) ? [e.tagName] : []),
  ...(e.tagName == 'SCRIPT' && !e.src ? ['script'] : []),
])"""
WATCH = """window.broken = []; document.addEventListener('securitypolicyviolation',
  e => window.broken.push(e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sourceFile))"""


def part(number: int) -> str:
    """The payloads that one of the FULL customers holds in its long texts."""
    return " ".join(PAYLOADS[number::FULL])


class Poisoned:
    """The house with a payload in every text field of every kind of record."""

    def __init__(self, house):
        self.house, self.full = house, []
        today = timezone.localdate()
        for number, payload in enumerate(PAYLOADS):
            self._customer(number, payload)
            Tag.objects.create(name=payload[:20], group=f"{number} {payload}"[:20])
            name = f"{number}{payload}"[:60]
            unit = create_unit(name, by=None, parent=house.nanjing, level="team")
            role = Role(code=f"r{number}", name=name, note=payload[:300])
            create_role(role, by=None)
            User.objects.create(username=f"u{number}", name=payload[:40], unit=unit,
                                job_title=payload[:40])  # fmt: skip
            SavedView.objects.create(kind="customers.customer", owner=house.boss,
                                     name=f"{number}{payload}"[:30])  # fmt: skip
        for payload in PAYLOADS:
            Delegation.objects.create(giver=house.boss, receiver=house.admin, starts_on=today,
                                      ends_on=today, reason=payload)  # fmt: skip
        cells = [f'"{p.replace(chr(34), "")}"' for p in PAYLOADS if p.isprintable()]
        header = ",".join(["客户名称", *cells[:8]])
        told = "\n".join([header, *(f"{cell},1,2,3,4,5,6,7,8" for cell in cells)])
        sheet = ContentFile(told.encode(), name="<img src=x onerror=alert(7)>.csv")
        self.run = flow.begin(IMPORTS, sheet, by=fresh(house.boss), in_place=True)
        told = "\n".join(["客户名称,手机", *(f"{cell},{cell}" for cell in cells)])
        self.checked = lead(told, by=fresh(house.boss)).check().run

    def _customer(self, number: int, payload: str) -> None:
        row = Customer(owner=self.house.boss, name=f"{number}{payload}"[:120])
        for name in TEXTS:
            setattr(row, name, payload[: row._meta.get_field(name).max_length])
        row.website = ["javascript:alert(7)", f'https://x/"{payload}'[:200]][number % 2]
        row.note = part(number % FULL)
        boss = fresh(self.house.boss)
        with recorded(row, "create", by=boss, reason=payload):
            actions.save_customer(row, "create", by=boss, leave=actions.Leave(is_confirmed=True))
        contact = Contact(customer=row, name=f"{number}{payload}"[:40], note=payload[:200])
        contact.department = contact.job_title = contact.wechat = payload[:40]
        actions.save_contact(contact, by=boss)
        if number < FULL:
            self.full.append(row)
            said = Activity(customer=row, content=part(number), at=timezone.now(), contact=contact,
                            result=payload[:200], next_step=payload[:200])  # fmt: skip
            actions.log_activity(said, by=boss)
            place = Address(customer=row, street=payload, receiver=payload[:40])
            actions.save_address(place, by=boss)
            row.refresh_from_db()
            row.name = f"改名 {payload}"[:120]
            save(CUSTOMERS, row=row, verb="change", by=boss, reason=payload)
            actions.ask_for_access(row, payload[:200], by=fresh(self.house.meng))

    def pages(self):
        """(who, address) of every page that shows some of it."""
        lists = reverse("customers:customer_list")
        yield from (("boss", path) for path in [
            f"{lists}?bare=1&cols={COLUMNS}", f"{lists}?bare=1&cols={COLUMNS}&group=owner",
            "/", reverse("customers:contact_list"), reverse("customers:tag_list"),
            reverse("customers:pool_list"), reverse("customers:requests"),
            reverse("customers:imports"), reverse("customers:customer_new"),
            reverse("customers:imports_map", args=[self.run.pk]),
            reverse("customers:imports_run", args=[self.checked.pk]),
            reverse("customers:imports_grid", args=[self.checked.pk]),
            reverse("accounts:security"), reverse("setup:jobs"), reverse("setup:delegations"),
        ])  # fmt: skip
        for row in self.full:
            pages = "customer customer_edit customer_history customer_print sight share new_contact"
            for page in pages.split():
                yield "boss", reverse(f"customers:{page}", args=[row.pk])
        for payload in PAYLOADS[::6]:
            yield "boss", f"{reverse('desk:search')}?q={quote(payload)}"
            yield "boss", f"{lists}?bare=1&q={quote(payload)}&f=name.has.{quote(payload)}"
            yield "boss", f"/no/such/{quote(payload, safe='')}/?next={quote(payload)}"
        person = User.objects.get(username="u3")
        for page in "units people roles history sign_ins delegations unit_new person_new".split():
            yield "admin", reverse(f"setup:{page}")
        yield "admin", reverse("setup:person", args=[person.pk])
        yield "admin", reverse("setup:unit", args=[person.unit_id])
        yield "admin", reverse("setup:role", args=[Role.objects.get(code="r3").pk])


@pytest.fixture
def look(browser, live_server):
    """A function that opens a page as somebody and tells what ran or grew there."""
    contexts, found = {}, []

    def context_of(person: User):
        client = Client(HTTP_USER_AGENT="<script>alert(7)</script>")
        client.force_login(person)
        made = browser.new_context(base_url=live_server.url)
        name = settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": live_server.url}
        made.add_cookies([cookie])
        made.add_init_script(WATCH)
        page = made.new_page()
        page.on("dialog", lambda d: (found.append(f"dialog {d.message}"), d.dismiss()))
        page.on("request", lambda r: RAN.match(r.url) and found.append(f"asked for {r.url}"))
        page.on("pageerror", lambda e: found.append(f"error {e}"))
        return page

    def look(person: User, path: str) -> list[str]:
        page = contexts.setdefault(person.username, None) or context_of(person)
        contexts[person.username] = page
        answer = page.goto(path)
        page.wait_for_timeout(50)
        told = [*found, *page.evaluate("() => window.broken"), *page.evaluate(GREW)]
        found.clear()
        return told + ([f"status {answer.status}"] if answer.status >= 500 else [])

    yield look
    for page in contexts.values():
        page.context.close()


def test_no_text_runs_anywhere(open_house, look):
    assert len(set(PAYLOADS)) >= 60
    poisoned, seen, wrong = Poisoned(open_house), 0, []
    for who, path in poisoned.pages():
        seen += 1
        wrong += [f"{path[:80]}: {told}" for told in look(getattr(open_house, who), path)]
    log.info("%s payloads, %s pages", len(PAYLOADS), seen)
    assert seen > 90
    assert not wrong, "\n".join(["", *sorted(set(wrong))])


def test_a_page_that_does_not_escape_is_seen(open_house, look, monkeypatch):
    """The control: the same eyes on a page that prints a name as it is."""
    row = Customer(owner=open_house.boss, name="<svg onload=alert(7)>")
    save(CUSTOMERS, row=row, verb="create", by=fresh(open_house.boss))
    asked = engines["jinja2"]._env
    monkeypatch.setattr(asked, "autoescape", False)
    monkeypatch.setattr(asked, "folder", None)
    monkeypatch.setattr(asked, "tongues", {})
    monkeypatch.setattr(asked, "cache", {})
    told = look(open_house.boss, reverse("customers:customer", args=[row.pk]))
    assert "onload" in told and any("script-src" in one for one in told), told
