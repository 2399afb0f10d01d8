"""F-53: the sheet of a ticket, filed by itself for those who keep forms when it is closed."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from maizi.accounts.models import Role
from maizi.fields import actions as fields
from maizi.fields.actions import add_keeper, print_document, try_template
from maizi.fields.models import FiledCopy, PrintRecord
from maizi.history.queries import entries_of
from maizi.jobs.models import Job
from maizi.kernel.events import publish
from maizi.service import actions, queries
from maizi.service.events import TicketClosed
from maizi.service.models import Ticket
from maizi.service.terms import Conduct, Mode
from tests.fields.papers import paragraph, word
from tests.house import fresh
from tests.jobs.conftest import work_off

from .conftest import now

pytestmark = pytest.mark.django_db
KIND = "service.ticket"


@pytest.fixture
def keepers(service):
    return [add_keeper(unit, by=service.house.admin) for unit in (service.unit, service.house.east)]


def closed(service, row=None) -> Ticket:
    row = row or service.restored()
    actions.confirm(row, who="王芳", score=5, by=fresh(service.wu))
    return actions.close(row, by=fresh(service.wu))


def sheets(row) -> list[PrintRecord]:
    return list(PrintRecord.objects.filter(kind=KIND, object_id=row.pk).order_by("id"))


def test_a_closed_ticket_is_filed_once_for_each_keeper(service, keepers):
    """F-53: who closed it files it; the history of the ticket says which units keep a copy."""
    row = closed(service)
    publish(TicketClosed(row.pk))
    assert Job.objects.filter(kind="service.file_sheet").count() == 1
    work_off()
    assert actions.file_sheet(row, by=fresh(service.wu)) is None
    (made,) = sheets(row)
    assert made.is_filed and made.by == service.wu and made.template_name == "售后服务表"
    assert made.is_unmasked, "the complete form"
    copies = FiledCopy.objects.filter(record=made)
    assert {one.keeper for one in copies} == set(keepers)
    assert {one.sha256 for one in copies} == {made.sha256}
    told = entries_of(row).first()
    assert told.verb == "print" and told.changes["存档保管方"][1] == "客户服务部、华东大区"


def test_taken_up_again_it_is_filed_again_when_it_is_closed(service, keepers):
    """F-53: a new version, and only when there is one."""
    row = closed(service)
    work_off()
    actions.reopen(row, reason="又停了", by=fresh(service.wu))
    assert actions.file_sheet(row, by=fresh(service.wu)) is None, "not closed"
    closed(service, service.restored(service.triaged(now(row))))
    work_off()
    first, second = sheets(row)
    assert first.sha256 != second.sha256 and FiledCopy.objects.count() == 4


def test_closed_taken_up_and_closed_before_the_job_came(service, keepers):
    """F-53: two jobs wait, one sheet tells it all."""
    row = closed(service)
    actions.reopen(row, reason="又停了", by=fresh(service.wu))
    closed(service, service.restored(service.triaged(now(row))))
    assert len([job for job in work_off() if job.kind == "service.file_sheet"]) == 2
    assert len(sheets(row)) == 1


def test_nothing_is_filed_where_nobody_keeps_forms(service):
    """F-53: a company that has set no keepers has no paper either."""
    row = closed(service)
    assert not Job.objects.filter(kind="service.file_sheet").exists()
    assert actions.file_sheet(row, by=fresh(service.wu)) is None and sheets(row) == []


def test_the_sheet_says_what_was_asked_promised_and_done(service):
    """F-53, F-14: customer, piece, times, parts, conduct, and who confirmed it."""
    row = service.on_site()
    actions.step(row, verb="work", by=fresh(service.zhao))
    actions.use_part(now(row), product=service.part, quantity=Decimal(2), by=fresh(service.zhao))
    actions.mark_conduct(row, {Conduct.CLEAN: (True, 5)}, by=fresh(service.zhao))
    given = actions.Result(text="更换机油滤芯，试机正常", fault_code="堵塞停机")
    actions.restore(now(row), given, by=fresh(service.zhao))
    row = now(closed(service, now(row)))
    told = queries.SHEET.context(fresh(service.wu), row)
    assert set(told) == set(queries.SHEET.sample)
    assert told["联系电话"] == "13912345678" and told["客户评分"] == "5"
    assert told["确认人"] == told["联系人"] == "王芳" and told["序列号"] == "BK75-0188"
    assert told["工程师"] == "赵技师" and told["受理人"] == "吴小涵"
    assert told["备件"][0]["数量"] == "2" and told["服务规范"][0]["做到"] == "是"
    assert [line["项目"] for line in told["时限"]] == ["首次答复", "到场", "修复"]
    assert all(line["承诺"] and line["实际"] and line["结果"] for line in told["时限"])
    assert try_template(queries.sheet_template(), by=service.wu).startswith(b"%PDF")


def test_it_is_masked_as_its_printer_sees_it(service):
    """F-53, M-4: who may not read numbers does not read them on paper either."""
    row = now(closed(service))
    Role.objects.filter(code="complaint_officer").update(field_access={"basic": "read"})
    told = queries.SHEET.context(fresh(service.wu), row)
    assert "13912345678" not in str(told) and told["联系电话"].endswith("5678")
    assert told["确认人"] != "王芳" and told["联系人"] != "王芳"
    assert queries.SHEET.context(fresh(service.zhao), row)["联系电话"] == "13912345678"


def test_remote_help_and_a_ticket_without_a_piece(service):
    """F-53: what is not known stays empty."""
    row = service.triaged(service.taken(unit=None), mode=Mode.REMOTE)
    actions.restore(row, actions.Result(text="重启后正常"), by=fresh(service.wu))
    told = queries.SHEET.context(fresh(service.wu), now(row))
    assert told["工程师"] == "吴小涵" and told["序列号"] == told["确认时间"] == ""


@pytest.mark.parametrize(("days", "told"), [(0, "保修期内"), (-1, "保修期外")])
def test_it_says_whether_the_piece_was_covered_when_it_ended(service, days, told):
    """F-53: by the day on which the ticket was closed."""
    row = now(closed(service))
    row.unit.covered_until = timezone.localdate() + timedelta(days)
    assert queries.SHEET.context(fresh(service.wu), row)["保修情况"] == told


def test_a_word_document_of_that_name_is_not_what_is_filed(service, keepers):
    """F-53: only PDF/A is filed; the company's own layout takes the place of the shipped one."""
    admin = service.house.admin
    own = ContentFile(word(paragraph("{{工单号}}")), name="表.docx")
    fields.use_template(fields.add_template(own, by=admin, kind=KIND, name="售后服务表"), by=admin)
    row = closed(service)
    work_off()
    assert sheets(row)[0].template_version == 0
    own = ContentFile("# 我们的表\n{{工单号}}".encode(), name="表.txt")
    fields.use_template(fields.add_template(own, by=admin, kind=KIND, name="售后服务表"), by=admin)
    assert queries.sheet_template().version == 2


def test_it_is_printed_from_the_ticket(service, client):
    """F-53: the door is on the ticket's page, and follows the sight of tickets."""
    row = service.taken()
    there = reverse("fields:prints", args=[KIND, row.pk])
    client.force_login(service.wu)
    assert there in client.get(row.get_absolute_url()).content.decode()
    assert client.get(there).status_code == 200
    client.force_login(service.qian)
    assert client.get(there).status_code == 404
    made = print_document(queries.sheet_template(), row=row, by=fresh(service.wu))
    assert not made.is_filed
