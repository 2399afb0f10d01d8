"""Messages for many customers, each in its own words (C-3)."""

import re

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

MOST, LONGEST = 200, 500
PLACES = {"客户": "customer", "联系人": "contact", "我": "me"}
PLACES |= {name: name for name in PLACES.values()}
PLACE = re.compile(r"\{([^{}]*)\}")


def places(*, is_chinese: bool) -> str:
    """What may stand in braces, in Chinese or in English."""
    names = [name for name, key in PLACES.items() if (name != key) == is_chinese]
    return " ".join("{" + name + "}" for name in names)


def check_text(text: str) -> None:
    """A message has words and known placeholders. Raises Refused."""
    if not text.strip():
        raise Refused(N_("请写下问候的内容。"), field="text")
    if len(text) > LONGEST:
        raise Refused(N_("问候最多 {most} 个字。"), most=LONGEST, field="text")
    for found in PLACE.findall(text):
        if found not in PLACES:
            raise Refused(
                N_("不认识“{place}”。可以用的有：{known}。"), place="{" + found + "}",
                known=places(is_chinese=True), field="text",
            )  # fmt: skip


def personal(text: str, *, customer: str, contact: str, me: str) -> str:
    """The message for one customer; who has no contact is greeted by its own name."""
    values = {"customer": customer, "contact": contact or customer, "me": me}
    return PLACE.sub(lambda found: values[PLACES[found[1]]], text.strip())
