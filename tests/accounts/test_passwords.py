"""Choosing passwords: what the policy allows, what is remembered, the presets."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from maizi.accounts import actions, queries
from maizi.accounts.models import OldPassword, Session
from maizi.accounts.rules import (
    PRESETS,
    PasswordRules,
    SessionLimits,
    device_name,
    is_session_over,
    locked_until,
    password_problem,
    preset_of,
)
from maizi.accounts.terms import PolicyPreset, TotpDuty
from maizi.history.queries import entries_of
from maizi.kernel.errors import Refused

from .conftest import PASSWORD, again

NOW = timezone.now()
MINUTE = timedelta(minutes=1)


def choose(user, password):
    actions.change_password(user, actions.NewPassword(password), by=user)


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short", "至少要 10 个字符"),
        ("x" * 300, "最长 256"),
        ("abcdefghijkl", "连续"),
        ("1234567890", "太常见"),
        ("maizi12345", "maizi"),
        ("aaaaaaaaaaaa", "重复"),
        ("maizimaizi", "maizi"),
        ("丰谷集团丰谷集团88", "丰谷集团"),
        ("li-leilei-li-leilei", "li-leilei"),
        ("qwertyuiop", "太常见"),
        ("Password123", "太常见"),
        (PASSWORD, "现在的一样"),
    ],
)
def test_a_poor_password_is_refused(hire, password, why):
    person = hire("li-leilei")
    with pytest.raises(Refused, match=why):
        choose(person, password)
    assert again(person).check_password(PASSWORD)


@pytest.mark.parametrize(
    "password", ["我 爱 吃 馒 头 和 面 条", "correct horse battery", "麦" * 5 + "穗" * 5]
)
def test_long_words_of_any_language_are_fine(hire, password):
    person = hire("li")
    choose(person, password)
    assert again(person).check_password(password)


def test_a_new_password_ends_the_other_sessions(hire, client):
    person = hire("li")
    client.force_login(person)
    person.must_change_password = True
    choose(person, "new-Password-7")
    assert not Session.objects.filter(user=person).exists()
    assert not again(person).must_change_password
    assert entries_of(person).first().changes.keys() >= {"password"}
    assert "new-Password-7" not in entries_of(person).first().changes_json


def test_the_last_five_are_remembered(hire):
    actions.choose_preset(PolicyPreset.DENGBAO_2, by=None)
    person = hire("li")
    for number in range(5):
        choose(person, f"Wheat-Field-{number}!")
    with pytest.raises(Refused, match="最近用过"):
        choose(person, PASSWORD)
    choose(person, "Wheat-Field-5!")
    choose(person, PASSWORD)


def test_no_more_old_passwords_are_kept_than_can_be_asked_for(hire):
    person = hire("li")
    for number in range(27):
        choose(person, f"Wheat-Field-{number}!")
    assert OldPassword.objects.filter(user=person).count() == 24


def test_level_three_wants_three_kinds_of_characters(hire):
    actions.choose_preset(PolicyPreset.DENGBAO_3, by=None)
    person = hire("li")
    with pytest.raises(Refused, match="3 种"):
        choose(person, "onlysmallletters")
    choose(person, "Wheat Field")


def test_presets_are_those_of_the_standard():
    three = PRESETS[PolicyPreset.DENGBAO_3]
    assert (three["min_length"], three["min_classes"]) == (10, 3)
    assert (three["max_age_days"], three["remembered"]) == (90, 5)
    assert (three["failures"], three["lock_minutes"]) == (5, 15)
    assert 15 <= three["idle_minutes"] <= 30 and three["totp_duty"] == TotpDuty.EVERYBODY
    two = PRESETS[PolicyPreset.DENGBAO_2]
    assert two == {**three, "totp_duty": TotpDuty.NOBODY}
    asvs = PRESETS[PolicyPreset.ASVS]
    assert asvs["min_classes"] == 1 and asvs["max_age_days"] == 0  # ASVS 6.2.5, 6.2.10


def test_a_preset_that_is_touched_is_one_of_our_own(db):
    policy = actions.choose_preset(PolicyPreset.DENGBAO_3, by=None)
    assert policy.preset == PolicyPreset.DENGBAO_3
    policy = actions.change_policy({"idle_minutes": 20}, by=None)
    assert policy.preset == PolicyPreset.CUSTOM
    policy = actions.change_policy({"idle_minutes": 30}, by=None)
    assert policy.preset == PolicyPreset.DENGBAO_3
    assert entries_of(policy).count() == 3
    for preset, numbers in PRESETS.items():
        assert preset_of(numbers) == preset


@pytest.mark.parametrize(
    "values", [{"min_length": 4}, {"failures": 1000}, {"idle_minutes": 0}, {"absolute_hours": 100}]
)
def test_a_number_out_of_bounds_is_refused(db, values):
    with pytest.raises(Refused, match="之间"):
        actions.change_policy(values, by=None)
    assert queries.policy().preset == PolicyPreset.ASVS


def test_without_a_row_the_default_policy_is_the_first_preset(db):
    policy = queries.policy()
    assert preset_of({n: getattr(policy, n) for n in PRESETS[PolicyPreset.ASVS]}) == policy.preset


@given(st.text(min_size=1, max_size=40))
def test_every_password_gets_an_answer(password):
    problem = password_problem(password, PasswordRules())
    assert problem is None or problem[0].format(**problem[1])


@pytest.mark.parametrize(
    ("minutes", "until"),
    [
        ([], None),
        ([0, 1], None),
        ([0, 1, 2], 12),
        ([2, 0, 1], 12),
        ([0, 1, 11], None),
        ([0, 5, 10], 20),
    ],
)
def test_the_lock_begins_with_the_last_of_the_failures(minutes, until):
    found = locked_until([NOW + m * MINUTE for m in minutes], allowed=3, lock=10 * MINUTE)
    assert found == (None if until is None else NOW + until * MINUTE)


@pytest.mark.parametrize(
    ("opened", "seen", "over"),
    [(60, 29, False), (60, 31, True), (719, 1, False), (721, 1, True)],
)
def test_a_session_ends_idle_or_old(opened, seen, over):
    limits = SessionLimits(30 * MINUTE, timedelta(hours=12))
    found = is_session_over(NOW - opened * MINUTE, NOW - seen * MINUTE, now=NOW, limits=limits)
    assert found is over


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/109.0 Safari/537.36 Edg/109",
            "Edge · Windows",
        ),
        ("Mozilla/5.0 (Linux; Android 13) Chrome/116 MicroMessenger/8.0", "微信 · Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Safari/604.1", "Safari · iPhone"),
        ("curl/8.1", "curl/8.1"),
        ("", ""),
    ],
)
def test_devices_have_names_people_recognise(agent, name):
    assert device_name(agent) == name
