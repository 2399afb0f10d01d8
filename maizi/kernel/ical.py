"""Texts of calendars (RFC 5545): values escaped, lines folded."""

from collections.abc import Iterable

LINE_BYTES = 75
CONTROLS = {code: None for code in range(32) if code != 10} | {127: None}


def escaped(text: str) -> str:
    """A text as a value: backslash, comma, semicolon and line end escaped, controls left out."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(CONTROLS)
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def quoted(text: str) -> str:
    """A text as a parameter, such as the name of somebody: between quotation marks."""
    text = " ".join(text.translate(CONTROLS).split()).replace('"', "'")
    return f'"{text}"'


def folded(line: str) -> str:
    """A line in pieces of at most 75 bytes; no character is cut in two."""
    pieces, piece, size = [], [], 0
    for letter in line:
        width = len(letter.encode())
        if size + width > LINE_BYTES:
            pieces.append("".join(piece))
            piece, size = [], 1  # the space that a continued line begins with
        piece.append(letter)
        size += width
    return "\r\n ".join([*pieces, "".join(piece)])


def calendar_of(lines: Iterable[str]) -> str:
    """Lines of a calendar, folded, each ended with CRLF."""
    return "".join(f"{folded(line)}\r\n" for line in lines)
