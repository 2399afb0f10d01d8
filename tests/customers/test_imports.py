"""Customers out of sheets: contacts, places, words, duplicates, owners, pools, rights."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from maizi.accounts.models import Appointment
from maizi.customers.models import Contact, Customer, Tag
from maizi.history.models import HistoryEntry
from maizi.history.queries import flaws
from maizi.kernel.errors import Refused
from maizi.kit.imports.terms import ImportState
from tests.customers.importing import SHARED, lead
from tests.house import fresh

pytestmark = pytest.mark.django_db


def stored(*names: str) -> list[tuple]:
    return list(Customer.objects.order_by("id").values_list(*names))


def test_a_company_with_its_people_in_one_sheet(house):
    """Several columns, several rows, and rows that go on below the name."""
    sheet = (
        "公司名称,联系人,手机,联系人2,联系人2手机\n"
        "郑州华宁科技有限公司,张三,13800138000,李四,13900139000\n"
        ",王五,13700137000,,\n"
        "上海美味餐饮公司,赵六,13600136000,,\n"
        "郑州华宁科技有限公司,孙七,13500135000,,\n"
    )
    led = lead(sheet, by=house.lin).check()
    assert (led.run.to_add, led.run.joined, led.run.refused) == (2, 2, 0)
    assert led.bring().counts() == (2, 0, 2, 0)
    people = Contact.objects.order_by("id").values_list("customer__name", "name", "mobile")
    assert list(people) == [
        ("郑州华宁科技有限公司", "张三", "13800138000"),
        ("郑州华宁科技有限公司", "李四", "13900139000"),
        ("郑州华宁科技有限公司", "王五", "13700137000"),
        ("上海美味餐饮公司", "赵六", "13600136000"),
        ("郑州华宁科技有限公司", "孙七", "13500135000"),
    ]
    assert Contact.objects.filter(is_primary=True).count() == 2


def test_places_words_and_capital_are_understood(house):
    sheet = (
        "客户名称,地址,行业,注册资本（万元）,公司规模,客户来源\n"
        "甲公司,广东深圳南山区科技园1号,软件服务,500,100-499人,转介绍\n"
        "乙公司,浦东新区世纪大道8号,没有这种行业,1.5亿,,\n"
    )
    led = lead(sheet, by=house.lin).bring()
    assert stored("province", "city", "district", "street") == [
        ("广东省", "深圳市", "南山区", "科技园1号"),
        ("上海市", "上海市", "浦东新区", "世纪大道8号"),
    ]
    assert stored("industry", "registered_capital_yuan", "staff_size", "channel") == [
        ("software", 5_000_000, "medium", "referral"),
        ("", 150_000_000, "", "import"),
    ]
    assert led.run.warned == 1 and "没有这种行业" in led.told()[0]


def test_each_new_customer_is_numbered_placed_and_recorded(house):
    led = lead("客户名称,手机\n甲公司,13800138000\n", by=house.lin).bring()
    row = Customer.objects.get()
    assert row.no.startswith("C") and row.owner == house.lin and row.org_unit == house.east
    assert (row.import_id, row.created_by, row.name_key) == (led.run.pk, house.lin, "甲公司")
    entry = HistoryEntry.objects.get(kind="customers.customer", object_id=row.pk)
    assert (entry.verb, entry.chain, entry.reason) == ("import", f"import-{led.run.pk}", "客户.csv")
    assert entry.changes["mobile"] == [None, "13800138000"]
    assert not list(flaws())


def test_a_dry_run_writes_nothing(house):
    before = HistoryEntry.objects.filter(kind__startswith="customers.").count()
    lead("客户名称,标签\n甲公司,新标签\n", by=house.lin, make_tags=True).check()
    assert not Customer.objects.exists() and not Tag.objects.exists()
    assert HistoryEntry.objects.filter(kind__startswith="customers.").count() == before


def test_duplicates_in_the_company_block_or_ask(house):
    """A-12: the same code blocks, the same name asks, and what one may not see is masked."""
    house.customer("河南大象集团有限公司", house.meng, usc_code="91110000600037341L")
    house.customer("南京小象有限公司", house.chen, name_key="南京小象")
    sheet = "客户名称,统一社会信用代码\n另一个名字公司,91110000600037341L\n南京小象,\n"
    led = lead(sheet, by=house.lin).check()
    first, second = led.told()
    assert led.run.refused == 2
    assert "河南****公司" in first and "孟飞" in first and "大象" not in first
    assert "南京小象有限公司" in second
    led = lead(sheet, by=house.lin, twins="import").check()
    assert (led.run.to_add, led.run.refused, led.run.warned) == (1, 1, 1)


def test_duplicates_inside_the_file_name_the_row(house):
    """Same code: refused; same person's mobile: refused; namesakes come in with a word (A-12)."""
    sheet = "姓名,手机\n张伟,13800138000\n张伟,13900139000\n李娜,13800138000\n"
    led = lead(sheet, by=house.lin).bring()
    assert led.counts() == (2, 0, 0, 1)
    assert led.told() == [
        "3 ：名称与第 2 行相同或只差“公司”等字样。",
        "4 ：手机号与第 2 行相同。",
    ]
    assert set(stored("party_type")) == {("individual",)}


def test_a_file_sent_twice_brings_nothing_new(house):
    sheet = "客户名称,手机\n甲公司,13800138000\n乙公司,13900139000\n"
    lead(sheet, by=house.lin).bring()
    assert lead(sheet, by=house.lin).bring().counts() == (0, 0, 0, 2)
    assert Customer.objects.count() == 2


def test_straight_into_a_pool_and_to_named_owners(house):
    led = lead("客户名称\n甲公司\n", by=house.lin, pool=house.pool.pk).bring()
    assert stored("pool", "owner") == [(house.pool.pk, None)] and led.counts()[0] == 1
    sheet = "客户名称,负责人,公海\n乙,陈默,\n丙,xu,\n丁,没有这人,\n戊,,华东公海\n己,孟飞,\n"
    led = lead(sheet, by=house.lin).bring()
    assert led.counts() == (3, 0, 0, 2)
    assert stored("owner__name", "pool__name")[1:] == [
        ("陈默", None), ("许晴", None), (None, "华东公海"),
    ]  # fmt: skip
    assert "没有找到在职的同事“没有这人”" in led.told()[0] and "看不到" in led.told()[1]


def test_tags_by_name_are_made_only_when_asked_for(house):
    Tag.objects.create(name="重点")
    led = lead("客户名称,标签\n甲,重点；新的\n", by=house.lin).bring()
    assert list(Customer.objects.get().tags.values_list("name", flat=True)) == ["重点"]
    assert "新的" in led.told()[0]
    lead("客户名称,标签\n乙,重点；新的\n", by=house.lin, make_tags=True).bring()
    assert Tag.objects.filter(customers__name="乙").count() == 2


def test_spoiled_cells_are_refused_with_row_and_column(house):
    rows = "甲,1.38E+10,,\n乙,,91350211M0000XUF46,\n丙,,,2024-02-30\n"
    sheet = f"客户名称,手机,统一社会信用代码,生日\n{rows}"
    led = lead(sheet, by=house.lin).bring()
    assert led.counts() == (0, 0, 0, 3)
    told = led.told()
    assert told[0].startswith("2 手机：") and "1.38E+10" in told[0]
    assert any(text.startswith("3 ：") and "写明原因" in text for text in told)
    assert any(text.startswith("4 生日：") and "不存在" in text for text in told)
    led = lead(sheet, by=house.lin, usc_reason="营业执照上就是这样", bad_cells="leave").bring()
    assert led.counts()[0] == 3
    assert Customer.objects.get(name="乙").usc_reason == "营业执照上就是这样"


def test_only_who_may_import_may_and_only_fields_he_may_write(house):
    with pytest.raises(Refused, match="权限"):
        lead("客户名称\n甲\n", by=house.chen).bring()
    assert not Customer.objects.exists()
    role = house.roles["ka_department_manager"]
    role.field_access = {**role.field_access, "contact": "read"}
    role.save()
    led = lead("客户名称,手机\n甲,13800138000\n", by=fresh(house.lin))
    assert [column["target"] for column in led.run.columns] == ["name", ""]
    assert led.bring().counts()[0] == 1 and stored("mobile") == [("",)]


def test_a_right_lost_on_the_way_stops_the_import(house):
    led = lead("客户名称\n甲\n", by=house.lin)
    Appointment.objects.filter(user=house.lin).delete()
    with pytest.raises(Refused, match="权限"):
        led.bring()
    assert not Customer.objects.exists()


def test_the_number_of_queries_does_not_grow_with_the_rows(house, monkeypatch):
    # One batch, however slow the machine: the pace would cut it into more.
    monkeypatch.setattr("maizi.kit.imports.reading.FEWEST_ROWS", 1_000)

    def sheet(count: int, start: int) -> str:
        rows = (f"公司{start + n},1380013{start + n:04d},张三,重点" for n in range(count))
        return "客户名称,手机,联系人,标签\n" + "\n".join(rows)

    counts = []
    for count, start in ((3, 0), (3, 500), (90, 1000)):
        led = lead(sheet(count, start), by=house.lin)
        with CaptureQueriesContext(connection) as queries:
            led.bring()
        counts.append(len(queries))
        assert led.counts()[0] == count
    assert counts[2] <= counts[1] + 12, counts  # bulk inserts in slices, nothing a row


@pytest.mark.parametrize(
    ("name", "most_refused"),
    [
        ("imports/客户导入模板.xlsx", 0),
        ("imports/salesforce_accountData.csv", 423),
        ("imports/atomic_contacts.csv", 500),
        ("names/stock_basic.csv", 10),
    ],
)
def test_real_files_come_in(house, name, most_refused):
    led = lead(SHARED / name, by=house.lin, bad_cells="leave", twins="import").check()
    dry = (led.run.to_add, led.run.joined, led.run.refused)
    led.bring()
    assert (led.run.added, led.run.joined, led.run.refused) == dry
    assert led.run.added and led.run.refused <= most_refused, led.told()[:5]
    assert sum(dry) == led.run.row_count
    assert led.run.state == ImportState.DONE


def test_every_card_of_the_address_books_comes_in(house):
    for card in sorted((SHARED / "imports/vcards").glob("*.vcf")):
        led = lead(card, by=house.lin, bad_cells="leave", twins="import").bring()
        assert led.run.added + led.run.joined + led.run.refused == led.run.row_count, card.name
    assert Customer.objects.filter(party_type="individual").exists()
