"""Read a letter as it came: the standard library takes it apart, we take what people need."""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import Message
from email.utils import parsedate_to_datetime

from . import markup
from .addresses import people_in
from .words import decoded, header_text, unpacked

MOST_PARTS, MOST_DEPTH, MOST_FILES = 200, 12, 40
MOST_TEXT, MOST_MARKUP = 200_000, 1_000_000
MOST_REFERENCES = 50
# What a malformed letter can make the library raise.
UNREADABLE = (MessageError, ValueError, LookupError, AttributeError, TypeError, RecursionError)


class Unreadable(Exception):
    """A letter that cannot be read at all; the others go on."""


@dataclass(frozen=True, slots=True)
class Enclosed:
    """One file in a letter. cid: the name under which the markup shows it, or ""."""

    name: str
    content: bytes
    cid: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """What people need of a letter.

    id          its Message-ID without brackets; of its content when it has none
    references  ids of the letters it answers, oldest first
    sender      (name, address); ("", "") for nobody
    report      texts of a delivery report inside it, else empty
    """

    id: str
    references: tuple[str, ...]
    subject: str
    sender: tuple[str, str]
    to: tuple[tuple[str, str], ...]
    copy: tuple[tuple[str, str], ...]
    at: datetime | None
    text: str
    markup: str
    is_automatic: bool
    files: tuple[Enclosed, ...] = ()
    report: tuple[str, ...] = ()


@dataclass
class _Found:
    """What the parts of a letter hold, collected."""

    texts: list[str] = field(default_factory=list)
    markups: list[str] = field(default_factory=list)
    files: list[Enclosed] = field(default_factory=list)
    report: list[str] = field(default_factory=list)
    parts: int = 0


def read_letter(raw: bytes) -> Letter:
    """A letter from its bytes. Raises Unreadable for what is none."""
    try:
        return _read(raw)
    except UNREADABLE as why:
        raise Unreadable(f"{type(why).__name__}: {why}"[:200]) from why


def _read(raw: bytes) -> Letter:
    whole = message_from_bytes(raw, policy=policy.compat32)
    if not any(_raw(whole, name) for name in ("From", "Message-ID", "Date", "Subject", "Received")):
        raise ValueError("no header of a letter")
    found = _Found()
    _collect(whole, found, 0)
    shown = markup.cleaned("\n".join(found.markups)[:MOST_MARKUP])
    text = "\n".join(found.texts)[:MOST_TEXT] or markup.plain(shown)[:MOST_TEXT]
    sender = people_in([_one(whole, "From")])
    return Letter(
        id=_id_of(whole, raw), references=_references(whole), subject=_one(whole, "Subject")[:400],
        sender=sender[0] if sender else ("", ""), to=_people(whole, "To"),
        copy=_people(whole, "Cc"), at=_moment(_one(whole, "Date")), text=text.strip(), markup=shown,
        is_automatic=_is_automatic(whole), files=tuple(found.files), report=tuple(found.report),
    )  # fmt: skip


def _collect(part: Message, found: _Found, depth: int) -> None:
    found.parts += 1
    if found.parts > MOST_PARTS or depth > MOST_DEPTH:
        return
    kind = part.get_content_type()
    if kind in ("message/delivery-status", "message/rfc822", "text/rfc822-headers"):
        found.report.append(_as_text(part))
        return
    inside = part.get_payload()
    if isinstance(inside, list):
        for one in inside:
            _collect(one, found, depth + 1)
        return
    name = header_text(_name_of(part))
    is_file = name or part.get_content_disposition() == "attachment"
    content = _content(part, inside)
    if not is_file and kind in ("text/plain", "text/html"):
        told = decoded(content, str(part.get_content_charset() or ""))
        (found.texts if kind == "text/plain" else found.markups).append(told)
    elif content and len(found.files) < MOST_FILES:
        cid = str(part.get("Content-ID") or "").strip().strip("<>")
        name = name or _called(kind, len(found.files) + 1)
        found.files.append(Enclosed(name[-120:], content, cid))


def _content(part: Message, inside: object) -> bytes:
    """What a part holds; base64 also when it is cut off, which the library gives up on."""
    encoding = str(part.get("Content-Transfer-Encoding") or "").strip().lower()
    if encoding == "base64" and isinstance(inside, str):
        return unpacked(inside)
    return part.get_payload(decode=True) or b""


def _called(kind: str, number: int) -> str:
    """A name for a file that has none."""
    ending = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif"}.get(kind, "bin")
    return f"{number}.{ending}"


def _name_of(part: Message) -> str:
    found = part.get_param("filename", None, "content-disposition") or part.get_param("name")
    if isinstance(found, tuple):
        charset, _language, text = found
        return decoded(str(text).encode("latin-1", "replace"), charset or "")
    return str(found or "")


def _as_text(part: Message) -> str:
    """A report inside a letter, header by header, as text."""
    inside = part.get_payload()
    if isinstance(inside, list):
        return "\n".join(_headers(one) for one in inside)[:20_000]
    return str(inside or "")[:20_000]


def _headers(part: Message) -> str:
    return "\n".join(f"{name}: {header_text(value)}" for name, value in part.raw_items())


def _id_of(whole: Message, raw: bytes) -> str:
    told = _one(whole, "Message-ID").strip("<> ")
    return told[:250] if told else f"{hashlib.sha256(raw).hexdigest()[:40]}@no-id"


def _references(whole: Message) -> tuple[str, ...]:
    told = f"{_one(whole, 'References')} {_one(whole, 'In-Reply-To')}"
    ids = [word.strip("<>,") for word in told.replace("><", "> <").split() if "@" in word]
    return tuple(dict.fromkeys(one[:250] for one in ids))[-MOST_REFERENCES:]


def _one(whole: Message, name: str) -> str:
    return next((header_text(value) for value in _raw(whole, name)), "")


def _raw(whole: Message, name: str) -> list[str]:
    """Headers of a name as they came: the parser would replace bytes that are no ASCII."""
    return [value for known, value in whole.raw_items() if known.lower() == name.lower()]


def _people(whole: Message, name: str) -> tuple[tuple[str, str], ...]:
    return tuple(people_in(header_text(one) for one in _raw(whole, name))[:100])


def _moment(told: object) -> datetime | None:
    try:
        found = parsedate_to_datetime(str(told))
    except (ValueError, TypeError, OverflowError):
        return None
    found = found if found.tzinfo else found.replace(tzinfo=UTC)
    return found if 1980 < found.year < 2200 else None


def _is_automatic(whole: Message) -> bool:
    """Whether a program wrote it: an answering machine, a delivery report, a list."""
    told = _one(whole, "Auto-Submitted").lower()
    is_bulk = _one(whole, "Precedence").lower() in ("bulk", "list", "junk", "auto_reply")
    return bool(told and told != "no") or is_bulk or bool(_raw(whole, "List-Id"))
