"""Phone numbers: the vectors of A-60, and what spreadsheets do to numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maizi.kernel import identifiers
from maizi.kernel.identifiers import Status

pytestmark = pytest.mark.once


def found(checked):
    return checked.status, checked.value


def refused(checked):
    return checked.status, checked.code


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("13800138000", "13800138000"),
        ("+8613800138000", "13800138000"),
        ("008613800138000", "13800138000"),
        ("8613800138000", "13800138000"),
        ("19234567890", "19234567890"),
        ("14912345678", "14912345678"),
        ("16012345678", "16012345678"),
        (" 138 0013 8000 ", "13800138000"),
        ("138-0013-8000", "13800138000"),
        ("138–0013—8000", "13800138000"),
        ("(+86)138-0013-8000", "13800138000"),
        ("１３８００１３８０００", "13800138000"),
        ("＋８６　１３８００１３８０００", "13800138000"),
        ("\u202d13800138000\u202c", "13800138000"),
        ("\ufeff138\u200b00138000\t", "13800138000"),
        ("13800138000.0", "13800138000"),
        ("1.3800138000E+10", "13800138000"),
        ("1.3800138001e10", "13800138001"),
    ],
)
def test_a_mobile_is_cleaned(text, number):
    """A-60"""
    assert found(identifiers.mobile(text)) == (Status.OK, number)


@pytest.mark.parametrize(
    ("text", "code", "sentence"),
    [
        ("12012345678", "prefix", "13 到 19"),
        ("1380013800", "length", "现在是 10 位"),
        ("138001380001", "length", "现在是 12 位"),
        ("1.38E+10", "digits_lost", "数字已经丢失"),
        ("1.38001E+10", "digits_lost", "1.38001E+10"),
        ("1380013800O", "characters", "只能有数字"),
        ("13800138000/13900139000", "characters", "只能有数字"),
        ("", "empty", "请填写"),
        ("　", "empty", "请填写"),
        ("١٣٨٠٠١٣٨٠٠٠", "prefix", "13 到 19"),
    ],
)
def test_a_mobile_is_rejected_with_a_reason(text, code, sentence):
    """A-60"""
    checked = identifiers.mobile(text)
    assert refused(checked) == (Status.REJECTED, code)
    assert sentence in checked.message
    assert checked.value == text


@pytest.mark.parametrize(
    ("number", "status"),
    [
        ("13800138000", Status.OK),
        ("19234567890", Status.OK),
        ("14912345678", Status.WARNING),
        ("16012345678", Status.WARNING),
    ],
)
def test_the_number_plan_only_warns(number, status):
    """A-60"""
    assert found(identifiers.mobile(number, with_plan=True)) == (status, number)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("010-88886666", "010-88886666"),
        ("4008001234", "4008001234"),
        ("95588", "95588"),
        ("01088886666", "010-88886666"),
        ("(010)88886666", "010-88886666"),
        ("（0571）8888 6666", "0571-88886666"),
        ("010－8888－6666", "010-88886666"),
        ("0755-1234567", "0755-1234567"),
        ("+86 10 88886666", "010-88886666"),
        ("+86-0571-88886666", "0571-88886666"),
        ("+86 951 1234567", "0951-1234567"),
        ("010-88886666-801", "010-88886666-801"),
        ("010-88886666转801", "010-88886666-801"),
        ("010-88886666 转 801", "010-88886666-801"),
        ("010-88886666（转801）", "010-88886666-801"),
        ("010-88886666 分机号：801", "010-88886666-801"),
        ("010-88886666 ext. 801", "010-88886666-801"),
        ("010-88886666x801", "010-88886666-801"),
        ("010-88886666#801", "010-88886666-801"),
        ("400-800-1234", "4008001234"),
        ("400-800-1234转2", "4008001234-2"),
        ("95079001", "95079001"),
        ("13800138000", "13800138000"),
    ],
)
def test_a_phone_is_cleaned(text, number):
    """A-60"""
    assert found(identifiers.phone(text)) == (Status.OK, number)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("88886666", "area_code"),
        ("8888666", "area_code"),
        ("010-888866", "shape"),
        ("40080012345", "shape"),
        ("010-88886666-8012345", "shape"),
        ("王经理", "shape"),
        ("1.08889E+11", "digits_lost"),
        ("", "empty"),
    ],
)
def test_a_phone_is_rejected(text, code):
    """A-60"""
    checked = identifiers.phone(text)
    assert refused(checked) == (Status.REJECTED, code)
    assert checked.message.endswith(("。", "样子。"))


@given(st.sampled_from(["010", "021", "0571", "0951"]), st.integers(20_000_000, 89_999_999))
def test_a_stored_phone_stays_what_it_is(area, line):
    number = f"{area}-{line}"
    assert found(identifiers.phone(number)) == (Status.OK, number)
