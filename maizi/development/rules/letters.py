"""What a first contact by letter, phone or mail must and should have (B-27)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from maizi.kernel.texts import N_

from ..terms.accounts import FirstWay

PLACE = re.compile(r"{{\s*([^{}]+?)\s*}}")
LETTERS_A_PAGE = 800
JARGON = ("赋能", "抓手", "闭环", "颗粒度", "生态化反", "OEM", "ODM", "SOP", "KPI", "ROI")
ASKS_BACK = ("回复", "回信", "答复", "回音", "来电", "联系我")
OWN_PITCH = ("我们公司", "我公司", "本公司", "我司", "我们的产品", "向您推荐", "给您推荐")
UNSUBSCRIBE = ("退订", "不再接收")


@dataclass(frozen=True, slots=True)
class Words:
    """What is to be sent, with its places filled in.

    receiver     name and title, as they stand in it
    has_consent  the person may be reached in this way for this purpose, and it is the hour for it
    """

    way: FirstWay
    subject: str
    text: str
    receiver_name: str = ""
    receiver_title: str = ""
    sender_reach: str = ""
    is_marketing: bool = False
    has_consent: bool = True
    objection: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """Sentences: what stops the sending, and what should be looked at."""

    stops: tuple[str, ...]
    warns: tuple[str, ...]


def fill_places(text: str, values: Mapping[str, str]) -> tuple[str, list[str]]:
    """The text with its {{places}} filled, and the names of those that have no value."""
    missing = [name for name in PLACE.findall(text) if not values.get(name)]
    return PLACE.sub(lambda m: values.get(m[1]) or m[0], text), list(dict.fromkeys(missing))


def check_words(words: Words) -> Findings:
    """Blocking and warning checks of one first contact (B-27)."""
    stops, warns = [], []
    if not words.text.strip():
        stops.append(N_("还没有正文。"))
    if not words.has_consent:
        stops.append(words.objection or N_("客户没有同意用这种方式联系。"))
    check = {FirstWay.LETTER: _letter, FirstWay.PHONE: _phone, FirstWay.MAIL: _mail}[words.way]
    check(words, stops, warns)
    return Findings(tuple(stops), tuple(warns))


def _letter(words: Words, stops: list[str], warns: list[str]) -> None:
    if not (words.receiver_name and words.receiver_title):
        stops.append(N_("信函要写明收信人和称呼（职务）。"))
    if not words.sender_reach:
        stops.append(N_("信函要留下发信人的联系方式。"))
    if not any(word in words.text for word in ASKS_BACK):
        stops.append(N_("信函要请对方早日回复。"))
    found = [word for word in JARGON if word in words.text]
    if found:
        warns.append(N_("用了行话，对方不一定懂。"))
    if len(words.text) > LETTERS_A_PAGE:
        warns.append(N_("超过一页，太长了。"))


def _phone(words: Words, stops: list[str], warns: list[str]) -> None:
    opening = words.text.strip()[:60]
    if any(word in opening for word in OWN_PITCH):
        warns.append(N_("开场白在介绍自己的产品。请从客户的角度开始。"))


def _mail(words: Words, stops: list[str], warns: list[str]) -> None:
    if not words.subject.strip():
        stops.append(N_("邮件要有主题。"))
    if words.is_marketing and not any(word in words.text for word in UNSUBSCRIBE):
        stops.append(N_("营销邮件要写明怎样退订。"))
    gaps = {len(gap) for gap in re.findall(r"\n+", words.text.strip())}
    if len(gaps) > 2 or re.search(r"[ \t]{3,}|　{3,}", words.text):
        warns.append(N_("行距或空格不一致，看起来不整齐。"))
