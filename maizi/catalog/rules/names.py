"""When two products are called the same."""

import re
import unicodedata

NOISE = re.compile(r"[\s\-_/·.,，、()（）]+")
LONGEST = 200


def name_key(brand: str, name: str, model: str, spec: str) -> str:
    """Brand, name, model and spec to compare by: width, case and punctuation don't count.

    A brand or model that the name says already is not said twice.
    """
    whole = _plain(name)
    parts = [whole]
    parts += [word for word in map(_plain, (brand, model, spec)) if word and word not in whole]
    return "|".join(parts)[:LONGEST]


def _plain(text: str) -> str:
    return NOISE.sub("", unicodedata.normalize("NFKC", text).casefold())
