"""What of a name tells apart (A-12), and how long a follow-up stays open (C-1)."""

from datetime import UTC, datetime, timedelta

import pytest

from maizi.customers.rules import is_open_to_correction, name_key


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


def test_c1_a_follow_up_stays_open_for_a_day():
    at = datetime(2026, 11, 22, 9, tzinfo=UTC)
    assert is_open_to_correction(at, at + timedelta(hours=24) - timedelta(seconds=1))
    assert not is_open_to_correction(at, at + timedelta(hours=24))
