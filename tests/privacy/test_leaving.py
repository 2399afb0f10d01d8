"""What leaves the house: masked, approved, once, with a mark (N-4)."""

import io
import zipfile

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maizi.accounts.access import exports_frozen
from maizi.accounts.actions import freeze_exports, thaw_exports
from maizi.accounts.models import Role, User
from maizi.approvals.actions import agree, reject
from maizi.approvals.models import ApprovalCase
from maizi.history.models import HistoryEntry
from maizi.kernel.errors import Refused
from maizi.privacy import actions
from maizi.privacy.models import ExportRequest
from maizi.privacy.rules import ExportFacts, needs_approval
from tests.house import fresh
from tests.privacy.conftest import MOBILE

FREE = {"free_rows": 1000, "free_contact_rows": 0}
EXPORT = "/customers/export/?cols=name,mobile"


@pytest.mark.parametrize("facts, expected", [
    (ExportFacts(1000, False, False), False),
    (ExportFacts(1001, False, False), True),
    (ExportFacts(1, True, False), True),
    (ExportFacts(0, True, False), False),
    (ExportFacts(1, False, True), True),
])  # fmt: skip
def test_size_and_fields_decide(facts, expected):
    assert needs_approval(facts, **FREE) is expected


@pytest.fixture
def lin(case):
    """The leader of the region, and the browser he works with."""
    browser = Client()
    browser.force_login(case.house.lin)
    return browser


def sent(browser, **given):
    return browser.post(EXPORT, {"reason": "对账", "format": "csv"} | given)


def body(answer) -> str:
    return b"".join(answer).decode()


def test_contact_fields_leave_masked(case, lin):
    text = body(sent(lin))
    assert "138****5544" in text and MOBILE not in text


def test_whole_contacts_wait_for_approval_and_leave_once(case, lin):
    answer = sent(lin, contacts="on")
    assert answer.headers["Location"] == reverse("privacy:exports")
    row = ExportRequest.objects.get()
    assert (row.row_count, row.has_contacts, row.state) == (1, True, "waiting")
    sent(lin, contacts="on")
    assert ExportRequest.objects.count() == 1
    _decide(case, agree)
    grant = {"contacts": "on", "grant": row.pk}
    assert MOBILE in body(sent(lin, **grant))
    assert sent(lin, **grant).status_code in (302, 422)
    assert ExportRequest.objects.get().state == "used"


def test_chosen_rows_are_remembered(case, lin):
    case.other("王伟", "13900001111")
    sent(lin, contacts="on", pk=case.row.pk)
    _decide(case, agree)
    row = ExportRequest.objects.get()
    assert row.picks == [str(case.row.pk)]
    assert f'name="pk" value="{case.row.pk}"' in lin.get(reverse("privacy:exports")).text
    text = body(sent(lin, contacts="on", grant=row.pk, pk=row.picks))
    assert MOBILE in text and "13900001111" not in text


def test_a_grant_fits_nothing_else(case, lin):
    sent(lin, contacts="on")
    _decide(case, agree)
    row = ExportRequest.objects.get()
    case.other("王伟", "13900001111")
    answer = sent(lin, contacts="on", grant=row.pk)
    assert answer.status_code in (302, 422)
    boss = Client()
    boss.force_login(case.house.boss)
    assert sent(boss, contacts="on", grant=row.pk).status_code in (302, 422)
    assert ExportRequest.objects.get().state == "open"


def test_a_grant_is_over_after_a_day(case, lin):
    sent(lin, contacts="on")
    _decide(case, agree)
    ExportRequest.objects.update(expires_at=timezone.now())
    assert sent(lin, contacts="on", grant=ExportRequest.objects.get().pk).status_code != 200


def test_a_rejected_one_is_closed(case, lin):
    sent(lin, contacts="on")
    _decide(case, reject, opinion="没有必要")
    assert ExportRequest.objects.get().state == "closed"


def test_who_is_frozen_takes_nothing(case, lin):
    freeze_exports(case.house.lin, reason="离职交接", by=case.house.admin)
    freeze_exports(case.house.lin, reason="离职交接", by=case.house.admin)
    assert exports_frozen(case.house.lin)
    assert sent(lin).status_code in (302, 422)
    assert HistoryEntry.objects.filter(verb="冻结导出").count() == 1
    thaw_exports(case.house.lin, by=case.house.admin)
    assert sent(lin).status_code == 200
    with pytest.raises(Refused, match="原因"):
        freeze_exports(case.house.lin, reason=" ", by=case.house.admin)


def test_the_mark_is_on_screen_and_in_the_sheet(case, lin):
    assert lin.get(reverse("kit:watermark")).status_code == 403
    role = Role.objects.get(code="ka_department_manager")
    actions.change_safeguard(role, reveals="", has_watermark=True, by=case.house.admin)
    User.objects.filter(pk=case.house.lin.pk).update(mobile="13912345678")
    assert "林悦 5678" in lin.get(reverse("kit:watermark")).text
    assert "watermark" in lin.get("/customers/").text
    content = b"".join(sent(lin, format="xlsx"))
    sheet = openpyxl.load_workbook(io.BytesIO(content))
    assert str(sheet.active["A1"].value).startswith("林悦 5678")
    assert sheet.active["A2"].value == "客户名称"
    assert sheet.properties.creator.startswith("林悦 5678")
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
    assert body(sent(lin)).rstrip().splitlines()[-1].startswith('"林悦 5678')


def test_reveals_are_counted_by_the_parameter_and_the_role(case):
    chen = Client()
    chen.force_login(case.house.chen)
    role = Role.objects.get(code="salesperson")
    actions.change_safeguard(role, reveals="1", has_watermark=False, by=case.house.admin)
    address = f"/customers/{case.row.pk}/reveal/mobile/"
    assert chen.post(address).text == MOBILE
    assert chen.post(address, headers={"Accept": "application/json"}).status_code == 422
    with pytest.raises(Refused, match="1000"):
        actions.change_safeguard(role, reveals="很多", has_watermark=False, by=case.house.admin)


def _decide(case, verb, **given) -> None:
    officer = fresh(case.officer)
    row = ApprovalCase.objects.get()
    verb(row, digest=row.digest, by=officer, **given)
