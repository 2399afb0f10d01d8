"""Templates of letters: fields in them, and what blocks sending (B-27)."""

import re
from collections.abc import Iterable, Mapping

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

# What may stand between double braces; the words people write, in Chinese.
FIELDS = {
    "客户名称": N_("客户名称"),
    "联系人": N_("联系人"),
    "称呼": N_("称呼（职务，没有职务时用姓名）"),
    "我的姓名": N_("我的姓名"),
    "我的电话": N_("我的电话"),
    "今天": N_("今天的日期"),
}
PLACE = re.compile(r"\{\{\s*([^{}]{1,40}?)\s*\}\}")


def places_in(*texts: str) -> list[str]:
    """The fields that texts ask for, each once."""
    return list(dict.fromkeys(name for text in texts for name in PLACE.findall(text)))


def refuse_unknown(*texts: str) -> None:
    """Raises Refused for a field that nothing fills."""
    unknown = [name for name in places_in(*texts) if name not in FIELDS]
    if unknown:
        raise Refused(
            N_("模板里没有这些字段：{names}。可以用的是：{known}。"), field="body",
            names=unknown, known=list(FIELDS),
        )  # fmt: skip


def filled(text: str, values: Mapping[str, str]) -> str:
    """A text with its fields; a field without a value stays as it is, so that it is seen."""
    return PLACE.sub(lambda found: values.get(found[1]) or found[0], text)


def refuse_unfilled(texts: Iterable[str]) -> None:
    """Raises Refused while a field is left: nobody gets a letter to “{{联系人}}” (B-27)."""
    if left := places_in(*texts):
        raise Refused(
            N_("还有没填上的字段：{names}。请改成要写的内容再发送。"), field="body", names=left
        )
