"""When two customers are the same: names taken apart, likeness, reasons, doors (A-12)."""

import pytest

from maizi.customers.rules import (
    clusters_of,
    default_policy,
    facts_from,
    found_at,
    judge,
    keys_of,
    likeness,
    phone_key,
    taken_apart,
)
from maizi.customers.terms import Consequence, MatchDoor, MatchRule, PartyType

POLICY = default_policy()
SIMILAR = 78


def company(name="", *, id=None, numbers=(), mails=(), **values):
    return facts_from(
        {"name": name, "party_type": "enterprise", "id": id, **values}, numbers, mails
    )


def person(name="", *, id=None, **values):
    return facts_from({"name": name, "party_type": "individual", "id": id, **values})


@pytest.mark.parametrize(("name", "place", "core", "branch"), [
    ("南京华宁机电设备有限公司", ("江苏", "南京", ""), "华宁机电设备", ""),
    ("华宁机电设备（南京）股份有限公司", ("江苏", "南京", ""), "华宁机电设备", ""),
    ("江苏省南京市江宁区华宁机电", ("江苏", "南京", "江宁区"), "华宁机电", ""),
    ("華寧科技（集團）有限公司", ("", "", ""), "华宁科技", ""),
    ("华宁（中国）投资有限公司", ("", "", ""), "华宁投资", ""),
    ("华宁科技有限公司上海分公司", ("", "", ""), "华宁科技", "上海分公司"),
    ("华宁科技上海市分公司", ("", "", ""), "华宁科技", "上海分公司"),
    ("ＡＢＣ Trading Co., Ltd.", ("", "", ""), "abc trading", ""),
    ("北京", ("", "", ""), "北京", ""),
])  # fmt: skip
def test_a12_a_name_taken_apart(name, place, core, branch):
    found = taken_apart(name)
    assert (found.place, found.core, found.branch) == (place, core, branch)


@pytest.mark.parametrize(("one", "other"), [
    ("南京华宁机电设备有限公司", "南京市华宁机电设备有限责任公司"),
    ("南京华宁机电设备有限公司", "华宁机电设备（南京）有限公司"),
    ("南京华宁机电设备有限公司", "南京華寧機電設備股份有限公司"),
    ("南京华宁机电设备有限公司", "南京华宁机电设备集团"),
    ("南京华宁机电设备有限公司", "南京华凝机电设备有限公司"),
    ("南京华宁机电设备有限公司", "南京华宁电机设备有限公司"),
    ("南京华宁机电设备有限公司", "南京华宁宁机电设备有限公司"),
    ("南京华宁机电设备有限公司", "南京华宁机电没备有限公司"),
    ("南京华宁机电设备有限公司", "江苏华宁机电设备有限公司"),
    ("南京华宁机电设备有限公司", "华宁机电设备"),
    ("南京华宁机电有限公司", "南京华宁机电设备有限公司"),
])  # fmt: skip
def test_a12_noise_does_not_tell_apart(one, other):
    assert likeness(taken_apart(one), taken_apart(other)) >= SIMILAR


@pytest.mark.parametrize(("one", "other"), [
    ("南京华宁机电设备有限公司", "郑州华宁机电设备有限公司"),
    ("华宁科技有限公司上海分公司", "华宁科技有限公司北京分公司"),
    ("华宁科技有限公司上海分公司", "华宁科技有限公司"),
    ("南京华宁科技有限公司", "南京华宁贸易有限公司"),
    ("南京华宁科技有限公司", "南京华宇科技有限公司"),
    ("南京第一机床厂", "南京第二机床厂"),
    ("南京市鼓楼区华宁科技", "南京市江宁区华宁科技"),
])  # fmt: skip
def test_a12_near_misses_are_others(one, other):
    assert likeness(taken_apart(one), taken_apart(other)) < SIMILAR


@pytest.mark.parametrize(("written", "key"), [
    ("025-86001234", "02586001234"), ("(025) 8600 1234转801", "02586001234"),
    ("025-86001234-801", "02586001234"), ("+86 138-0013-8000", "13800138000"),
    ("400-800-1234", "4008001234"), ("4008001234", "4008001234"), ("123", ""),
])  # fmt: skip
def test_a60_a_number_is_one_however_it_is_written(written, key):
    assert phone_key(written) == key


def first(new, stored, door=MatchDoor.FORM):
    return found_at(door, new=new, stored=[stored], policy=POLICY, similar_percent=SIMILAR)


def test_a12_same_code_blocks():
    code = "91110000600037341L"
    (found,) = first(company("甲乙", usc_code=code), company("丙丁", usc_code=code, id=1))
    assert (found.consequence, found.reasons) == (Consequence.BLOCK, (MatchRule.CODE,))


@pytest.mark.parametrize(("new", "stored", "consequence"), [
    (person, person, Consequence.BLOCK), (person, company, Consequence.BLOCK),
    (company, company, Consequence.WARN),
])  # fmt: skip
def test_a12_same_mobile_blocks_people_and_warns_companies(new, stored, consequence):
    """Two companies of one boss may share his number; a person is his number."""
    (found,) = first(new("王芳", mobile="13800138000"), stored("李强", mobile="13800138000", id=1))
    assert found.consequence == consequence


def test_a12_numbers_of_contacts_and_mail_count_too():
    stored = company("南京华宁", id=1, numbers=["025-86001234"], mails=["Wang@Huaning.example"])
    (found,) = first(company("别的", phone="(025)86001234", email="wang@huaning.example"), stored)
    assert set(found.reasons) == {MatchRule.PHONE, MatchRule.MAIL}


def test_a12_another_code_is_another_enterprise_whatever_the_name():
    one = company("南京华宁科技有限公司", usc_code="91110000600037341L")
    other = company("南京华宁科技有限公司", usc_code="91350211M0000XUF46", id=1)
    assert judge(one, other, similar_percent=SIMILAR).confidence <= 30


def test_a12_empty_values_never_match_and_the_record_is_not_its_own_duplicate():
    here = company("甲乙", mobile="13800138000", id=1)
    assert first(here, here) == []
    assert first(company(""), company("", id=2)) == []


def test_a12_the_worst_first_and_a_rule_that_is_off_finds_nothing():
    stored = [company("南京华宁科技", id=1), company("乙", usc_code="X", id=2)]
    new = company("南京华宁科技有限公司", usc_code="X")
    found = found_at(MatchDoor.FORM, new=new, stored=stored, policy=POLICY, similar_percent=SIMILAR)
    assert [f.id for f in found] == [2, 1]
    off = POLICY | {(rule, MatchDoor.FORM): Consequence.OFF for rule in MatchRule}
    assert (
        found_at(MatchDoor.FORM, new=new, stored=stored, policy=off, similar_percent=SIMILAR) == []
    )


@pytest.mark.parametrize("other", [
    "南京华凝机电设备有限公司", "南京华宁电机设备有限公司", "南京华宁机店设备有限公司",
    "华宁机电有限公司", "南京华宁机电没备有限公司",
])  # fmt: skip
def test_a12_one_slip_leaves_a_key_whole(other):
    assert keys_of(company("南京华宁机电设备有限公司")) & keys_of(company(other))


def test_a12_nothing_in_common_no_key_in_common():
    """The control."""
    one, other = company("南京华宁机电设备有限公司"), company("苏州同创食品有限公司")
    assert not keys_of(one) & keys_of(other)


def test_pairs_hang_together():
    assert clusters_of([(5, 2), (2, 9), (7, 8)]) == {5: 2, 2: 2, 9: 2, 7: 7, 8: 7}


def test_defaults_are_those_of_a12():
    assert POLICY[MatchRule.CODE, MatchDoor.FORM] == Consequence.BLOCK
    assert POLICY[MatchRule.OWN_MOBILE, MatchDoor.IMPORT] == Consequence.BLOCK
    assert POLICY[MatchRule.NAME, MatchDoor.FORM] == Consequence.WARN
    assert PartyType.INDIVIDUAL == "individual" and len(POLICY) == len(MatchRule) * len(MatchDoor)
