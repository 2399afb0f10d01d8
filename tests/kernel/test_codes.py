"""Codes of enterprises and people: the vectors of A-61 and A-62, and e-mail addresses."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maizi.kernel import identifiers
from maizi.kernel.identifiers import USC_ALPHABET, Gender, Status
from maizi.kernel.texts import Said

from .test_phones import found, refused

pytestmark = pytest.mark.once

TODAY = date(2026, 11, 22)
REAL_CODES = Path(__file__).parents[3] / "shared" / "data" / "names" / "uscc_valid.txt"


def test_a_valid_code():
    """A-61: Σ=538, 538 mod 31=11, 31−11=20 → L."""
    assert found(identifiers.usc_code("91110000600037341L")) == (Status.OK, "91110000600037341L")


@pytest.mark.parametrize(
    ("text", "right"), [("91350211M0000XUF46", "R"), ("91350100M0001TGQXM", "1")]
)
def test_a_wrong_check_digit_is_a_doubt_not_a_refusal(text, right):
    """A-61: both codes are in use."""
    checked = identifiers.usc_code(text)
    assert (*found(checked), checked.code) == (Status.WARNING, text, "check_digit")
    assert f"末位应为 {right}，现在是 {text[-1]}" in checked.message
    assert "原因" in checked.message
    assert isinstance(checked.message, Said)
    assert checked.message.params == {"right": right, "found": text[-1]}


@pytest.mark.parametrize(
    "text",
    [
        "91110000600037341l",
        "９１１１００００６０００３７３４１Ｌ",
        " 9111 0000 6000 3734 1L ",
        "91110000-600037341L",
    ],
)
def test_a_code_is_cleaned(text):
    """A-61"""
    assert found(identifiers.usc_code(text)) == (Status.OK, "91110000600037341L")


@pytest.mark.parametrize(
    ("text", "code", "sentence"),
    [
        ("9111000060003734", "length", "现在是 16 位"),
        ("110000600037341", "length", "旧营业执照"),
        ("91110000600037341I", "alphabet", "“I”"),
        ("9111000060003734OL", "alphabet", "“O”"),
        ("91110000600037341麦", "alphabet", "“麦”"),
        ("9.1110000600037E+17", "digits_lost", "丢失"),
        ("", "empty", "请填写"),
    ],
)
def test_a_code_is_rejected(text, code, sentence):
    """A-61"""
    checked = identifiers.usc_code(text)
    assert refused(checked) == (Status.REJECTED, code)
    assert sentence in checked.message


def test_letters_of_the_alphabet_may_stand_in_front():
    """A-61: positions 1–2 may be letters in the standard."""
    body = "N2110000600037341"
    assert identifiers.usc_code(body + identifiers.usc_check_digit(body)).status == Status.OK


@given(st.text(alphabet=USC_ALPHABET, min_size=17, max_size=17), st.integers(0, 16), st.data())
def test_one_wrong_character_is_always_noticed(body, place, draw):
    """A-61: the weights are invertible modulo 31."""
    code = body + identifiers.usc_check_digit(body)
    other = draw.draw(st.sampled_from(USC_ALPHABET.replace(body[place], "")))
    wrong = code[:place] + other + code[place + 1 :]
    assert identifiers.usc_code(code).status == Status.OK
    assert identifiers.usc_code(wrong).status == Status.WARNING


def test_real_codes_pass():
    """A-61: 200 codes of real organisations."""
    assert REAL_CODES.exists(), f"{REAL_CODES} is missing: this test needs ../shared/data"
    codes = REAL_CODES.read_text().split()
    assert len(codes) == 200
    checked = [identifiers.usc_code(code) for code in codes]
    assert [c for c in checked if c.status != Status.OK] == []


@pytest.mark.parametrize(
    ("text", "number", "born_on", "gender"),
    [
        ("11010519491231002X", "11010519491231002X", date(1949, 12, 31), Gender.FEMALE),
        ("11010519491231002x", "11010519491231002X", date(1949, 12, 31), Gender.FEMALE),
        ("360426199101010071", "360426199101010071", date(1991, 1, 1), Gender.MALE),
        ("３６０４２６ 19910101 0071", "360426199101010071", date(1991, 1, 1), Gender.MALE),
    ],
)
def test_a_resident_id(text, number, born_on, gender):
    """A-62"""
    checked = identifiers.resident_id(text, today=TODAY)
    assert found(checked) == (Status.OK, number)
    assert (checked.born_on, checked.gender) == (born_on, gender)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("110105194912310021", "check_digit"),
        ("360426199102300071", "birthday"),
        ("360426209901010071", "birthday"),
        ("36042619910101007", "shape"),
        ("X60426199101010071", "shape"),
        ("360426910101007", "old"),
        ("3.60426E+17", "digits_lost"),
        ("", "empty"),
    ],
)
def test_a_resident_id_is_rejected(text, code):
    """A-62"""
    checked = identifiers.resident_id(text, today=TODAY)
    assert refused(checked) == (Status.REJECTED, code)
    assert (checked.born_on, checked.gender) == (None, None)
    assert checked.message


def test_nobody_is_born_tomorrow():
    """A-62: valid on the birthday, not the day before."""
    text = "11010519491231002X"
    assert identifiers.resident_id(text, today=date(1949, 12, 31)).status == Status.OK
    early = identifiers.resident_id(text, today=date(1949, 12, 30))
    assert refused(early) == (Status.REJECTED, "birthday")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("wang@example.com", "wang@example.com"),
        (" Wang.Li@QQ.COM ", "Wang.Li@qq.com"),
        ("ｗａｎｇ＠qq。com", "wang@qq.com"),
        ("a+b_c@sub.example.com.cn", "a+b_c@sub.example.com.cn"),
        ("sales@麦子.中国", "sales@麦子.中国"),
    ],
)
def test_an_address_is_cleaned(text, address):
    assert found(identifiers.email(text)) == (Status.OK, address)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("wang", "shape"),
        ("wang@qq", "shape"),
        ("wang@qq,com", "shape"),
        ("wang..li@qq.com", "shape"),
        ("wang li@qq.com", "shape"),
        ("wang@-qq.com", "shape"),
        ("<wang@qq.com>", "shape"),
        (f"{'a' * 65}@qq.com", "length"),
    ],
)
def test_an_address_is_rejected(text, code):
    assert refused(identifiers.email(text)) == (Status.REJECTED, code)


@given(st.text(max_size=30))
def test_no_text_breaks_a_check(text):
    for check in (identifiers.mobile, identifiers.phone, identifiers.usc_code, identifiers.email):
        once = check(text)
        if once.status == Status.OK:
            assert check(once.value) == once
    identifiers.resident_id(text, today=TODAY)
