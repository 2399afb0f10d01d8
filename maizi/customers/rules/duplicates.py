"""A name reduced to what tells it apart, as it is stored beside every customer."""

import re
import unicodedata

NOISE = re.compile(r"[\s\W_]+")
SUFFIXES = ("股份有限公司", "有限责任公司", "有限公司", "总公司", "分公司", "公司")


def name_key(name: str) -> str:
    """A name reduced to what tells it apart (A-12): NFKC, no spaces, brackets or 公司 suffixes."""
    text = NOISE.sub("", unicodedata.normalize("NFKC", name).casefold())
    for suffix in SUFFIXES:
        if text.endswith(suffix) and len(text) - len(suffix) >= 2:
            return text.removesuffix(suffix)
    return text
