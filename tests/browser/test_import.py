"""Sheets of strangers, led through the wizard in a real browser; bad files turned away."""

import re
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

pytestmark = pytest.mark.browser
SHARED = Path(__file__).parents[3] / "shared" / "data"
LONG = 240_000  # milliseconds: other tests run beside


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A real file, and what becomes of it.

    reading  what the page says of its format and encoding
    mapped   header → what it is taken for, as proposed
    added    rows that come in
    refused  rows that do not, before the repair
    repair   header → what is typed into the first refused row
    typed    what is typed into the search
    found    the customer found by it
    """

    path: str
    reading: str
    mapped: dict
    added: int
    refused: int
    typed: str
    found: str
    repair: dict = field(default_factory=dict)


SHEETS = [
    Sheet(
        path="imports/客户导入模板.xlsx", reading="Excel 工作簿",
        mapped={"名称": "客户名称", "联系人": "联系人", "地址": "完整地址（自动拆出省市区）"},
        added=3, refused=0, typed="小区物业", found="XX小区物业管理处",
    ),
    Sheet(
        path="imports/salesforce_accountData.csv", reading="cp1252",
        mapped={"NAME": "客户名称", "PHONE": "电话", "WEBSITE": "网站"},
        added=414, refused=9, typed="Gravity Inv", found="Gravity Investments",
        repair={"NAME": "Café Repairs Ltd", "PHONE": "010-88886666"},
    ),
    Sheet(
        path="names/stock_basic.csv", reading="gb18030",
        mapped={"股票名称": "客户名称", "行业": "行业类型"},
        added=4347, refused=0, typed="zgba", found="中国宝安",
    ),
    Sheet(
        path="imports/vcards/John_Doe_ANDROID.vcf", reading="电子名片",
        mapped={"公司": "客户名称", "姓名": "联系人", "手机": "手机"},
        added=0, refused=6, typed="0137", found="安卓修车铺",
        repair={"公司": "安卓修车铺", "手机": "13700130137", "电话": ""},
    ),
    Sheet(
        path="trade/示例 - 超市.xls", reading="旧版 Excel 工作簿",
        mapped={"客户名称": "客户名称", "城市": "城市", "省/自治区": "省份"},
        added=771, refused=9229, typed="曾惠", found="曾惠",
    ),
]  # fmt: skip


def upload(page, file) -> None:
    page.goto("/customers/imports/new/")
    page.set_input_files("[name=file]", file)
    page.click("main button:has-text('上传')")


def proposed(page) -> dict[str, str]:
    """Header → the field that it is taken for."""
    rows = page.locator("main tbody tr")
    return dict(
        rows.evaluate_all(
            "rows => rows.map(r => [r.querySelector('th').textContent.trim(),"
            " r.querySelector('select').selectedOptions[0].textContent.trim()])"
        )
    )


def stat(page, label: str) -> int:
    """One of the numbers above the findings."""
    told = page.inner_text(f".stats > :has-text('{label}')")
    return int(re.search(r"[\d,]+", told.replace(label, ""))[0].replace(",", ""))


def repair_first(page, texts: dict[str, str]) -> None:
    """Type into the first row of the grid and save it; at most warnings are left of it."""
    page.click("main a:has-text('修改这些行')")
    row = page.locator("#rows tr").first
    number = row.locator("th").inner_text()
    for header, text in texts.items():
        row.get_by_label(f"第 {number} 行的{header}", exact=True).fill(text)
    row.locator("button:has-text('保存')").click()
    page.wait_for_selector(f"#tr-{number} .status.bad", state="detached")
    page.click("main a:has-text('回到检查结果')")


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda s: Path(s.path).name)
def test_a_real_file_comes_in_is_found_and_is_taken_back(open_page, sheet):
    page = open_page("hejing", "/customers/imports/")
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.headers.get("x-asked-by", "")))
    upload(page, str(SHARED / sheet.path))
    page.wait_for_url(re.compile(r"/imports/\d+/columns/"), timeout=LONG)
    assert sheet.reading in page.inner_text("details.section summary")
    assert sheet.mapped.items() <= proposed(page).items()
    page.click("button:has-text('下一步：检查')")
    page.wait_for_selector("main button:has-text('重新检查')", timeout=LONG)
    assert (stat(page, "将新增"), stat(page, "不能导入")) == (sheet.added, sheet.refused)
    added = sheet.added
    if sheet.repair:
        repair_first(page, sheet.repair)
        added += 1
        assert stat(page, "不能导入") == sheet.refused - 1
    page.click(f"main button:has-text('开始导入 {added:,} 行')")
    page.wait_for_selector("main button:has-text('撤销整批导入')", timeout=LONG)
    assert stat(page, "已新增") == added
    result = page.url
    find(page, sheet)
    page.goto(result)
    page.click("main button:has-text('撤销整批导入')")
    page.click("dialog[open] button.danger, dialog[open] button.primary")
    page.wait_for_selector("main >> text=已撤销", timeout=LONG)
    page.wait_for_selector("main a:has-text('再导入一个')", timeout=LONG)
    assert stat(page, "已撤销") == added
    page.goto(f"/search/?q={sheet.typed}")
    assert page.locator("main a", has_text=sheet.found).count() == 0
    assert "page" in asked, "how far it is was looked for by the page itself"
    assert page.problems == []


def find(page, sheet: Sheet) -> None:
    """What came in is found as you type, and opens."""
    page.keyboard.press("Control+k")
    page.fill("#palette input[type=search]", sheet.typed)
    page.wait_for_selector(f"#palette-found [role=option]:has-text('{sheet.found}')")
    page.locator("#palette-found [role=option]", has_text=sheet.found).first.click()
    page.wait_for_url(re.compile(r"/customers/\d+/$"))
    assert sheet.found in page.inner_text("h1")


def bomb() -> bytes:
    """A workbook of a few kilobytes that would unfold to 600 MiB."""
    packed, block = BytesIO(), bytes(1 << 20)
    with ZipFile(packed, "w", ZIP_DEFLATED, compresslevel=9) as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        book.writestr("xl/workbook.xml", "<workbook/>")
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(600):
                sheet.write(block)
    return packed.getvalue()


PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
BAD = {
    "一张图片.xlsx": lambda: PICTURE * 40,
    "空文件.xlsx": lambda: b"",
    "空文件.csv": lambda: b"",
    "炸弹.xlsx": bomb,
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_a_sentence_and_nothing_is_stored(open_page, home, name):
    page = open_page("hejing", "/customers/imports/")
    stored = kept(home)
    upload(page, {"name": name, "mimeType": "application/octet-stream", "buffer": BAD[name]()})
    told = page.wait_for_selector("#toasts .toast.bad, main .alert.bad").inner_text()
    assert name in told and told.strip().endswith("。"), told
    assert kept(home) == stored
    page.goto("/customers/imports/")
    assert name not in page.inner_text("main")


def kept(home: Path) -> list[str]:
    """Everything that lies in the data folder but database, logs, keys and compiled templates."""
    folders = (one for one in home.iterdir() if one.is_dir() and one.name != "templates")
    return sorted(str(file) for folder in folders for file in folder.rglob("*") if file.is_file())
