"""Every field has a data class, and what is masked for somebody reaches him nowhere (TRUST S6)."""

import io
import logging
import zipfile

import pytest
from django.apps import apps
from django.urls import reverse

from maizi.accounts.models import Appointment, Role
from maizi.customers import actions
from maizi.customers.models import Activity, Address, Contact, Customer
from maizi.customers.pages import CUSTOMERS
from maizi.fields.actions import change_parameter
from maizi.kernel.privacy import DataClass, FieldGroup, data_class_of, group_of
from maizi.kit.pages import save
from tests.house import fresh
from tests.matrix.calls import calls
from tests.matrix.scene import Scene, undone

log = logging.getLogger(__name__)
OURS = [model for app in apps.get_app_configs() if app.name.startswith("maizi.")
        for model in app.get_models()]  # fmt: skip
FIELDS = [(model, field) for model in OURS
          for field in [*model._meta.concrete_fields, *model._meta.many_to_many]]  # fmt: skip
# What reaches a person, by the name of the field; sort of mask it needs.
REACHES = {"mobile": "phone", "phone": "phone", "email": "email", "wechat": "text",
           "street": "text", "receiver": "text"}  # fmt: skip
PRIVATE = {"gender", "birthday", "employer"}

OLD = "13712340009"
SECRETS = {
    "mobile": "13912340011", "phone": "025-58881234", "email": "wangfang.secret@example.com",
    "wechat": "wxid_secret77", "street": "文化路八十八号院三单元",
}  # fmt: skip
OF_CONTACT = SECRETS | {"mobile": "13912340022", "email": "lihua.secret@example.com"}
HIDDEN = {OLD, *SECRETS.values(), *OF_CONTACT.values(), "13912340033", "02558881234"}


@pytest.mark.once
@pytest.mark.parametrize(("model", "field"), FIELDS, ids=lambda value: getattr(value, "name", ""))
def test_every_field_has_a_data_class(model, field):
    assert data_class_of(model, field) in DataClass
    if field.name in REACHES and not field.is_relation:
        assert data_class_of(model, field) in (DataClass.PERSONAL, DataClass.SENSITIVE)
        assert group_of(model, field) == FieldGroup.CONTACT
        assert field.mask == REACHES[field.name]
    if field.name in PRIVATE:
        assert group_of(model, field) == FieldGroup.FAMILY


@pytest.mark.once
def test_a_field_without_a_class_is_an_error():
    class Undecided:
        name = "salary"

    with pytest.raises(LookupError):
        data_class_of(Undecided, Undecided())


class Watched:
    """The scene with secrets in it, and people who may not read them."""

    def __init__(self, scene: Scene):
        self.scene, house = scene, scene.house
        self.row = self._full(scene.customer, by=fresh(house.chen))
        self.pooled = scene.pooled
        Customer.objects.filter(pk=self.pooled.pk).update(**SECRETS | {"mobile": "13912340033"})
        Contact.objects.create(customer=self.pooled, name="赵六", **_of(Contact, OF_CONTACT))
        Activity.objects.create(customer=self.pooled, author=house.chen, content=f"电话 {OLD}",
                                at="2026-01-05T10:00Z")  # fmt: skip
        actions.assign([self.pooled], house.xu, by=fresh(house.boss))
        actions.release([self.pooled], house.pool, by=fresh(house.boss), reason="离职")
        change_parameter("export.free_contact_rows", given=["1000"], by=fresh(house.admin),
                         reason="这里的导出不必审批")  # fmt: skip
        everything = "read add change export tags".split()
        self.masked = self._person("masked", everything, contact="masked", family="masked")
        self.blind = self._person("blind", everything)
        self.reader = self._person("reader", everything, contact="read", family="read")
        self.supervisor = house.person("super", "孙主管", house.east, "service_supervisor")

    def _full(self, row: Customer, *, by) -> Customer:
        """A customer with every secret, changed once so that the history knows the old ones too."""
        row.mobile = OLD
        save(CUSTOMERS, row=row, verb="change", by=by)
        for name, value in SECRETS.items():
            setattr(row, name, value)
        save(CUSTOMERS, row=row, verb="change", by=by)
        contact = Contact(customer=row, name="王芳", **_of(Contact, OF_CONTACT))
        actions.save_contact(contact, by=by)
        self.scene.contact = contact
        actions.save_address(
            Address(customer=row, street=SECRETS["street"], mobile="13912340022"), by=by
        )
        return row

    def _person(self, username: str, verbs: list[str], **fields: str):
        role = Role.objects.create(
            code=username, name=username, scope="all", grants={"customer": verbs},
            field_access={"basic": "write", **fields},
        )  # fmt: skip
        person = self.scene.house.person(username, username, self.scene.house.hq, "salesperson")
        Appointment.objects.filter(user=person).update(role=role)
        return person

    def browser(self, person):
        made = self.scene.browser("anonymous")
        made.force_login(person)
        return made


def _of(model, values: dict) -> dict:
    names = {field.name for field in model._meta.concrete_fields}
    return {name: value for name, value in values.items() if name in names}


@pytest.fixture
def watched(scene) -> Watched:
    return Watched(scene)


COLUMNS = "cols=name,mobile,phone,email,wechat,street,last_contact_text,note,birthday"


def texts_of(answer) -> str:
    """Everything a response brings, workbooks unpacked."""
    raw = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if raw[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(raw)) as book:
            raw = b"\n".join(book.read(name) for name in book.namelist())
    return raw.decode("utf-8", "replace")


def channels(watched: Watched, row: Customer, *, in_parts: bool = False):
    """Every way in which something of a customer comes out, as (name, function of a browser).

    Most parts are blocks of the page's own template: they are asked `in_parts` of one role alone.
    """
    for call in calls(watched.scene):
        path = call.path.replace(f"/{watched.row.pk}/", f"/{row.pk}/")
        if call.method == "GET":
            yield call.url, lambda b, path=path: b.get(path)
        if call.method == "GET" and in_parts:
            yield (
                f"{call.url} part",
                lambda b, path=path: b.get(path, headers={"HX-Request": "true"}),
            )
    lists, edit = (
        reverse("customers:customer_list"),
        reverse("customers:customer_edit", args=[row.pk]),
    )
    for name in ("list", "export"):
        asked = f"{reverse(f'customers:customer_{name}')}?{COLUMNS}"
        yield f"{name} of all columns", lambda b, asked=asked: b.get(asked)
    for name in ("mobile", "phone", "email"):
        cell = reverse("customers:customer_cell", args=[row.pk, name])
        yield f"cell {name}", lambda b, cell=cell: b.get(cell)
        yield f"cell {name} refused", lambda b, cell=cell: b.post(cell, {"x": "call me"})
    for ending in ("csv", "xlsx"):
        for kind in ("customer", "contact"):
            asked = f"{reverse(f'customers:{kind}_export')}?{COLUMNS}"
            given = {"reason": "月报", "format": ending, "contacts": "on"}
            yield f"{kind} {ending}", lambda b, a=asked, g=given: b.post(a, g)
    yield "form refused", lambda b: b.post(edit, {"name": ""})
    yield (
        "duplicate told",
        lambda b: b.post(
            reverse("customers:customer_new"),
            {"name": row.name, "party_type": "enterprise", "lifecycle": "suspect"},
        ),
    )
    yield "duplicates", lambda b: b.get(reverse("customers:duplicates"), {"name": row.name})
    yield "suggestions", lambda b: b.get(reverse("desk:suggest"), {"q": row.name[:4]})
    yield "found", lambda b: b.get(reverse("desk:search"), {"q": row.name[:4]})
    yield "listed", lambda b: b.get(lists, {"q": row.name[:4]})


def leaks(watched: Watched, person, row: Customer, *, only=(), **options) -> tuple[int, list[str]]:
    """How many channels (or `only` those named) were looked at, and which let a secret through."""
    found, looked = [], 0
    browser = watched.browser(person)
    asked = (one for one in channels(watched, row, **options) if not only or one[0] in only)
    for name, ask in asked:
        looked += 1
        with undone():
            text = texts_of(ask(browser))
        found += [f"{name}: {secret}" for secret in HIDDEN if secret in text]
    return looked, found


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("who", ["masked", "blind"])
def test_what_is_masked_for_a_role_reaches_it_nowhere(watched, who):
    person = getattr(watched, who)
    looked, found = leaks(watched, person, watched.row, in_parts=who == "masked")
    log.info("%s: %s channels", who, looked)
    assert looked > 150 and not found, "\n".join(["", *found])


@pytest.mark.once
@pytest.mark.django_db
def test_whoever_may_read_reads_it(watched):
    """The control: the same channels, and a role that may."""
    telling = {"customers:customer", "customers:customer_print", "customer csv", "customer xlsx",
               "list of all columns", "customers:customer_history"}  # fmt: skip
    _, found = leaks(watched, watched.reader, watched.row, only=telling)
    assert telling <= {line.rpartition(":")[0] for line in found}


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("who", ["xu", "supervisor"])
def test_a_customer_in_a_pool_keeps_its_secrets_until_it_is_claimed(watched, who):
    """xu may write contacts as a rule; the supervisor may even change the customer."""
    person = watched.supervisor if who == "supervisor" else watched.scene.house.xu
    if who == "supervisor":  # who sees the other customer openly, as he may
        Customer.objects.filter(pk=watched.row.pk).update(is_restricted=True)
    looked, found = leaks(watched, person, watched.pooled, in_parts=who == "xu")
    log.info("%s: %s channels", who, looked)
    assert looked > 150 and not found, "\n".join(["", *found])
    for name in ("mobile", "email"):
        answer = watched.browser(person).post(
            reverse("customers:customer_reveal", args=[watched.pooled.pk, name])
        )
        assert answer.status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["admin", "auditor"])
def test_the_log_tells_no_numbers_to_whom_they_are_masked(watched, who):
    browser = watched.browser(getattr(watched.scene.house, who))
    for asked in ("", "?kind=customers.customer", f"?q={OLD[:7]}", "?verb=change"):
        page = browser.get(reverse("setup:history") + asked)
        assert page.status_code == 200
        assert not [s for s in HIDDEN if s in texts_of(page)], asked
    if who == "auditor":
        for ending in ("csv", "xlsx"):
            given = {"reason": "年度审计", "format": ending}
            answer = browser.post(reverse("setup:history_export"), given)
            text = texts_of(answer)
            assert answer.status_code == 200 and "郑州华宁" in text
            assert not [s for s in HIDDEN if s in text]


@pytest.mark.django_db
@pytest.mark.parametrize("asked", [
    "f=mobile.is.13912340011", "f=mobile.starts.139", "f=mobile.has.0011", "f=email.has.secret",
    "f=phone.lacks.0", "f=street.has.八十八", "f=mobile.empty", "f=mobile.filled",
    "sort=mobile", "sort=-email", "group=mobile",
])  # fmt: skip
def test_nobody_guesses_what_is_masked_by_filter_or_order(watched, asked):
    browser, count = watched.browser(watched.masked), reverse("customers:customer_count")
    everything = browser.get(f"{count}?bare=1").content
    assert int(everything) >= 5
    assert browser.get(f"{count}?bare=1&{asked}").content == everything
    lists = reverse("customers:customer_list")
    plain = texts_of(browser.get(f"{lists}?bare=1&cols=name"))
    assert names_in(texts_of(browser.get(f"{lists}?bare=1&cols=name&{asked}"))) == names_in(plain)


def names_in(text: str) -> list[str]:
    return [c.name for c in sorted(Customer.objects.all(), key=lambda c: text.find(c.name))
            if c.name in text]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["f=mobile.is.13912340033", "f=email.has.secret", "q=0033"])
def test_nobody_guesses_the_number_of_a_customer_in_a_pool(watched, asked):
    browser = watched.browser(watched.scene.house.xu)
    lists = reverse("customers:customer_list")
    assert watched.pooled.no in texts_of(browser.get(f"{lists}?bare=1&cols=no,name"))
    assert watched.pooled.no not in texts_of(browser.get(f"{lists}?bare=1&cols=no,name&{asked}"))
