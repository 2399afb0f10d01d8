"""F-53: filed forms are kept by two keepers at least, each with a copy of his own."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from maizi.accounts.models import Appointment, Role
from maizi.complaints.models import Complaint
from maizi.fields import access, actions, queries
from maizi.fields.access import Document
from maizi.fields.models import FiledCopy, Keeper
from maizi.files.queries import open_stream
from maizi.files.terms import Purpose, Retention
from maizi.history.models import HistoryEntry
from maizi.history.queries import entries_of
from maizi.kernel.errors import Refused
from maizi.warranty.models import Acceptance
from tests.fields.keeping import KIND, Filing, browser, kinds_seen_by, seen_by
from tests.house import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def filing(house) -> Filing:
    return Filing(house)


def test_each_keeper_gets_the_same_form_for_good(filing):
    """F-53: both get a read-only filed copy (PDF/A) with its hash."""
    row = filing.receipt()
    made = filing.filed(row)
    copies = FiledCopy.objects.filter(record=made).select_related("file")
    assert {one.keeper for one in copies} == {filing.first, filing.second}
    assert {one.sha256 for one in copies} == {made.sha256}
    assert len({one.file_id for one in copies} | {made.file_id}) == 3
    for one in copies:
        assert one.file.purpose == Purpose.FILED and one.file.retention == Retention.KEPT
        with open_stream(one.file) as content:
            assert b"<pdfaid:part>2</pdfaid:part>" in content.read()
    told = entries_of(row).first()
    assert told.changes["存档保管方"] == [None, "售后服务部、公司办公室"]


def test_only_forms_with_keepers_are_copied_and_only_when_filed(filing):
    """F-53: no other paper, and no print that is not filed, has a copy."""
    boss = fresh(filing.house.boss)
    actions.print_document(queries.used_templates(KIND)[0], row=filing.receipt(), by=boss)
    card = queries.shipped_templates("customers.customer")[0]
    actions.print_document(card, row=filing.customer, by=boss, is_filed=True)
    assert not FiledCopy.objects.exists()
    with pytest.raises(ValueError, match="maker alone"):
        Document(
            model=Complaint, label="x", visible=None, unmasked=None, context=None, sample={},
            is_makers=True, has_keepers=True,
        )  # fmt: skip


def test_a_retired_keeper_gets_none_and_keeps_what_he_has(filing):
    """F-53: who keeps forms may change; what was filed stays where it was filed."""
    filing.filed()
    actions.retire_keeper(filing.first, by=filing.house.admin)
    actions.retire_keeper(filing.first, by=filing.house.admin)
    filing.filed()
    assert FiledCopy.objects.filter(keeper=filing.first).count() == 1
    assert FiledCopy.objects.filter(keeper=filing.second).count() == 2
    assert access.visible_copies(fresh(filing.head)).count() == 1
    again = actions.add_keeper(filing.desk, by=filing.house.admin)
    assert again == filing.first and again.retired_at is None


def test_a_unit_keeps_forms_once_and_while_it_is_open(filing):
    """F-53: two owners are two units."""
    with pytest.raises(Refused, match="已经是存档保管方"):
        actions.add_keeper(filing.desk, by=filing.house.admin)
    filing.house.nanjing.is_active = False
    with pytest.raises(Refused, match="已停用"):
        actions.add_keeper(filing.house.nanjing, by=filing.house.admin)
    assert Keeper.objects.count() == 2


def test_the_settings_page(filing):
    """F-53: who manages templates sets the keepers; others look or do not."""
    there, admin = reverse("fields:keepers"), browser(filing.house.admin)
    page = admin.get(there).content.decode()
    assert "售后服务部" in page and "不足两个" not in page and there in admin.get("/settings/").text
    answer = admin.post(there, {"unit": filing.desk.pk})
    assert answer.status_code == 422 and "已经是存档保管方" in answer.content.decode()
    assert admin.post(there, {"unit": 5}).status_code == 422
    assert admin.post(there, {"unit": filing.house.east.pk}).status_code == 302
    for keeper in Keeper.objects.exclude(pk=filing.first.pk):
        admin.post(reverse("fields:keeper_retire", args=[keeper.pk]))
    assert "不足两个" in admin.get(there).content.decode()
    for person, status in (
        (filing.house.auditor, 200),
        (filing.head, 403),
        (filing.house.chen, 403),
    ):
        client = browser(person)
        assert client.get(there).status_code == status
        assert client.post(there, {"unit": filing.house.north.pk}).status_code == 403
        end = reverse("fields:keeper_retire", args=[filing.first.pk])
        assert client.post(end).status_code == 403
    filing.first.refresh_from_db()
    assert filing.first.retired_at is None


def test_without_keepers_filing_works_and_the_page_warns(filing):
    """F-53: nothing is set before the company sets it; filing works, and the page warns."""
    Keeper.objects.all().delete()
    page = browser(filing.house.admin).get(reverse("fields:keepers")).content.decode()
    assert "还没有存档保管方" in page and "不足两个" in page
    row = filing.receipt()
    assert filing.filed(row).is_filed and not FiledCopy.objects.exists()
    assert entries_of(row).first().changes["存档保管方"] == [None, None]


def test_the_page_of_prints_says_who_keeps_a_copy(filing):
    """F-53: who printed sees where the form lies, and whether that is enough."""
    row = filing.receipt()
    filing.filed(row)
    boss, there = browser(filing.house.boss), reverse("fields:prints", args=[KIND, row.pk])
    page = boss.get(there).content.decode()
    assert "保管方：售后服务部、公司办公室" in page and "不足两个" not in page
    actions.retire_keeper(filing.first, by=filing.house.admin)
    assert "不足两个" in boss.get(there).content.decode()
    card = reverse("fields:prints", args=["customers.customer", filing.customer.pk])
    assert "不足两个" not in boss.get(card).content.decode(), "no form of service"


def test_who_reads_the_copies_of_a_keeper(filing):
    """F-53: a post in the keeper's unit or below it, in force, whose role grants it."""
    filing.filed()
    house = filing.house
    assert seen_by(filing.head) == {filing.first} and seen_by(filing.clerk) == {filing.second}
    assert seen_by(house.boss) == set(), "above both, in neither"
    assert seen_by(house.admin) == seen_by(house.chen) == set()
    team = house._unit("售后一组", filing.desk, "team")
    below = house.person("below", "于组长", team, "after_sales_head")
    assert seen_by(below) == {filing.first}
    mate = house.person("mate", "同事", filing.desk, "technician")
    assert seen_by(mate) == set(), "in the unit, without the verb"
    Appointment.objects.create(user=mate, role=house.roles["after_sales_head"], unit=house.north)
    assert seen_by(mate) == set(), "the verb comes from a post elsewhere"
    yesterday = timezone.localdate() - timedelta(1)
    Appointment.objects.filter(user=filing.head).update(ends_on=yesterday)
    assert seen_by(filing.head) == set()


def test_a_copy_of_another_keeper_is_not_there(filing):
    """F-53: list, file and check answer 404 or 403 to everybody else."""
    filing.filed()
    own, other = (FiledCopy.objects.get(keeper=one) for one in (filing.first, filing.second))
    head = browser(filing.head)
    page = head.get(reverse("fields:filed")).content.decode()
    assert own.sha256[:12] in page and f"/filed/{other.pk}/" not in page
    answer = head.get(reverse("fields:filed_file", args=[own.pk]))
    assert b"".join(answer.streaming_content).startswith(b"%PDF-1.7")
    assert "attachment" in answer["Content-Disposition"]
    row = Acceptance.objects.get()
    assert entries_of(row).first().verb == "export"
    for name, call in (("fields:filed_file", head.get), ("fields:filed_check", head.post)):
        assert call(reverse(name, args=[other.pk])).status_code == 404
    chen = browser(filing.house.chen)
    assert chen.get(reverse("fields:filed")).status_code == 403
    assert chen.get(reverse("fields:filed_file", args=[own.pk])).status_code == 404
    assert chen.get(f"/files/{own.file_id}/").status_code == 404, "no way around"


def test_what_is_secret_stays_secret_with_the_keeper(filing):
    """F-53, E-10: restricted customers, and complaints about the reader himself."""
    secret = filing.house.customer("机密单位", filing.house.xu, is_restricted=True)
    filing.filed(filing.receipt(secret))
    assert seen_by(filing.head) == set()
    Role.objects.filter(code="after_sales_head").update(
        grants=Role.objects.get(code="after_sales_head").grants
        | {"customer": ["read", "see_restricted"]}
    )
    assert seen_by(filing.head) == {filing.first}
    row = Complaint.objects.create(
        no="TS1", title="态度差", words="骂人", score=0, owner=filing.house.boss,
        complainant="王芳", received_at=timezone.now(), org_unit=filing.house.hq,
        about_person=filing.clerk,
    )  # fmt: skip
    template = queries.used_templates("complaints.complaint")[0]
    actions.print_document(template, row=row, by=fresh(filing.house.boss), is_filed=True)
    forms = FiledCopy.objects.filter(record__kind="complaints.complaint")
    assert forms.filter(keeper=filing.second).exists()
    assert "complaints.complaint" not in kinds_seen_by(filing.clerk)
    assert "complaints.complaint" in kinds_seen_by(filing.head), "not about him"
    Complaint.objects.filter(pk=row.pk).update(is_confidential=True)
    Appointment.objects.filter(user=filing.head).update(scope="self")
    assert "complaints.complaint" not in kinds_seen_by(filing.head), "told to others in confidence"


def place_of(copy: FiledCopy):
    return settings.FILES_ROOT / copy.sha256[:2] / copy.sha256[2:4] / copy.sha256


def test_a_check_finds_what_was_changed_or_lost(filing):
    """F-53: read again and hashed; the answer is plain, and who checked is kept."""
    filing.filed()
    copy = FiledCopy.objects.get(keeper=filing.first)
    head, there = browser(filing.head), reverse("fields:filed_check", args=[copy.pk])
    assert "内容完好" in head.post(there, follow=True).content.decode()
    place = place_of(copy)
    content = place.read_bytes()
    place.write_bytes(content[:-9] + b"x" + content[-8:])
    assert "已损坏或丢失" in head.post(there, follow=True).content.decode()
    place.unlink()
    assert "已损坏或丢失" in head.post(there, follow=True).content.decode()
    lost = head.get(reverse("fields:filed_file", args=[copy.pk]), follow=True)
    assert "不在了" in lost.content.decode()
    told = HistoryEntry.objects.filter(kind=copy._meta.label_lower, object_id=copy.pk)
    results = [one.changes["结果"][1] for one in told.order_by("id")]
    assert results == ["内容完好", "内容已损坏或丢失", "内容已损坏或丢失"]


def test_conditions_and_pages(filing, monkeypatch):
    """F-53: by kind and day, the newest first, older ones behind a link."""
    monkeypatch.setattr("maizi.fields.views.copies.PER_PAGE", 2)
    made = [filing.filed() for _ in range(3)]
    FiledCopy.objects.filter(record=made[0]).update(at=timezone.now() - timedelta(40))
    head, there = browser(filing.head), reverse("fields:filed")
    first = head.get(there).content.decode()
    assert (
        first.count("核对</button>") == 2 and made[2].title in first and made[0].title not in first
    )
    last = FiledCopy.objects.get(record=made[1], keeper=filing.first).pk
    assert f"after={last}" in first
    assert made[0].title in head.get(there, {"after": last}).content.decode()
    today = timezone.localdate()
    assert made[0].title in head.get(there, {"until": str(today - timedelta(30))}).content.decode()
    recent = head.get(there, {"since": today, "kind": KIND}).content.decode()
    assert recent.count("核对</button>") == 2
    assert "没有存档的表单" in head.get(there, {"kind": "service.ticket"}).content.decode()
    wrong = head.get(there, {"since": today, "until": today - timedelta(1), "after": "x"})
    assert wrong.status_code == 200 and "结束日期不能早于开始日期" in wrong.content.decode()


def test_the_list_asks_as_much_for_thirty_as_for_three(filing):
    """F-53: a constant number of queries."""
    made = filing.filed()
    head, there, counts = browser(filing.head), reverse("fields:filed"), []
    head.get(there)
    for more in (2, 27):
        filing.copied(made, more)
        with CaptureQueriesContext(connection) as asked:
            page = head.get(there).content.decode()
        counts.append(len(asked))
    assert page.count("核对</button>") == 30 and counts[0] == counts[1]
