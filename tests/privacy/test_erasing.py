"""After a deletion no table knows the person, and the books are right (PIPL 47)."""

import os
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone

from maizi.customers.actions import Wish, ask_for_access, merge, unmerge
from maizi.customers.models import (
    Activity,
    BadValue,
    Contact,
    Customer,
    ImportantDay,
    Merge,
    ProfileValue,
    Relation,
)
from maizi.files.actions import attach, store, sweep
from maizi.files.models import StoredFile
from maizi.files.terms import Purpose as FilePurpose
from maizi.history.actions import record, recorded
from maizi.history.models import HistoryEntry
from maizi.history.queries import flaws
from maizi.inbox import actions as inbox
from maizi.jobs.models import Job
from maizi.kernel.errors import Refused
from maizi.kit.models import ImportPart, ImportRun
from maizi.privacy import actions
from maizi.privacy.actions import Asked
from maizi.privacy.queries import may_contact
from maizi.privacy.terms import RequestKind, Way
from maizi.search.actions import forget_next
from tests.house import fresh
from tests.matrix import WORDS
from tests.privacy.conftest import MAIL, MATE, MOBILE, NAME

KNOWN_BY = (
    NAME,
    MOBILE,
    MAIL,
    MATE,
    "13711112222",
    "138 7766 5544",
    "武当",
    "桃花岛",
    "太极拳",
    "13655554444",
    "张君宝",
    "与郭襄",
)


def dump() -> str:
    """Every row of every table as text; Chinese in JSON is read as Chinese."""
    told = []
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            if table != WORDS:
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                told += [f"{table}: {[_read(v) for v in row]}" for row in cursor.fetchall()]
    text = "\n".join(told)
    return text + text.encode("utf-8", "replace").decode("unicode_escape", "replace")


def _read(value: object) -> object:
    """Bytes too are looked through: the full-text index keeps its words in them."""
    is_bytes = isinstance(value, bytes | memoryview)
    return bytes(value).decode("utf-8", "replace") if is_bytes else value


def found_in(text: str) -> list[str]:
    return [f"{one}: {line[:160]}" for one in KNOWN_BY for line in text.split("\n") if one in line]


def became_one(case) -> None:
    """Another record of his became part of this one; what the archive keeps beside both."""
    twin = case.other("张君宝", "13655554444")
    Relation.objects.create(first=case.row, second=case.house.customer("郭襄武馆"),
                            type="partner", note="与郭襄有旧")  # fmt: skip
    for row, about in ((case.row, "养生"), (twin, "健身")):
        ProfileValue.objects.create(
            customer=row, attribute=f"hobby_{row.pk % 7}", text=f"太极拳，{about}",
            collected_on=case.said.at, collector=case.chen, changed_at=case.said.at,
        )  # fmt: skip
    ImportantDay.objects.create(customer=twin, kind="other", on="1960-04-09", title="收徒",
                                note="太极拳馆开张", created_by=case.chen)  # fmt: skip
    BadValue.objects.create(customer=twin, field="mobile", value="13655554444", fault="dead_phone",
                            by=case.chen, at=case.said.at)  # fmt: skip
    record(case.row, verb="change", by=case.chen, changes={"profile.hobby": ["", "太极拳"]})
    merge(Wish([case.row.pk, twin.pk], case.row.pk), by=fresh(case.house.boss))


@pytest.fixture
def request_(case):
    """A deletion asked for and verified, after everybody wrote about him everywhere."""
    house = case.house
    file = store(ContentFile(b"%PDF-1.4 zhang", name=f"{NAME}身份证.pdf"), by=case.chen,
                 purpose=FilePurpose.ATTACHMENT)  # fmt: skip
    attach(file, case.row, by=case.chen)
    inbox.notify(to=[house.chen], event="inbox.todo_due", title=f"{NAME}生日", about=case.row)
    inbox.ask(owner=house.chen, source="care.days", title=f"给{NAME}打电话 {MOBILE}",
              about=case.row)  # fmt: skip
    ask_for_access(case.row, f"{NAME}找过我", by=fresh(house.meng))
    run = ImportRun.objects.create(kind="customer", file=file, name="名单.csv", by=house.chen,
                                   created_at=case.said.at)  # fmt: skip
    ImportPart.objects.create(run=run, phase="store", first_row=1, last_row=9,
                              refused=[[3, [["手机", f"{NAME} {MOBILE} 已存在", {}]]]])  # fmt: skip
    case.agree(note=f"{NAME}当面签字")
    became_one(case)
    asked = Asked(request_kind=RequestKind.DELETION, requester=NAME, reach=MOBILE,
                  relation="self", text=f"请删除{NAME}的信息")  # fmt: skip
    row = actions.receive_request(asked, by=fresh(case.officer), subject=case.row)
    return actions.verify_request(row, how="回拨登记的手机", by=fresh(case.officer))


def test_every_trace_is_there_before(case, request_):
    """The control: without the deletion the dump tells everything."""
    text = dump()
    assert all(one in text for one in KNOWN_BY)


def test_no_table_knows_the_person_and_the_books_are_right(case, request_):
    before = (Customer.objects.count(), Contact.objects.count(), Activity.objects.count())
    other = case.house.customer("王伟", mobile="13900001111", party_type="individual")
    actions.fulfil_request(request_, answer="已删除您的个人信息。", by=fresh(case.officer))
    is_first = True
    while forget_next(is_first=is_first):  # what the job search.forget does
        is_first = False
    assert Job.objects.filter(kind="search.forget").exists()
    assert found_in(dump()) == []
    assert (Customer.objects.count() - 1, Contact.objects.count(), Activity.objects.count()) == (
        before
    )  # fmt: skip
    assert list(flaws()) == []
    assert Customer.objects.get(pk=other.pk).mobile == "13900001111"
    assert "说下周付款" in Activity.objects.get(pk=case.said.pk).content
    assert StoredFile.objects.get(size_bytes=14).dropped_at
    assert HistoryEntry.objects.filter(verb="erase", object_id=case.row.pk).exists()
    with pytest.raises(Refused, match="不能撤销"):
        unmerge(Merge.objects.get(), by=fresh(case.house.boss))


@pytest.mark.parametrize("is_shared", [False, True])
def test_the_content_of_his_papers_goes_with_its_last_owner(case, request_, settings, is_shared):
    """By the sweep that the erasure asks for; one that somebody else uploaded too stays for him."""
    his = StoredFile.objects.get(size_bytes=14)
    other = his
    if is_shared:
        other = store(ContentFile(b"%PDF-1.4 zhang", name="范本.pdf"), by=case.chen,
                      purpose=FilePurpose.ATTACHMENT)  # fmt: skip
        attach(other, case.house.customer("王伟"), by=case.chen)
    actions.fulfil_request(request_, answer="已删除。", by=fresh(case.officer))
    assert Job.objects.filter(kind="files.sweep").exists()
    place = settings.FILES_ROOT / his.sha256[:2] / his.sha256[2:4] / his.sha256
    two_days_ago = (timezone.now() - timedelta(days=2)).timestamp()
    os.utime(place, (two_days_ago, two_days_ago))
    sweep()
    assert place.exists() == is_shared == (StoredFile.objects.get(pk=other.pk).dropped_at is None)


def test_the_history_of_others_is_left_alone(case, request_):
    other = case.house.customer("王伟", mobile="13900001111")
    with recorded(other, by=case.chen, reason="改电话"):
        other.mobile = "13900002222"
        other.save()
    actions.fulfil_request(request_, answer="已删除。", by=fresh(case.officer))
    entry = HistoryEntry.objects.filter(object_id=other.pk).get()
    assert entry.changes["mobile"] == ["13900001111", "13900002222"]
    assert not entry.is_erased


def test_a_number_that_was_deleted_stays_unreachable(case, request_):
    """Imported again, he is still nobody's to call."""
    actions.fulfil_request(request_, answer="已删除。", by=fresh(case.officer))
    again = case.house.customer("张先生", mobile=MOBILE, party_type="individual")
    ruling = may_contact(again, Way.CALL, "service", now=request_.received_at)
    assert ruling.is_allowed  # the wish is younger than this moment
    assert may_contact(again, Way.CALL, "service", now=timezone.now()).code == "stopped"


def test_what_is_held_back_stays(case, request_):
    actions.hold_back(case.row, reason="诉讼中", by=fresh(case.officer))
    with pytest.raises(Refused, match="诉讼中"):
        actions.fulfil_request(request_, answer="已删除。", by=fresh(case.officer))
    assert Customer.objects.get(pk=case.row.pk).name == NAME
