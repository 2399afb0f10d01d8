"""Catalogues of messages: .po files as quiet text, .mo files as gettext reads them.

No dates, no line numbers, sorted by message: two branches that add texts merge without a word.
"""

import ast
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

PLURALS = {"en": "nplurals=2; plural=(n != 1);", "zh_Hant": "nplurals=1; plural=0;"}
FORMS = {"en": 2, "zh_Hant": 1}
PARTS = ("msgctxt", "msgid", "msgid_plural", "msgstr")


@dataclass(frozen=True, order=True)
class Entry:
    """One message with its translation into one language."""

    text: str
    plural: str = ""
    context: str = ""
    translations: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """What makes a message the same message."""
        return self.context, self.text

    @property
    def is_translated(self) -> bool:
        """Whether every form has its text."""
        return bool(self.translations) and all(self.translations)

    def translated(self, *texts: str) -> "Entry":
        """The same message with that translation."""
        return replace(self, translations=texts)


def header(language: str) -> str:
    """The entry of the empty message: character set and plural rule."""
    lines = [
        "Content-Type: text/plain; charset=UTF-8",
        f"Language: {language}",
        f"Plural-Forms: {PLURALS[language]}",
    ]
    return "".join(f"{line}\n" for line in lines)


def write_po(place: Path, language: str, entries: Iterable[Entry]) -> None:
    """Write a catalogue, or remove it when there is nothing to say."""
    entries = sorted(entries)
    if not entries:
        place.unlink(missing_ok=True)
        return
    blocks = ["\n".join(['msgid ""', 'msgstr ""', *map(quoted, header(language).splitlines(True))])]
    blocks += ["\n".join(_lines(entry, FORMS[language])) for entry in entries]
    text = "\n\n".join(blocks) + "\n"
    if not place.exists() or place.read_text(encoding="utf-8") != text:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")


def read_po(place: Path) -> list[Entry]:
    """The messages of a catalogue, without its header; none when there is no file."""
    if not place.exists():
        return []
    blocks = place.read_text(encoding="utf-8").split("\n\n")
    return [entry for entry in map(_read_block, blocks) if entry and entry.text]


def write_mo(place: Path, language: str, entries: Iterable[Entry]) -> None:
    """Write the file gettext reads: all keys, then all texts, each with length and offset."""
    pairs = {b"": header(language).encode()}
    for entry in entries:
        if entry.is_translated:
            pairs[_mo_key(entry)] = "\0".join(entry.translations).encode()
    keys = sorted(pairs)
    start, tables, told = 28, 8 * len(keys), [b"", b""]
    offset = start + 2 * tables
    body = b""
    for part, texts in enumerate((keys, [pairs[key] for key in keys])):
        for text in texts:
            told[part] += struct.pack("<II", len(text), offset + len(body))
            body += text + b"\0"
    head = struct.pack("<IIIIIII", 0x950412DE, 0, len(keys), start, start + tables, 0, offset)
    place.write_bytes(head + told[0] + told[1] + body)


def quoted(text: str) -> str:
    """A text as it stands in a .po file."""
    for plain, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t")):
        text = text.replace(plain, escaped)
    return f'"{text}"'


def _lines(entry: Entry, forms: int) -> Iterator[str]:
    yield from (f"# {note}" for note in entry.notes)
    if entry.context:
        yield f"msgctxt {quoted(entry.context)}"
    yield f"msgid {quoted(entry.text)}"
    if not entry.plural:
        yield f"msgstr {quoted((entry.translations or ('',))[0])}"
        return
    yield f"msgid_plural {quoted(entry.plural)}"
    texts = [*entry.translations, *[""] * forms][:forms]
    yield from (f"msgstr[{number}] {quoted(text)}" for number, text in enumerate(texts))


def _read_block(block: str) -> Entry | None:
    found: dict[str, list[str]] = {part: [] for part in PARTS}
    notes, current = [], ""
    for line in block.splitlines():
        if line.startswith("#"):
            notes += [line[2:]] if line.startswith("# ") else []
            continue
        word, _, rest = line.partition(" ")
        if not line.startswith('"'):
            current, line = word.split("[")[0], rest
            found[current].append("")
        if line.startswith('"'):
            found[current][-1] += ast.literal_eval(line)
    if not found["msgid"]:
        return None
    context, plural = found["msgctxt"] or [""], found["msgid_plural"] or [""]
    return Entry(found["msgid"][0], plural[0], context[0], tuple(found["msgstr"]), tuple(notes))


def _mo_key(entry: Entry) -> bytes:
    context = f"{entry.context}\x04" if entry.context else ""
    plural = f"\0{entry.plural}" if entry.plural else ""
    return f"{context}{entry.text}{plural}".encode()
