"""Which letters belong together, and what of an answer is new."""

import re
from collections.abc import Mapping, Sequence

PREFIX = re.compile(
    r"^(?:(?:re|fw|fwd|aw|wg|sv|antw|回复|答复|回覆|轉寄|转发|轉發)\s*(?:\[\d+\]|\(\d+\))?\s*[:：]\s*)+",
    re.IGNORECASE,
)
QUOTE_BEGINS = re.compile(
    r"^(?:-{2,}\s*(?:original message|原始邮件|原始郵件|原邮件|forwarded message|转发邮件信息)"
    r"|on .{5,120}wrote:|在?\s*\d{4}[-年/].{3,120}(?:写道|寫道)\s*[:：]|_{10,}"
    r"|(?:发件人|寄件者|from)\s*[:：].{2,})",
    re.IGNORECASE,
)


def bare_subject(subject: str) -> str:
    """A subject without what programs put before it, as it is compared."""
    return " ".join(PREFIX.sub("", subject.strip()).split()).casefold()[:200]


def thread_for(
    references: Sequence[str],
    known: Mapping[str, int],
    *,
    subject: str,
    by_subject: Mapping[str, int],
) -> int | None:
    """The thread of a letter: that of the last letter it answers and we know; else, only when its
    subject says that it is an answer, the one of the same people with the same subject.

    known       Message-ID -> thread
    by_subject  bare subject -> latest thread of the same people
    """
    for one in reversed(references):
        if one in known:
            return known[one]
    bare = bare_subject(subject)
    is_answer = bool(references) or bare != " ".join(subject.split()).casefold()[:200]
    return by_subject.get(bare) if bare and is_answer else None


def new_words(text: str) -> str:
    """What the writer of an answer wrote himself: everything above the letter he answers."""
    kept: list[str] = []
    for line in text.splitlines():
        if QUOTE_BEGINS.match(line.strip()) or (line.startswith(">") and kept):
            break
        kept.append(line)
    found = "\n".join(kept).strip()
    return found or text.strip()


def answer_subject(subject: str, prefix: str) -> str:
    """The subject of an answer or of something passed on: 回复：询价."""
    bare = PREFIX.sub("", subject.strip()).strip()
    return f"{prefix}{bare}"[:200]


def quoted(text: str) -> str:
    """A letter under its answer, each line marked."""
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines()[:400])
