"""Sentences that are kept by their messages, and said again in any language."""

import json
from decimal import Decimal

from maizi.kernel.texts import N_, Said, kept, retold, said_again, say

ENGLISH = {
    N_("到期 {due} 元，{who}"): "{due} yuan fell due, {who}", N_("按时"): "on time",
    N_("、"): ", ", N_("缺{what}"): "missing: {what}",
}  # fmt: skip


def english(text: str) -> str:
    return ENGLISH.get(text, text)


def test_what_is_kept_is_json_and_comes_back_in_every_language():
    told = {
        "note": say(N_("到期 {due} 元，{who}"), due=Decimal("5.00"), who=say(N_("按时"))),
        "lacking": [say(N_("缺{what}"), what=["执照", say(N_("按时"))])],
        "score": 85, "none": None, "own": "客户自己的话 {due}", "flag": True,
    }  # fmt: skip
    stored = json.loads(json.dumps(kept(told)))
    chinese = retold(stored)
    assert chinese["note"] == str(told["note"]) == "到期 5.00 元，按时"
    assert retold(stored, english) == {
        "note": "5.00 yuan fell due, on time", "lacking": ["missing: 执照, on time"],
        "score": 85, "none": None, "own": "客户自己的话 {due}", "flag": True,
    }  # fmt: skip
    again = said_again(stored)["note"]
    assert isinstance(again, Said) and again.params["due"] == "5.00"


def test_what_was_kept_as_plain_text_stays_as_it_is():
    """Before sentences were kept by their messages they were kept in Chinese."""
    assert retold({"caps": ["新客户，最高 B 级"]}, english) == {"caps": ["新客户，最高 B 级"]}
    assert retold("", english) == "" and retold({}, english) == {}
