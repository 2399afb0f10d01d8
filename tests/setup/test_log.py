"""The log: found by every handle, exported with a reason; and why somebody sees a record."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from maizi.accounts import access, actions
from maizi.accounts.models import Appointment
from maizi.customers.access import facts_of, visible_customers
from maizi.customers.models import Collaborator
from maizi.history.actions import record
from maizi.history.models import HistoryEntry
from tests.accounts.conftest import again
from tests.house import fresh

HISTORY = reverse("setup:history")


@pytest.fixture
def reader(client, hire, tree):
    """The browser of an auditor."""
    client.force_login(hire("zhou", ("auditor", tree.hq), name="周清"))
    return client


def words_of(client, **asked):
    """Words of the log page that was asked for."""
    return client.get(HISTORY, asked).content.decode()


def test_the_log_is_found_by_every_handle(reader, hire, tree, admin):
    li = hire("li", name="李雷")
    actions.change_person(li, {"name": "李小雷"}, by=admin, reason="改名证明")
    today = timezone.localdate()
    tomorrow, yesterday = today + timedelta(days=1), today - timedelta(days=1)
    for asked in (
        {"q": "改名"},
        {"q": "李小雷"},
        {"who": "管小理"},
        {"kind": "accounts.user", "verb": "change"},
        {"since": str(yesterday), "q": "改名"},
        {"until": str(tomorrow), "q": "改名"},
    ):
        assert "改名证明" in words_of(reader, **asked), asked
    for asked in (
        {"q": "没有"},
        {"who": "别人"},
        {"kind": "accounts.role", "q": "改名"},
        {"since": str(tomorrow)},
        {"since": "nonsense", "q": "没有"},
        {"request": "nothing"},
    ):
        assert "改名证明" not in words_of(reader, **asked), asked


def test_one_request_is_followed(reader, client, hire, admin):
    li = hire("li", name="李雷")
    client.force_login(admin)
    client.post(reverse("setup:person_deactivate", args=[li.pk]), {"reason": "追踪我"},
                HTTP_X_REQUEST_ID="follow-me-1234")  # fmt: skip
    client.force_login(again(hire("second-auditor", ("auditor", admin.unit))))
    assert "追踪我" in words_of(client, request="follow-me-1234")


def test_the_log_comes_in_pages(reader, admin):
    for number in range(120):
        record(admin, verb="change", by=admin, reason=f"第{number:03}次")
    first = words_of(reader)
    assert "第119次" in first and "第060次" not in first
    after = HistoryEntry.objects.get(reason="第060次").pk
    second = words_of(reader, after=after)
    assert "第059次" in second and "第060次" not in second


def test_passwords_never_reach_the_log(reader, hire, admin):
    li = hire("li")
    password = actions.reset_password(li, by=admin)
    text = words_of(reader)
    assert password not in text and again(li).password not in text


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_an_export_needs_a_reason_and_is_recorded(reader, admin, ending):
    record(admin, verb="change", by=admin, reason="=1+1")
    export = reverse("setup:history_export")
    before = HistoryEntry.objects.count()
    reader.post(export, {"format": ending})
    assert HistoryEntry.objects.count() == before
    answer = reader.post(f"{export}?q=1", {"format": ending, "reason": "年度审计"})
    content = b"".join(answer.streaming_content)
    assert HistoryEntry.objects.first().reason == "年度审计"
    if ending == "csv":
        assert content.startswith("\ufeff".encode()) and "'=1+1" in content.decode()
    else:
        cells = [c.value for row in openpyxl.load_workbook(io.BytesIO(content)).active for c in row]
        assert "管小理" in cells and "=1+1" in [str(c).lstrip("'") for c in cells]


def test_who_may_only_read_does_not_export(client, hire, tree):
    client.force_login(hire("admin2", ("administrator", tree.hq)))
    assert client.get(HISTORY).status_code == 200
    assert client.post(reverse("setup:history_export"), {"reason": "x"}).status_code == 403


def share(house, customer, person, *, until):
    """Let somebody work on a customer until a day."""
    Collaborator.objects.create(
        customer=customer,
        user=person,
        until=until,
        granted_by=house.boss,
        granted_at=timezone.now(),
    )


def cases(house):
    """Customers of every kind of reach."""
    yield house.customer("自有")
    yield house.customer("他人", house.xu)
    yield house.customer("郑州", house.meng)
    yield house.customer("公海", pool=house.pool)
    yield house.customer("受限", is_restricted=True)
    shared = house.customer("协作", house.meng)
    share(house, shared, house.xu, until=timezone.localdate())
    yield shared
    over = house.customer("协作已过", house.meng, is_restricted=True)
    share(house, over, house.chen, until=timezone.localdate() - timedelta(days=2))
    yield over


def test_the_explanation_agrees_with_what_is_really_seen(house):
    privacy = house.person("privacy", "隐私", house.hq, "privacy_officer")
    people = [house.chen, house.xu, house.meng, house.lin, house.boss, house.service, house.admin,
              privacy]  # fmt: skip
    for customer in cases(house):
        for person in people:
            really = visible_customers(fresh(person)).filter(pk=customer.pk).exists()
            told = access.why(fresh(person), facts_of(None, customer.pk), entity="customer")
            assert told.can_see is really, (customer, person, told)
            assert told.reasons if really else told.against


def test_the_page_explains_and_hides_what_the_asker_may_not_see(house, client):
    customer = house.customer("南京云锦")
    page = reverse("setup:why", args=["customer", customer.pk])
    client.force_login(house.xu)
    assert client.get(page).status_code == 404
    client.force_login(house.chen)
    text = client.get(page, {"person": house.xu.pk}).content.decode()
    assert "许晴 看不到" in text and "南京云锦" in text
    assert "他是负责人" in client.get(page).content.decode()
    client.force_login(house.admin)
    text = client.get(page, {"person": house.chen.pk}).content.decode()
    assert "他是负责人" in text and "南京云锦" not in text
    assert client.get(reverse("setup:why", args=["moon", 1])).status_code == 404
    assert client.get(reverse("setup:why", args=["customer", 1])).status_code == 404


def test_an_appointment_explains_itself(house, client):
    customer = house.customer("南京云锦")
    post = Appointment.objects.get(user=house.lin)
    told = access.why(fresh(house.lin), facts_of(None, customer.pk), entity="customer")
    assert told.reasons[0].values["unit"] == post.unit.name
