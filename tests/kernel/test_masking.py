"""Masks show enough to recognise and too little to use (M-4)."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from maizi.kernel.masking import MASKS, mask

pytestmark = pytest.mark.once

VECTORS = [
    ("phone", "13800138000", "138****8000"),
    ("phone", "+86 138-0013-8000", "138****8000"),
    ("phone", "010-88886666", "010-******66"),
    ("phone", "01088886666", "010-******66"),
    ("phone", "0571-88886666-801", "0571-******66"),
    ("phone", "0755-1234567", "0755-*****67"),
    ("phone", "4008001234", "400*****34"),
    ("phone", "4008001234-801", "400*****34"),
    ("phone", "95588", "9****"),
    ("phone", "+44 20 7946 0958", "+4*********58"),
    ("name", "张三", "张*"),
    ("name", "张三丰", "张**"),
    ("name", "欧阳娜娜", "欧***"),
    ("name", "张", "*"),
    ("name", "上海麦田科技有限公司", "上海****公司"),
    ("name", "买买提·艾力", "买***"),
    ("name", "John Smith", "J***"),
    ("id", "11010519491231002X", "110***********002X"),
    ("id", "12345", "*****"),
    ("email", "wang@example.com", "w***@example.com"),
    ("email", "w@example.com", "***@example.com"),
    ("email", "not an address", "n***"),
    ("bank", "6222 0212 3456 7890 123", "****0123"),
    ("bank", "12345678", "****"),
    ("text", "有病史三年", "有***"),
    ("text", "男", "***"),
]


@pytest.mark.parametrize(("kind", "clear", "masked"), VECTORS)
def test_a_mask(kind, clear, masked):
    """M-4: a mobile shows its first three and last four digits."""
    assert mask(kind, clear) == masked


@pytest.mark.parametrize("kind", MASKS)
@pytest.mark.parametrize("nothing", [None, ""])
def test_nothing_stays_nothing(kind, nothing):
    assert mask(kind, nothing) == nothing


def test_other_values_are_masked_as_text():
    assert mask("text", 1234567) == "1***"


def test_an_unknown_kind_is_a_mistake():
    with pytest.raises(KeyError):
        mask("fone", "13800138000")


@given(
    st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
    | st.from_regex(r"0(10|2[0-9]|[3-9][0-9]{2})-?[2-8][0-9]{6,7}", fullmatch=True)
)
def test_a_masked_phone_never_contains_the_clear_middle(number):
    """M-4. What stands between the first four and the last four digits is gone."""
    masked = mask("phone", number)
    assert sum(sign.isdigit() for sign in masked) <= 7
    middle = number[4:-4].strip("-")
    assume(middle not in number[:4] + number[-4:])
    assert middle not in masked


@pytest.mark.parametrize("kind", MASKS)
@given(text=st.text(min_size=1, max_size=40))
def test_whatever_is_typed_most_of_it_is_hidden(kind, text):
    host = text.rpartition("@")[2] if "@" in text else ""
    masked = mask(kind, text)
    assert "*" in masked
    shown = [sign for sign in masked.removesuffix(host) if sign != "*"]
    assert len(shown) <= max(7, len(text) // 2)
    secret = text.removesuffix(f"@{host}") if host else text
    assert text not in masked or set(secret) <= {"*", "@"}


@given(st.text(alphabet="0123456789X", min_size=8, max_size=18))
def test_a_masked_id_keeps_its_length_and_hides_its_middle(number):
    masked = mask("id", number)
    assert len(masked) == len(number)
    assert set(masked[3:-4]) == {"*"}
