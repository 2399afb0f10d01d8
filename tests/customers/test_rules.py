"""When two customers are the same (A-12), and how long a follow-up stays open (C-1)."""

from datetime import UTC, datetime, timedelta

import pytest

from maizi.customers.rules import (
    Identity,
    Severity,
    duplicates_among,
    is_open_to_correction,
    name_key,
)
from maizi.customers.terms import PartyType

COMPANY, PERSON = PartyType.ENTERPRISE, PartyType.INDIVIDUAL


@pytest.mark.parametrize(("one", "other"), [
    ("郑州华宁科技有限公司", "郑州华宁科技有限责任公司"),
    ("郑州华宁科技有限公司", "郑州华宁科技股份有限公司"),
    ("郑州华宁科技（集团）有限公司", "郑州华宁科技集团"),
    ("ＡＢＣ Trading", "abc trading"),
    ("华宁 科技", "华宁科技"),
])  # fmt: skip
def test_a12_spelling_and_company_suffixes_do_not_tell_apart(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), [
    ("郑州华宁科技有限公司", "郑州华宁贸易有限公司"),
    ("南京华宁科技有限公司", "郑州华宁科技有限公司"),
    ("公司", "有限公司"),
])  # fmt: skip
def test_a12_different_names_stay_different(one, other):
    assert name_key(one) != name_key(other)


def test_a12_same_code_blocks():
    stored = Identity(COMPANY, "甲", usc_code="91110000600037341L", id=1)
    (found,) = duplicates_among(Identity(COMPANY, "乙", usc_code="91110000600037341L"), [stored])
    assert (found.severity, found.reason) == (Severity.BLOCK, "统一社会信用代码相同")


def test_a12_same_name_warns():
    (found,) = duplicates_among(Identity(COMPANY, "甲"), [Identity(COMPANY, "甲", id=1)])
    assert found.severity == Severity.WARN


@pytest.mark.parametrize(("new", "stored", "severity"), [
    (PERSON, PERSON, Severity.BLOCK),
    (PERSON, COMPANY, Severity.BLOCK),
    (COMPANY, COMPANY, Severity.WARN),
])  # fmt: skip
def test_a12_same_mobile_blocks_people_and_warns_companies(new, stored, severity):
    """Two companies of one boss may share his number; a person is his number."""
    other = Identity(stored, "乙", mobile="13800138000", id=1)
    (found,) = duplicates_among(Identity(new, "甲", mobile="13800138000"), [other])
    assert found.severity == severity


def test_a12_empty_values_never_match_and_the_record_is_not_its_own_duplicate():
    here = Identity(COMPANY, "甲", mobile="13800138000", id=1)
    assert duplicates_among(here, [here]) == []
    assert duplicates_among(Identity(COMPANY, ""), [Identity(COMPANY, "", id=2)]) == []


def test_a12_worst_first():
    stored = [Identity(COMPANY, "甲", id=1), Identity(COMPANY, "乙", usc_code="X", id=2)]
    found = duplicates_among(Identity(COMPANY, "甲", usc_code="X"), stored)
    assert [d.id for d in found] == [2, 1]


def test_c1_a_follow_up_stays_open_for_a_day():
    at = datetime(2026, 11, 22, 9, tzinfo=UTC)
    assert is_open_to_correction(at, at + timedelta(hours=24) - timedelta(seconds=1))
    assert not is_open_to_correction(at, at + timedelta(hours=24))
