"""Columns find their fields by name, common usage, pinyin, memory and content."""

import pytest

from maizi.kit.sheets.headers import Reason, Target, propose
from maizi.kit.sheets.kinds import Kind
from maizi.kit.sheets.open import open_sheet
from maizi.kit.sheets.vocabulary import SYNONYMS, is_column_word, plain

pytestmark = pytest.mark.once


def target(key, kind=Kind.TEXT, **more):
    """A field with the usual words for it."""
    label, *synonyms = SYNONYMS[key]
    return Target(key, label, kind, tuple(synonyms), **more)


TARGETS = (
    target("company", needed=True),
    target("person", repeats=True),
    target("mobile", Kind.MOBILE, repeats=True),
    target("phone", Kind.PHONE),
    target("email", Kind.EMAIL),
    target("usc_code", Kind.USC_CODE),
    target("address"),
    target("province"),
    target("city"),
    target("industry"),
    target("founded", Kind.DATE),
    target("capital", Kind.MONEY),
    target("remark"),
)


def found(headers, **more):
    """header → target key."""
    return {one.header: one.target for one in propose(headers, TARGETS, **more)}


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("客户名称", "company"), ("客户名称*", "company"), ("客户名称（必填）", "company"),
        ("单位名称", "company"), ("Account Name", "company"), ("account_name", "company"),
        ("COMPANY", "company"), ("联系人", "person"), ("联 系 人", "person"),
        ("手机号码", "mobile"), ("移动电话", "mobile"), ("Mobile Phone", "mobile"),
        ("ｍｏｂｉｌｅ", "mobile"), ("座机", "phone"), ("E-mail", "email"), ("电子邮箱", "email"),
        ("税号", "usc_code"), ("BILLINGSTREET", "address"), ("通讯地址", "address"),
        ("省/自治区", "province"), ("注册资本（万元）", "capital"), ("备注信息", "remark"),
        ("主要联系手机", "mobile"), ("khmc", "company"), ("kehumingcheng", "company"),
        ("lxr", "person"), ("shoujihao", "mobile"), ("下单仓库", ""), ("", ""), ("???", ""),
    ],
)  # fmt: skip
def test_a_header_means_a_field(header, key):
    assert found([header])[header] == key


def test_two_columns_never_silently_fill_one_field():
    proposals = propose(["客户名称", "公司", "手机"], TARGETS)
    assert [one.target for one in proposals] == ["company", "", "mobile"]
    assert proposals[1].reason is Reason.TAKEN
    assert proposals[1].rival == "客户名称"


def test_every_column_is_answered_once_and_in_order():
    headers = ["a", "手机", "b", "手机", "客户名称"]
    proposals = propose(headers, TARGETS)
    assert [one.column for one in proposals] == [0, 1, 2, 3, 4]
    taken = [(one.target, one.slot) for one in proposals if one.target]
    assert len(taken) == len(set(taken))


def test_numbered_columns_are_several_contacts():
    headers = ["客户名称", "联系人1", "手机1", "联系人2", "手机2", "第三联系人", "联系人3手机"]
    places = {one.header: (one.target, one.slot) for one in propose(headers, TARGETS)}
    assert places["联系人1"] == ("person", 1)
    assert places["手机2"] == ("mobile", 2)
    assert places["第三联系人"] == ("person", 3)
    assert places["联系人3手机"] == ("mobile", 3)


def test_a_number_means_nothing_to_a_field_that_does_not_repeat():
    assert found(["地址1", "地址2"]) == {"地址1": "address", "地址2": ""}


def test_what_a_person_chose_before_comes_first():
    remembered = {"客户": "remark", "手机": "", "仓库": "address"}
    proposals = propose(["客户", "手机", "仓库"], TARGETS, remembered=remembered)
    assert [one.target for one in proposals] == ["remark", "", "address"]
    assert [one.reason for one in proposals] == [
        Reason.REMEMBERED, Reason.IGNORED, Reason.REMEMBERED,
    ]  # fmt: skip


def test_content_tells_what_a_name_does_not():
    rows = [("13800138000", "a@b.cn", "91110000600037341L", "2024-03-05", "甲")] * 5
    proposals = propose(["a", "b", "c", "d", "e"], TARGETS, samples=rows)
    assert [one.target for one in proposals] == ["mobile", "email", "usc_code", "", ""]
    assert all(one.confidence < 0.6 for one in proposals)
    assert (
        found(["第 1 列", "??"], samples=[("2024-03-05", "2024/3/5")] * 3)["第 1 列"] == "founded"
    )


def test_content_decides_between_two_meanings_of_one_name():
    mobiles, landlines = [("13800138000",)] * 5, [("010-88886666",)] * 5
    assert found(["联系电话"], samples=mobiles)["联系电话"] == "mobile"
    assert found(["联系电话"], samples=landlines)["联系电话"] == "phone"


def test_content_that_contradicts_a_name_lowers_the_confidence():
    sure = propose(["手机"], TARGETS, samples=[("13800138000",)])[0]
    doubtful = propose(["手机"], TARGETS, samples=[("张三",)])[0]
    assert doubtful.confidence < 0.6 < sure.confidence


@pytest.mark.parametrize(
    ("file", "wanted"),
    [
        ("imports/客户导入模板.xlsx", {"名称": "company", "联系人": "person", "电话": "phone",
                                 "地址": "address", "备注": "remark", "需求": ""}),
        ("imports/salesforce_accountData.csv", {"NAME": "company", "PHONE": "phone",
                                                "BILLINGCITY": "city", "INDUSTRY": "industry",
                                                "OWNERID": "", "ISDELETED": ""}),
        ("trade/示例 - 超市.xls", {"客户名称": "company", "产品名称": "", "城市": "city"}),
        ("names/uscc_valid.txt", {"第 1 列": "usc_code"}),
    ],
)  # fmt: skip
def test_real_headers_find_their_fields(shared, file, wanted):
    with open_sheet(shared / file) as sheet:
        samples = [cells for _, cells in sheet.sample(50)]
        answers = found(sheet.headers, samples=samples)
    assert {header: answers[header] for header in wanted} == wanted


def test_names_are_compared_without_what_surrounds_them():
    assert plain("客户名称*（必填）") == plain(" 客户 名称：") == "客户名称"
    assert plain("First_Name") == plain("first name") == "firstname"
    assert plain("(?)") == ""


@pytest.mark.parametrize("word", ["客户名称", "开户银行", "first_name", "companyId", "成交率"])
def test_column_words_are_recognised(word):
    assert is_column_word(word)


@pytest.mark.parametrize("word", ["郑州华宁科技有限公司", "David", "13800138000", "2024-03-05"])
def test_values_are_no_column_words(word):
    assert not is_column_word(word)
