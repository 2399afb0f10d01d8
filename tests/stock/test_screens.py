"""The screens of stock: what they show to whom, what was typed is never lost."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from maizi.stock import actions
from maizi.stock.models import Bin, ReorderPoint, StockCount, StockDocument
from maizi.stock.pages import IMPORTS
from maizi.stock.terms import MovementKind
from maizi.stock.views.entry import BY_HAND
from tests.customers.importing import lead
from tests.house import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client, store):
    client.force_login(store.house.boss)
    return client


def text(answer) -> str:
    return answer.content.decode()


def row(**values) -> dict:
    names = ("product", "quantity", "unit", "price", "batch", "expires_on", "serials", "status",
             "to_status", "side", "note")  # fmt: skip
    return {name: [values.get(name, "")] for name in names}


def head(store, **values) -> dict:
    return {"warehouse": store.main.pk, "on": timezone.localdate().isoformat(), "partner": "",
            "note": "", "token": "", **values}  # fmt: skip


def test_a_card_shows_every_movement_and_costs_only_to_whom_may_see_them(boss, store):
    store.post("purchase_in", store.line(100, "10"), on=3, partner="杭州滤清器厂")
    store.post("sales_out", store.line(60), on=1)
    store.post("transfer", store.line(5), other=store.other)
    shown = text(boss.get(reverse("stock:card", args=[store.filter.pk])))
    for words in ("采购入库", "杭州滤清器厂", "销售出库", "调拨", "1,000.00", "结存单价", "郑州仓"):
        assert words in shown, words
    boss.force_login(store.house.chen)
    shown = text(boss.get(reverse("stock:card", args=[store.filter.pk])))
    assert "销售出库" in shown and "1,000.00" not in shown and "结存单价" not in shown
    account = store.account(warehouse=store.other)
    assert "郑州仓" in text(boss.get(reverse("stock:stockaccount", args=[account.pk])))


def test_the_list_and_its_columns(boss, store):
    store.post("purchase_in", store.line(100, "10"))
    shown = text(boss.get(reverse("stock:stockaccount_list")))
    assert "空气滤芯" in shown and "总仓" in shown and "1,000.00" in shown
    boss.force_login(store.house.chen)
    assert "1,000.00" not in text(boss.get(reverse("stock:stockaccount_list")))


@pytest.mark.parametrize("kind", [k.value for k in BY_HAND])
def test_every_form_opens(boss, store, kind):
    shown = text(boss.get(reverse("stock:entry", args=[kind])))
    assert MovementKind(kind).chinese in shown and 'name="serials"' in shown


def test_a_document_is_typed_and_posted(boss, store):
    body = head(store, partner="样品间") | row(
        product=store.filter.pk, quantity="1,000", price="12.5", note="期中补录"
    )
    answer = boss.post(reverse("stock:entry", args=["other_in"]), body)
    document = StockDocument.objects.get()
    assert answer.headers["Location"] == document.get_absolute_url()
    shown = text(boss.get(document.get_absolute_url()))
    for words in (document.no, "其他入库", "样品间", "12,500.00", "期中补录"):
        assert words in shown, words
    assert "仓管签字" in text(boss.get(reverse("stock:stockdocument_print", args=[document.pk])))
    answer = boss.post(reverse("stock:reverse", args=[document.pk]), {"reason": "录错"})
    assert answer.status_code == 302 and store.account().quantity == 0


def test_a_refusal_keeps_what_was_typed(boss, store):
    body = head(store) | row(product=store.filter.pk, quantity="3", note="给客户试用")
    answer = boss.post(reverse("stock:entry", args=["other_out"]), body)
    assert answer.status_code == 422
    for words in ("只有 0 个，不够 3 个", "给客户试用", "空气滤芯"):
        assert words in text(answer), words
    answer = boss.post(reverse("stock:entry", args=["other_out"]), head(store) | row())
    assert answer.status_code == 422 and "还没有明细" in text(answer)
    body = head(store) | row(product=store.filter.pk, quantity="三个")
    answer = boss.post(reverse("stock:entry", args=["other_out"]), body)
    assert answer.status_code == 422 and "数量不是数字" in text(answer) and "三个" in text(answer)
    answer = boss.post(reverse("stock:entry", args=["transfer"]), body | {"other": ""})
    assert answer.status_code == 422 and not StockDocument.objects.exists()


def test_a_scanned_code_finds_its_product(boss, store):
    store.post("purchase_in", store.line(4, "10"))
    found = boss.get(reverse("stock:find"), {"code": store.filter.no}).json()["found"]
    assert found[0]["name"] == "空气滤芯" and found[0]["free"] == "4"
    assert boss.get(reverse("stock:find"), {"code": "没有"}).json()["found"] == []


def test_a_count_from_freeze_to_posting(boss, store):
    store.post("purchase_in", store.line(10, "10"))
    assert boss.post(reverse("stock:count_new"), {"warehouse": ""}).status_code == 422
    boss.post(reverse("stock:count_new"), {"warehouse": store.main.pk})
    count = StockCount.objects.get()
    line = count.lines.get()
    answer = boss.post(count.get_absolute_url(), {f"found-{line.pk}": "九"})
    assert answer.status_code == 422 and "不是数字" in text(answer) and "九" in text(answer)
    boss.post(count.get_absolute_url(), {f"found-{line.pk}": "9", f"note-{line.pk}": "破一个"})
    shown = text(boss.get(count.get_absolute_url() + "?only=different"))
    assert "破一个" in shown and "-1" in shown
    assert "盘点表" in text(boss.get(reverse("stock:stockcount_print", args=[count.pk])))
    answer = boss.post(reverse("stock:count_submit", args=[count.pk]), {"reason": ""})
    assert answer.status_code == 422
    boss.post(reverse("stock:count_submit", args=[count.pk]), {"reason": "破损"})
    assert store.account().quantity == 9


def test_a_blind_count_hides_the_books(boss, store):
    store.post("purchase_in", store.line(1234, "10"))
    count = actions.start_count(store.main, by=store.boss, is_blind=True)
    assert "1,234" not in text(boss.get(count.get_absolute_url()))


def test_bins_points_and_closing(boss, store):
    boss.post(reverse("stock:bin_add", args=[store.main.pk]), {"code": "a-01"})
    row_ = Bin.objects.get()
    assert row_.code == "A-01"
    assert "A-01" in text(boss.get(store.main.get_absolute_url()))
    boss.post(reverse("stock:bin_remove", args=[row_.pk]))
    assert not Bin.objects.exists()
    point = {"product": store.filter.pk, "least": "10", "fill_to": "5"}
    answer = boss.post(reverse("stock:point_set"), point)
    assert answer.status_code == 422 and "不能小于补货点" in text(answer)
    assert "空气滤芯" in text(answer)
    boss.post(reverse("stock:point_set"), point | {"fill_to": "50"})
    shown = text(boss.get(reverse("stock:reorder")))
    assert "空气滤芯" in shown and "50" in shown
    boss.post(reverse("stock:point_remove", args=[ReorderPoint.objects.get().pk]))
    today = timezone.localdate()
    answer = boss.post(reverse("stock:closing"), {"day": today.isoformat()})
    assert answer.status_code == 422 and "只能结到昨天" in text(answer)
    boss.post(reverse("stock:closing"), {"day": f"{today.year - 1}-12-31"})
    assert f"{today.year - 1}-12-31" in text(boss.get(reverse("stock:closing")))
    boss.post(reverse("stock:reopen"), {"reason": "补录"})
    assert "还没有结过账" in text(boss.get(reverse("stock:closing")))


def test_reports_of_any_day(boss, store):
    store.post("purchase_in", store.line(100, "10"), on=200)
    store.post("purchase_in", store.line(10, "7", product=store.machine), warehouse=store.other)
    address = reverse("stock:report")
    for by, words in (
        ("warehouse", "郑州仓"), ("category", "配件"), ("product", "螺杆空压机"), ("slow", "200"),
    ):  # fmt: skip
        assert words in text(boss.get(address, {"by": by})), by
    assert "螺杆空压机" not in text(boss.get(address, {"by": "slow"}))
    day = (timezone.localdate().replace(day=1)).isoformat()
    assert "郑州仓</a>" not in text(boss.get(address, {"on": "2020-01-01"})), day
    sheet = boss.post(reverse("stock:report_sheet"), {"by": "product"})
    assert b"".join(sheet.streaming_content)[:2] == b"PK"
    boss.force_login(store.house.chen)
    assert "1,000.00" not in text(boss.get(address))
    assert boss.post(reverse("stock:report_sheet"), {"by": "product"}).status_code == 403


def test_a_piece_tells_where_it_has_been(boss, store):
    store.post("purchase_in", store.line(2, "7", product=store.pump, serials=("SN-1", "SN-2")))
    store.post("sales_out", store.line(1, product=store.pump, serials=("SN-1",)), partner="华宁")
    address = reverse("stock:serials")
    shown = text(boss.get(address, {"no": "SN-1"}))
    assert "已出库" in shown and "华宁" in shown
    assert "多个结果" in text(boss.get(address, {"no": "SN"}))
    assert "没有找到" in text(boss.get(address, {"no": "X"}))


def test_pages_ask_the_same_number_of_questions_however_much_there_is(boss, store):
    def asked(address) -> int:
        with CaptureQueriesContext(connection) as found:
            assert boss.get(address).status_code == 200
        return len(found)

    store.post("purchase_in", store.line(10, "10"), store.line(3, "5", product=store.machine))
    document = store.post("sales_out", store.line(1))
    actions.set_point(store.filter, least=Decimal(99), fill_to=Decimal(200), by=store.boss)
    pages = [reverse("stock:stockaccount_list"), reverse("stock:stockdocument_list"),
             reverse("stock:card", args=[store.filter.pk]), reverse("stock:reorder"),
             reverse("stock:report") + "?by=category", document.get_absolute_url()]  # fmt: skip
    before = [asked(page) for page in pages]
    for n in range(3):
        more = store.product(f"备件 {n}", category=store.parts)
        store.post("purchase_in", store.line(3, "5", product=more), store.line(1, "4"))
        actions.set_point(more, least=Decimal(9), fill_to=Decimal(20), by=store.boss)
    assert [asked(page) for page in pages] == before


def test_opening_stock_comes_in_from_a_sheet(store):
    sheet = (
        "货号,品名,仓库,库存数量,成本价,批号,SN\n"
        f"{store.filter.no},空气滤芯,总仓,100,10,,\n"
        f"{store.oil.no},,W2,5,200,B1,\n"
        f",隔膜泵,总仓,2,700,,S1 S2\n"
        f",隔膜泵,总仓,1,700,,S1\n"
        "没有的,,总仓,1,1,,\n"
        f"{store.filter.no},,没有的仓,1,1,,\n"
        f"{store.filter.no},,总仓,-1,1,,\n"
    )
    led = lead(sheet, by=store.boss, kind=IMPORTS, name="期初.csv").check().bring()
    assert led.counts() == (3, 0, 0, 4), led.told()
    told = "\n".join(led.told())
    for words in ("没有编号或条码是“没有的”", "没有仓库“没有的仓”", "不能是负数", "“S1”已经在库"):
        assert words in told, words
    assert store.account().value_yuan == 1000
    assert store.account(store.oil, store.other).quantity == 5
    assert store.account(store.pump).value_yuan == 1400
    store.post("sales_out", store.line(1))
    led.undo()
    assert store.account(store.oil, store.other).quantity == 0
    assert store.account().quantity == 99 and fresh(store.boss).is_active
