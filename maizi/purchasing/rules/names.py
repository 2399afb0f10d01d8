"""When two suppliers are called the same."""

import re
import unicodedata

NOISE = re.compile(r"[\s()（）\[\]【】,，.。·、\-_—]+")


def name_key(name: str) -> str:
    """A name without spaces, brackets and case: 杭州开岳（集团）有限公司 = 杭州开岳集团有限公司."""
    return NOISE.sub("", unicodedata.normalize("NFKC", name)).casefold()[:120]
