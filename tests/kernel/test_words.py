"""Texts, terms and refusals: Chinese inside, any language outside."""

import pytest

from maizi.kernel import terms, texts
from maizi.kernel.errors import Refused
from maizi.kernel.terms import Term
from maizi.kernel.texts import N_, Said, say

pytestmark = pytest.mark.once

ENGLISH = {"个人": "person", "还差 {count} 位": "{count} digits missing", "企业": "enterprise"}


class Party(Term):
    """Somebody one can sell to."""

    PERSON = "person", N_("个人")
    ENTERPRISE = "enterprise", N_("企业")


@pytest.fixture
def english(monkeypatch):
    monkeypatch.setattr(terms, "translate", lambda text: ENGLISH.get(text, text))


def test_a_term_is_its_stored_value():
    assert Party.PERSON == "person"
    assert Party("person") is Party.PERSON
    assert f"{Party.PERSON}" == str(Party.PERSON) == "person"
    assert {"person": 1}[Party.PERSON] == 1


def test_a_term_has_a_label_and_a_value():
    assert (Party.PERSON.value, Party.PERSON.label) == ("person", "个人")


def test_choices_are_pairs_in_order():
    assert Party.choices() == [("person", "个人"), ("enterprise", "企业")]


def test_labels_go_through_the_hook(english):
    assert Party.PERSON.label == "person"
    assert Party.choices()[1] == ("enterprise", "enterprise")
    assert Party.PERSON.chinese == "个人"


def test_a_term_is_found_by_its_label_in_either_language(english):
    assert Party.labelled("企业") is Party.labelled("enterprise") is Party.ENTERPRISE


def test_an_unknown_label_is_an_error():
    with pytest.raises(ValueError, match="no label of Party"):
        Party.labelled("政府")


def test_something_said_is_chinese_and_can_be_said_again():
    said = say(N_("还差 {count} 位"), count=2)
    assert said == "还差 2 位"
    assert said.text(ENGLISH.get) == "2 digits missing"


def test_a_list_is_said_word_by_word():
    said = say("缺少{names}", names=["手机", "邮箱"])
    assert said == "缺少手机、邮箱"
    assert said.text({"缺少{names}": "Missing: {names}", "、": ", "}.get) == "Missing: 手机, 邮箱"


def test_a_message_without_values_may_hold_braces():
    assert texts.fill("用 {} 括起来", {}) == "用 {} 括起来"
    assert isinstance(say("用 {} 括起来"), Said)


def test_a_refusal_speaks_chinese_and_can_be_translated():
    refusal = Refused(N_("还差 {count} 位"), count=3, field="mobile", code="length")
    assert str(refusal) == "还差 3 位"
    assert refusal.text(ENGLISH.get) == "3 digits missing"
    assert (refusal.field, refusal.code, refusal.params) == ("mobile", "length", {"count": 3})


def test_a_refusal_takes_what_was_said_elsewhere():
    refusal = Refused(say(N_("还差 {count} 位"), count=3), field="mobile")
    assert str(refusal) == "还差 3 位"
    assert refusal.text(ENGLISH.get) == "3 digits missing"
