"""Batches, lawful basis, cards typed from pictures, appraisal (A-10 … A-14)."""

import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from maizi.customers import actions
from maizi.customers.models import CollectionBatch, CollectionSource, Contact, Customer
from maizi.customers.rules.collecting import read_rating
from maizi.kernel.errors import Refused
from maizi.kit.pages import save
from tests.customers.importing import lead
from tests.house import fresh

pytestmark = pytest.mark.django_db


def picture(shade: int) -> SimpleUploadedFile:
    """A grey picture of a few points, as PNG."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + check

    head = struct.pack(">IIBBBBB", 8, 5, 8, 0, 0, 0, 0)
    body = zlib.compress((b"\0" + bytes([shade]) * 8) * 5)
    parts = chunk(b"IHDR", head), chunk(b"IDAT", body), chunk(b"IEND", b"")
    content = b"\x89PNG\r\n\x1a\n" + b"".join(parts)
    return SimpleUploadedFile(f"名片{shade}.png", content, "image/png")


def made(name: str, by, **values) -> Customer:
    from maizi.customers.pages import CUSTOMERS

    row = Customer(name=name, **values)
    save(CUSTOMERS, row=row, verb="create", by=fresh(by))
    return row


def batch_of(by, **values) -> CollectionBatch:
    from maizi.customers.pages import BATCHES

    given = {"title": "五金展", "kind": "photos", "channel": "exhibition",
             "collected_on": timezone.localdate()}  # fmt: skip
    row = CollectionBatch(**given | values)
    save(BATCHES, row=row, verb="create", by=fresh(by))
    return row


def test_a10_what_somebody_types_falls_into_his_batch_of_the_month(house):
    one, two = (
        made("甲公司", house.chen, channel="exhibition"),
        made("乙公司", house.chen, channel="exhibition"),
    )
    other = made("丙公司", house.chen, channel="telephone")
    assert one.batch == two.batch != other.batch
    assert (one.batch.collector, one.batch.channel) == (house.chen, "exhibition")


def test_a10_an_import_is_a_batch(house):
    lead(
        "客户名称,手机\n甲公司,13800138000\n乙公司,13800138001\n", by=fresh(house.lin)
    ).check().bring()
    batch = CollectionBatch.objects.get(kind="sheet")
    assert set(batch.customers.values_list("name", flat=True)) == {"甲公司", "乙公司"}


def test_a10_a_source_of_the_companys_own_brings_its_channel(house):
    source = CollectionSource.objects.create(channel="exhibition", name="2026 五金展")
    assert made("甲公司", house.chen, source=source).channel == "exhibition"


def test_a13_personal_data_from_a_competitor_need_a_basis(house):
    with pytest.raises(Refused) as refusal:
        made("王伟", house.chen, channel="competitor", party_type="individual")
    assert refusal.value.field == "lawful_basis"
    with pytest.raises(Refused):
        made("甲公司", house.chen, channel="competitor", mobile="13800138000")
    made("乙公司", house.chen, channel="competitor")
    made("王伟", house.chen, channel="competitor", party_type="individual",
         lawful_basis="published")  # fmt: skip
    with pytest.raises(Refused):
        batch_of(house.chen, channel="competitor")


def test_a13_a_sheet_is_no_way_round(house):
    sheet = (
        "客户名称,手机,客户来源,合法依据\n甲公司,13800138000,竞争对手,\n"
        "乙公司,13800138001,竞争对手,本人同意\n"
    )
    found = lead(sheet, by=fresh(house.lin)).check()
    assert (found.run.to_add, found.run.refused) == (1, 1)


def test_a14_a_judged_batch_files_its_records(house):
    rows = [made(name, house.chen, channel="exhibition") for name in ("甲公司", "乙公司")]
    batch = rows[0].batch
    found = actions.appraise_batch(batch, rating=read_rating("4", "3", "direct"), by=house.lin)
    assert (found.suggestion, found.decision, found.content) == ("filed", "filed", "poor")
    assert set(Customer.objects.values_list("filing", flat=True)) == {"filed"}
    late = made("丙公司", house.chen, channel="exhibition")
    assert late.batch == batch and late.filing == "pending"
    batch.refresh_from_db()
    assert batch.filing == "pending"  # what comes later waits for a look of its own
    with pytest.raises(Refused) as refusal:
        actions.appraise_customer(
            late, rating=read_rating("1", "1", "none"), by=house.lin, chosen="filed"
        )
    assert refusal.value.field == "reason"
    actions.appraise_customer(
        late, rating=read_rating("1", "1", "none"), by=house.lin, chosen="filed", reason="老板认识"
    )
    late.refresh_from_db()
    assert late.filing == "filed"


def test_a14_the_worklist_asks_decides_and_is_empty(client, house):
    row = made("甲公司", house.chen, channel="telephone")
    client.force_login(house.lin)
    address = reverse("customers:appraisal")
    assert row.batch.title in client.get(address).content.decode()
    body = {"credibility": "2", "usefulness": "4", "relevance": "direct"}
    client.post(reverse("customers:appraise_batch", args=[row.batch_id]), body)
    row.refresh_from_db()
    assert row.filing == "verify"
    client.get(address)
    text = client.get(address).content.decode()
    assert row.batch.title not in text and "甲公司" in text
    client.post(reverse("customers:appraise_customer", args=[row.pk]), body | {"credibility": "5"})
    row.refresh_from_db()
    assert row.filing == "filed"
    client.force_login(house.chen)
    assert client.get(address).status_code == 403


def test_cards_are_typed_one_after_the_other(client, house):
    batch = batch_of(house.chen)
    client.force_login(house.chen)
    upload = {"photos": [picture(10), picture(20), picture(10)]}
    client.post(reverse("customers:batch_photos", args=[batch.pk]), upload)
    one, two = batch.cards.all()  # the same picture twice is once
    shown = client.get(reverse("customers:card_picture", args=[one.pk]))
    assert shown.headers["Content-Type"] == "image/png" and b"".join(shown.streaming_content)
    body = {"name": "南京华宁机电有限公司", "contact_name": "王芳", "mobile": "138 0013 8000"}
    answer = client.post(reverse("customers:card", args=[one.pk]), body)
    assert answer.headers["Location"] == reverse("customers:card", args=[two.pk])
    row = Customer.objects.get()
    assert (row.owner, row.batch, row.channel) == (house.chen, batch, "exhibition")
    assert Contact.objects.get(customer=row).mobile == "13800138000"
    twin = client.post(reverse("customers:card", args=[two.pk]), body | {"contact_name": "李强"})
    assert twin.status_code == 422 and "只把这个人加到" in twin.content.decode()
    client.post(
        reverse("customers:card_join", args=[two.pk]),
        body | {"contact_name": "李强", "mobile": "", "customer": row.pk},
    )
    assert set(row.contacts.values_list("name", flat=True)) == {"王芳", "李强"}
    assert Customer.objects.count() == 1
    again = client.post(reverse("customers:card", args=[one.pk]), body)
    assert again.status_code == 422
    assert [c.state for c in batch.cards.all()] == ["typed", "typed"]


def test_a_card_without_a_company_is_a_person_and_a_wrong_number_stays_typed(client, house):
    batch = batch_of(house.chen)
    actions.add_photos(batch, [picture(30)], by=house.chen)
    card, address = batch.cards.get(), None
    address = reverse("customers:card", args=[card.pk])
    client.force_login(house.chen)
    wrong = client.post(address, {"contact_name": "王芳", "mobile": "12012345678"})
    assert wrong.status_code == 422 and "12012345678" in wrong.content.decode()
    assert client.post(address, {"mobile": "13800138000"}).status_code == 422
    assert not Customer.objects.exists()
    client.post(address, {"contact_name": "王芳", "mobile": "13800138000"})
    assert Customer.objects.get().party_type == "individual"


def test_pictures_only_and_not_too_many(house, monkeypatch):
    batch = batch_of(house.chen)
    with pytest.raises(Refused):
        actions.add_photos(batch, [SimpleUploadedFile("x.txt", b"hello")], by=house.chen)
    with pytest.raises(Refused, match="先选择"):
        actions.add_photos(batch, [], by=house.chen)
    monkeypatch.setattr("maizi.customers.actions.collecting.MOST_AT_ONCE", 1)
    with pytest.raises(Refused, match="一次最多上传"):
        actions.add_photos(batch, [picture(1), picture(2)], by=house.chen)


def test_cards_of_others_are_not_seen(client, house):
    batch = batch_of(house.chen)
    actions.add_photos(batch, [picture(40)], by=house.chen)
    card = batch.cards.get()
    client.force_login(house.meng)
    for name in ("card", "card_picture"):
        assert client.get(reverse(f"customers:{name}", args=[card.pk])).status_code == 404
    assert client.get(batch.get_absolute_url()).status_code == 404
