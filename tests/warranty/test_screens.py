"""The screens: one of each, forms that say what is wrong, a constant number of queries."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from maizi.warranty import actions
from maizi.warranty.models import Acceptance, CatalogueRow, Repair, Unit, Verdict
from maizi.warranty.queries import is_confirmed
from maizi.warranty.terms import Right
from tests.house import fresh
from tests.matrix.scene import SEAL
from tests.warranty.conftest import noon

pytestmark = pytest.mark.django_db


def signed(person) -> Client:
    client = Client()
    client.force_login(fresh(person))
    return client


def text_of(answer) -> str:
    return answer.content.decode()


def told(**more) -> dict:
    return {
        "fault": "黑屏", "reported_on": "2026-06-10", "is_performance": "yes",
        "is_model_there": "yes", "is_consumer": "yes", "is_fraud": "no",
    } | more  # fmt: skip


def test_from_a_fault_to_a_repair(shop):
    """The whole way on the screen: ask, see the rights, choose, and the record is there."""
    unit, he = shop.unit(), signed(shop.he)
    assert "平板电视" in text_of(he.get(unit.get_absolute_url()))
    ask = reverse("warranty:ask", args=[unit.pk])
    page = text_of(he.get(ask))
    assert "显示屏" in page and "行驶里程" not in page and "尚未请法律顾问" in page
    answer = he.post(ask, told())
    verdict = Verdict.objects.get()
    assert answer.headers["Location"] == verdict.get_absolute_url()
    page = text_of(he.get(verdict.get_absolute_url()))
    assert "免费修理" in page and "第 8 条" in page and "记录客户的选择" in page
    choose = reverse("warranty:choose", args=[verdict.pk])
    assert he.post(choose, {"right": "repair", "chosen_by": ""}).status_code == 422
    he.post(choose, {"right": "repair", "chosen_by": "王芳", "repairer": "售后服务部"})
    row = Repair.objects.get()
    page = text_of(he.get(verdict.get_absolute_url()))
    assert row.no in page and "记录客户的选择" not in page
    assert row.no in text_of(he.get(unit.get_absolute_url()))
    assert he.get(row.get_absolute_url()).status_code == 200


def test_evidence_goes_with_the_claim(shop):
    unit, he = shop.unit(), signed(shop.he)
    ask = reverse("warranty:ask", args=[unit.pk])
    answer = he.post(ask, told(exclusions=["misuse"]))
    assert answer.status_code == 422 and "要有证据" in text_of(answer)
    photo = SimpleUploadedFile("进水.png", SEAL)
    he.post(ask, told(exclusions=["misuse"], evidence=photo))
    page = text_of(he.get(Verdict.objects.get().get_absolute_url()))
    assert "收费修理" in page and "进水.png" in page


def test_goods_without_a_record(shop):
    he, address = signed(shop.he), reverse("warranty:ask_free")
    assert he.get(address).status_code == 200
    more = {"product": shop.tv.pk, "invoiced_on": "2026-06-05", "price_yuan": "4,999.00",
            "has_voucher": "no", "is_distance": "no", "is_grave": "no", "is_returnable": "yes",
            "needs_assembly": "no"}  # fmt: skip
    he.post(address, told(**more))
    verdict = Verdict.objects.get()
    assert verdict.unit is None and verdict.options[0]["refund"] == "4999.00"
    assert he.get(verdict.get_absolute_url()).status_code == 200


def test_a_repair_on_the_screen(shop):
    """F-38: taken in, overlap refused at its field, fetched."""
    unit, wu = shop.unit(), signed(shop.wu)
    address = reverse("warranty:mend", args=[unit.pk])
    given = {"fault": "黑屏", "fault_code": "黑屏", "repairer": "售后", "is_authorised": "on",
             "handed_in_at": "2026-03-02T10:00", "ready_at": "2026-03-06T10:00",
             "assembly": "other", "safety": "none", "delay": "none",
             "uncounted_hours": "0"}  # fmt: skip
    assert wu.get(address).status_code == 200
    assert wu.post(address, given).status_code == 302
    row = Repair.objects.get()
    unit.refresh_from_db()
    assert unit.covered_until == date(2027, 1, 14) and row.created_by == shop.wu
    again = wu.post(address, given | {"handed_in_at": "2026-03-04T10:00"})
    assert again.status_code == 422 and row.no in text_of(again)
    edit = reverse("warranty:repair_edit", args=[row.pk])
    assert wu.post(edit, given | {"picked_up_at": "2026-03-08T10:00"}).status_code == 302
    late = wu.post(edit, given | {"picked_up_at": "2026-03-01T10:00"})
    assert late.status_code == 422 and "另登一条维修记录" in text_of(late)


def test_a_receipt_on_the_screen(shop):
    unit, wu = shop.unit(), signed(shop.wu)
    address = reverse("warranty:accept", args=[unit.pk])
    given = {"units": [unit.pk], "works": "通电", "result": "正常", "instructor": "吴小涵",
             "signed_by": "王芳", "signature": "", "accepted_at": "2026-01-19T10:00"}  # fmt: skip
    assert wu.get(address).status_code == 200
    assert "还没有签字" in text_of(wu.post(address, given))
    image = SimpleUploadedFile("s.png", SEAL)
    assert wu.post(address, given | {"image": image}).status_code == 302
    row = Acceptance.objects.get()
    page = text_of(wu.get(row.get_absolute_url()))
    assert unit.serial in page and "s.png" in page and "2026-01-19" in page


def test_an_exchange_on_the_screen(shop):
    """F-37: the new piece, and a stamp page to print."""
    unit, he = shop.unit(), signed(shop.he)
    address = reverse("warranty:exchange", args=[unit.pk])
    assert he.get(address).status_code == 200
    assert he.post(address, {"serial": unit.serial, "on": "2026-05-06"}).status_code == 422
    he.post(address, {"serial": "N-9", "on": "2026-05-06"})
    fresh_unit = Unit.objects.get(serial="N-9")
    page = text_of(he.get(fresh_unit.get_absolute_url()))
    assert unit.serial in page and "换货日期" in page
    assert "N-9" in text_of(he.get(unit.get_absolute_url()))
    prints = text_of(he.get(reverse("fields:prints", args=["warranty.unit", fresh_unit.pk])))
    assert "换货戳记页" in prints and "三包凭证" in prints
    he.post(reverse("warranty:take_back", args=[fresh_unit.pk]))
    fresh_unit.refresh_from_db()
    assert fresh_unit.state == "returned"


def test_a_label_leads_to_the_piece(shop):
    unit, he = shop.unit(), signed(shop.he)
    assert unit.serial in text_of(he.get(reverse("warranty:label", args=[unit.pk])))
    code = he.get(reverse("warranty:qr", args=[unit.pk]))
    assert code.headers["Content-Type"] == "image/svg+xml"
    scan = he.get(reverse("warranty:scanned", args=[unit.code]))
    assert scan.headers["Location"] == unit.get_absolute_url()
    assert he.get(reverse("warranty:scanned", args=["nothing"])).status_code == 404


def test_pieces_are_found(shop):
    """By serial, by the end of the telephone number, by the customer."""
    unit, he = shop.unit(serial="TV-2026-88"), signed(shop.he)
    find = reverse("warranty:find")
    for typed in ("TV-2026-88", "2026-88", "5678"):
        assert he.get(find, {"q": typed}).headers.get("Location") == unit.get_absolute_url(), typed
    shop.unit()
    assert "有多个结果" in text_of(he.get(find, {"q": "5678"}))
    assert "没有找到" in text_of(he.get(find, {"q": "zzzz"}))


def test_who_sees_which_pieces(shop):
    """Sellers those of their customers, the service all, others none."""
    own, other = shop.unit(), shop.unit(customer=shop.house.customer("别家", shop.house.meng))
    chen = signed(shop.chen)
    assert chen.get(own.get_absolute_url()).status_code == 200
    assert chen.get(other.get_absolute_url()).status_code == 404
    assert signed(shop.wu).get(other.get_absolute_url()).status_code == 200
    assert signed(shop.house.auditor).get(own.get_absolute_url()).status_code == 404
    assert chen.get(reverse("warranty:mend", args=[own.pk])).status_code == 403


def test_a_new_piece_on_the_screen(shop):
    he = signed(shop.he)
    address = reverse("warranty:unit_new")
    page = text_of(he.get(address, {"customer": shop.customer.pk}))
    assert shop.customer.name in page
    given = {"serial": " T 9 ", "product": shop.tv.pk, "customer": shop.customer.pk,
             "invoiced_on": "2026-01-10", "bundled": "alone"}  # fmt: skip
    assert he.post(address, given).status_code == 302
    assert Unit.objects.get().serial == "T9"
    assert "已经建档" in text_of(he.post(address, given))


@pytest.mark.parametrize("name", ["unit", "repair", "verdict", "acceptance", "cataloguerow"])
def test_lists(shop, name, django_assert_max_num_queries):
    """One row or three: the same number of queries."""
    he = signed(shop.he)

    def row() -> None:
        unit = shop.unit()
        shop.repair(unit, date(2026, 2, 2))
        shop.asked(unit, date(2026, 6, 10))
        if unit.acceptance_id is None:
            at = noon(date(2026, 1, 19))
            actions.accept([unit], actions.Signed("a", "b", "c", "d", "e", at=at), by=shop.he)

    row()
    address = reverse(f"warranty:{name}_list") + "?view=all"
    counts = []
    for _turn in range(2):
        he.get(address)
        with django_assert_max_num_queries(60) as asked:
            assert he.get(address).status_code == 200
        counts.append(len(asked))
        row(), row()
    assert counts[0] == counts[1]


def test_the_customer_page_shows_pieces(shop):
    unit, chen = shop.unit(contract_months=240), signed(shop.chen)
    page = text_of(chen.get(shop.customer.get_absolute_url()))
    assert "1 台设备，1 台在保" in page
    tab = reverse("customers:tab", args=[shop.customer.pk, "warranty-units"])
    assert unit.serial in text_of(chen.get(tab))


def test_the_catalogue_on_the_screen(shop):
    """F-31: versions; the reminder until counsel confirmed."""
    he, boss = signed(shop.he), signed(shop.boss)
    row = CatalogueRow.objects.get(code="flat_tv")
    page = text_of(he.get(row.get_absolute_url()))
    assert "新版本" in page and "显示屏" in page
    version = reverse("warranty:catalogue_version", args=[row.pk])
    assert "flat_tv" in text_of(he.get(version))
    given = {"name": row.name, "code": row.code, "kind": row.kind, "since_on": "2027-01-01",
             "months": "11", "part_months": "36", "parts": row.parts, "rate_percent": "0.1",
             "start_rule": row.start_rule, "is_verified": "on", "is_active": "on"}  # fmt: skip
    refused = he.post(version, given)
    assert refused.status_code == 422 and "法定至少 12" in text_of(refused)
    assert he.post(version, given | {"months": "24"}).status_code == 302
    listed = reverse("warranty:cataloguerow_list")
    confirm = reverse("warranty:catalogue_confirm")
    assert "尚未请法律顾问" in text_of(he.get(listed))
    assert he.get(confirm).status_code == 200 and he.post(confirm).status_code == 403
    assert boss.post(confirm, {"words": "于法务 2026-11-20"}).status_code == 302
    assert is_confirmed() and "尚未请法律顾问" not in text_of(he.get(listed))


def test_the_sales_return_shows_what_is_kept(shop):
    unit = shop.sold("S-1")
    jan = date(2026, 1, 10)
    Unit.objects.filter(pk=unit.pk).update(sold_on=jan, starts_on=jan, invoiced_on=jan)
    verdict = shop.asked(Unit.objects.get(pk=unit.pk), date(2026, 1, 20))
    verdict = actions.choose(verdict, right=Right.RETURN, by=shop.he, chosen_by="王芳")
    assert verdict.sales_return.kept_yuan == Decimal("49.99")
    page = text_of(signed(shop.boss).get(verdict.sales_return.get_absolute_url()))
    assert "49.99" in page and "第 13 条" in page


def test_a_camera_reads_a_label_or_a_plate(shop):
    """The address on a label finds the piece on whatever host it was printed; so does a serial."""
    unit, he = shop.unit(serial="TV-2026-88"), signed(shop.he)
    label = (
        f"https://service.a-long-name-of-a-company.example.com.cn/crm/warranty/scan/{unit.code}/"
    )
    find, named = reverse("warranty:find"), reverse("warranty:named")
    assert he.get(find, {"q": label}).headers["Location"] == unit.get_absolute_url()
    assert "没有找到" in text_of(he.get(find, {"q": label.replace(unit.code, "A" * 16)}))
    assert he.get(named, {"code": label}).json() == {"serial": "TV-2026-88"}
    assert he.get(named, {"code": " SN 7 "}).json() == {"serial": "SN 7"}
    assert he.get(named, {"code": label.replace(unit.code, "A" * 16)}).status_code == 404
    assert he.get(named).status_code == 404


def test_a_label_of_a_piece_out_of_sight_says_nothing(shop):
    """Whoever may not see the piece learns no serial from its label."""
    unit = shop.unit(serial="TV-2026-88")
    meng = signed(shop.house.meng)
    label = f"https://crm.example/warranty/scan/{unit.code}/"
    assert meng.get(reverse("warranty:named"), {"code": label}).status_code == 404
    assert "没有找到" in text_of(meng.get(reverse("warranty:find"), {"q": label}))
