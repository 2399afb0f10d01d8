"""Words of a letter as people read them: charsets as Chinese programs write them, encoded words."""

import base64
import binascii
import re
from email.header import decode_header

# What programs call a charset, and what it really is: each is the larger one that holds it.
REALLY = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030",
    "cp936": "gb18030", "gb18030": "gb18030", "hz-gb-2312": "hz", "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs", "iso-8859-1": "cp1252", "us-ascii": "utf-8", "ascii": "utf-8",
    "utf8": "utf-8", "unicode-1-1-utf-7": "utf-7", "unknown-8bit": "utf-8", "default": "utf-8",
}  # fmt: skip
CUT_OFF = 3  # bytes of a last sign that did not arrive whole
GUESSED = ("utf-8", "gb18030", "big5hkscs")
ENCODED = re.compile(r"(=\?[^?\s]+\?[bBqQ]\?[^?]*\?=)\s+(?==\?)")
# Control signs, and halves of a sign, which no database takes.
STRANGE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
# Charsets of letters; Python's other codecs (escapes, archives) are not for strangers to choose.
CHARSET = re.compile(
    r"utf-?(8|16|16le|16be|7)|gb18030|hz|big5hkscs|cp\d{3,4}|windows-\d{3,4}|iso-?8859-\d{1,2}"
    r"|latin-?1|iso-2022-(jp|kr)(-\w+)?|euc-(jp|kr|tw)|shift[_-]?jis|koi8-[ru]"
)


def decoded(raw: bytes, charset: str = "") -> str:
    """Bytes as text: by the charset that is named, else by the one that fits; never an error."""
    name = REALLY.get(charset.strip(" \"'").lower(), charset.strip(" \"'").lower())
    named = (name,) if CHARSET.fullmatch(name) else ()
    for one in (*named, *GUESSED):
        for lost in range(min(CUT_OFF, len(raw)) + 1):
            try:
                return STRANGE.sub("", raw[: len(raw) - lost].decode(one))
            except (LookupError, UnicodeError):
                continue
    return STRANGE.sub("", raw.decode("utf-8", "replace"))


def header_text(value: object) -> str:
    """A header on one line: encoded words, raw bytes in any charset, folded lines."""
    text = str(value or "")
    if any(0xDC80 <= ord(letter) <= 0xDCFF for letter in text):  # raw bytes, as the parser keeps
        text = decoded(text.encode("ascii", "surrogateescape"))
    text = ENCODED.sub(r"\1", text)
    try:
        pieces = decode_header(text)
    except (ValueError, binascii.Error):
        return " ".join(STRANGE.sub("", text).split())
    told = "".join(
        decoded(piece, charset or "") if isinstance(piece, bytes) else piece
        for piece, charset in _joined(pieces)
    )
    return " ".join(STRANGE.sub("", told).split())


def _joined(pieces: list[tuple]) -> list[tuple]:
    """Neighbours of one charset put together: a character may be cut in two between words."""
    found: list[tuple] = []
    for piece, charset in pieces:
        is_same = found and charset and found[-1][1] == charset
        if is_same and isinstance(piece, bytes) and isinstance(found[-1][0], bytes):
            found[-1] = (found[-1][0] + piece, charset)
        else:
            found.append((piece, charset))
    return found


def unpacked(text: str) -> bytes:
    """Base64 as bytes, whatever stands in between and wherever it breaks off."""
    plain = re.sub(r"[^A-Za-z0-9+/]", "", text)
    plain = plain[: len(plain) - (len(plain) % 4 == 1)]
    return base64.b64decode(plain + "=" * (-len(plain) % 4))
