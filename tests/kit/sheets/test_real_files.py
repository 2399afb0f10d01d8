"""Files made by other people and programs, with the shapes their collection's README names."""

import csv

import pytest

from maizi.kit.sheets.open import open_sheet

pytestmark = pytest.mark.once

# file: format, rows, columns, encoding, a few headers
WORKBOOKS = {
    "trade/示例 - 超市.xls": ("xls", 10_000, 20, ("行 ID", "客户 ID", "客户名称", "利润")),
    "trade/PYTHON-RFM实战数据.xlsx": ("xlsx", 28_833, 9, ("品牌名称", "买家昵称", "付款日期")),
    "trade/非洲通讯产品销售数据.xlsx": ("xlsx", 1_056, 7, ("日期", "国家", "利润")),
    "trade/catering_dish_profit.xls": ("xls", 10, 3, ("菜品ID", "菜品名", "盈利")),
    "trade/consumption_data.xls": ("xls", 940, 4, ("Id", "R", "F", "M")),
    "credit/bankloan.xls": ("xls", 700, 9, ("年龄", "违约")),
    "complaints/附件1.xlsx": ("xlsx", 517, 3, ("一级分类", "二级分类", "三级分类")),
    "complaints/附件2.xlsx": ("xlsx", 495, 6, ("留言编号", "一级分类")),
    "complaints/附件3.xlsx": ("xlsx", 30, 7, ("留言编号", "点赞数", "反对数")),
    "complaints/附件4.xlsx": ("xlsx", 120, 7, ("留言编号", "答复意见", "答复时间")),
    "names/Chinese_Family_Name（1k）.xlsx": ("xlsx", 1_074, 2, ("NameB", "TF")),
    "imports/客户导入模板.xlsx": ("xlsx", 3, 10, ("名称", "联系人", "电话", "备注")),
}
TEXTS = {
    "names/stock_basic.csv": (4_347, 5, "gb18030", ("第 1 列", "TS代码", "股票代码", "行业")),
    "names/areas.csv": (2_978, 4, "utf-8", ("code", "name", "cityCode", "provinceCode")),
    "names/cities.csv": (342, 3, "utf-8", ("code", "name", "provinceCode")),
    "names/provinces.csv": (31, 2, "utf-8", ("code", "name")),
    "names/uscc_valid.txt": (200, 1, "utf-8", ("第 1 列",)),
    "trade/catering_sale.csv": (201, 2, "gb18030", ("日期", "销量")),
    "trade/SalsePersonData.csv": (160, 5, "utf-8", ("??", "????", "?? (2)", "???? (2)", "???")),
    "trade/SalseData.csv": (1_056, 7, "cp1252", ("??", "????", "???")),
    "trade/rfm_orders.csv": (4_906, 6, "utf-8", ("customer_id", "order_date", "email")),
    "trade/rfm_customers.csv": (39_999, 8, "utf-8", ("customer_id", "revenue", "email")),
    "trade/CDNOW_master.txt": (69_659, 4, "utf-8", ("customer_id", "date", "dollar_value")),
    "trade/CDNOW_sample.txt": (6_919, 5, "utf-8", ("第 1 列", "第 5 列")),
    "credit/germancredit.csv": (1_000, 21, "utf-8", ("credit.amount", "purpose")),
    "complaints/waimai_10k.csv": (11_987, 2, "utf-8", ("label", "review")),
    "survey/mobi.csv": (250, 24, "utf-8", ("CUEX1", "PERV2")),
    "survey/HBAT.csv": (100, 14, "utf-8", ("ID", "X6", "X18")),
    "survey/bfi.csv": (2_800, 28, "utf-8", ("A1", "gender", "age")),
    "calls/calls.csv": (27_716, 1, "utf-8", ("calls",)),
    "parts/carparts.csv": (51, 2_674, "utf-8", ("21029627",)),
    "dedupe/febrl1.csv": (1_000, 11, "utf-8", ("rec_id", "given_name", "soc_sec_id")),
    "imports/atomic_contacts.csv": (500, 24, "utf-8", ("first_name", "company_name")),
    "imports/salesforce_accountData.csv": (423, 38, "cp1252", ("ID", "NAME", "INDUSTRY")),
    "imports/salesforce_opportunityData.csv": (38, 31, "utf-8", ("ID", "ACCOUNTID", "AMOUNT")),
}


@pytest.mark.parametrize("name", WORKBOOKS)
def test_a_real_workbook_opens_with_its_rows_and_headers(shared, name):
    kind, rows, columns, some = WORKBOOKS[name]
    with open_sheet(shared / name) as sheet:
        assert (sheet.facts.format, sheet.row_count, len(sheet.headers)) == (kind, rows, columns)
        assert set(some) <= set(sheet.headers)
        assert sum(1 for _ in sheet.rows()) == rows


@pytest.mark.parametrize("name", TEXTS)
def test_a_real_text_file_opens_with_its_encoding_rows_and_headers(shared, name):
    rows, columns, encoding, some = TEXTS[name]
    with open_sheet(shared / name) as sheet:
        found = (sheet.row_count, len(sheet.headers), sheet.encoding)
        assert found == (rows, columns, encoding)
        assert set(some) <= set(sheet.headers)
        assert sum(1 for _ in sheet.rows()) == rows
        assert not any("\ufffd" in cell for _, cells in sheet.rows() for cell in cells)


def test_every_workbook_of_a_folder_of_monthly_sheets_opens_alike(shared):
    books = sorted((shared / "trade/workbooks").glob("*.xlsx"))
    assert len(books) == 128
    for path in books[::8]:
        with open_sheet(path) as sheet:
            assert sheet.headers == ("日期", "转化率", "访客数", "三级类目", "客单价", "品牌"), (
                path.name
            )
            assert sheet.row_count > 0


def test_gbk_text_is_read_as_it_was_written(shared):
    path = shared / "names/stock_basic.csv"
    with path.open(encoding="gb18030", newline="") as file:
        written = list(csv.reader(file))[1:]
    with open_sheet(path) as sheet:
        assert [list(cells) for _, cells in sheet.rows()] == written
        assert sheet.facts.confidence > 0.9
        assert sheet.sample(1) == [(2, ("0", "000001.SZ", "000001", "平安银行", "银行"))]


def test_western_text_says_that_it_is_a_guess(shared):
    with open_sheet(shared / "imports/salesforce_accountData.csv") as sheet:
        named = {cells[sheet.headers.index("NAME")] for _, cells in sheet.rows()}
        assert any(name.startswith("Crédito Inmobi") for name in named)
        assert sheet.facts.confidence < 0.9
        assert any("cp1252" in warning for warning in sheet.warnings)


def test_a_list_of_names_without_header_keeps_every_line(shared):
    with open_sheet(shared / "names/Company-Shorter-Form（28W）.txt") as sheet:
        assert sheet.row_count == 267_399  # one of 267,400 lines is empty
        assert sheet.headers == ("第 1 列",)
        assert sheet.facts.header_rows == ()
        rows = list(sheet.sample(3))
        assert [number for number, _ in rows] == [1, 2, 4]  # the third line is the empty one
        assert rows[2][1] == ("吖吖宝贝",)
    with open_sheet(shared / "names/Company-Shorter-Form（28W）.txt", header_row=2) as sheet:
        assert sheet.row_count == 267_397


def test_headers_lost_to_question_marks_are_said(shared):
    with open_sheet(shared / "trade/SalseData.csv") as sheet:
        assert any("问号" in warning for warning in sheet.warnings)
        assert len(set(sheet.headers)) == 7


def test_other_worksheets_are_listed_and_can_be_chosen(shared):
    path = shared / "trade/示例 - 超市.xls"
    with open_sheet(path) as sheet:
        assert sheet.facts.worksheets == ("订单", "退货", "销售人员")
        assert sheet.facts.worksheet == "订单"
        assert sheet.sample(1)[0][1][2:4] == ("2017-04-27", "2017-04-29")
    with open_sheet(path, worksheet="退货") as sheet:
        assert (sheet.row_count, sheet.headers) == (296, ("订单 ID", "退回"))
    with open_sheet(path, worksheet="销售人员") as sheet:
        assert (sheet.row_count, sheet.headers) == (6, ("地区", "地区经理"))


def test_a_second_worksheet_with_a_note_beside_the_table(shared):
    path = shared / "trade/非洲通讯产品销售数据.xlsx"
    with open_sheet(path, worksheet="SalespersonData") as sheet:
        assert sheet.row_count == 160
        assert sheet.headers[:5] == ("日期", "销售经理", "地区", "销售合同", "成交率")
