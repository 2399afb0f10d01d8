"""One spelling of everything that is written differently and means the same."""

import re
import unicodedata

from maizi.kernel.pinyin import tables

ACCENTED = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
NOT_WORD = re.compile(r"[\W_]+")
NOT_DIGIT = re.compile("[^0-9]+")


def normalise(text: str) -> str:
    """Letters and digits only, in small letters, one width, simplified, without accents."""
    if text.isascii():
        return (text if text.isalnum() else NOT_WORD.sub("", text)).lower()
    text = unicodedata.normalize("NFKC", text)
    if ACCENTED.search(text):
        text = "".join(map(_bare, text))
    return NOT_WORD.sub("", text.lower()).translate(tables().folds)


def digits(text: str) -> str:
    """The digits of a phone number, without the country code of China."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    found = text if text.isdigit() else NOT_DIGIT.sub("", text)
    return found.removeprefix("00").removeprefix("86") if len(found) > 12 else found


def _bare(char: str) -> str:
    return unicodedata.normalize("NFD", char)[0] if ACCENTED.match(char) else char
