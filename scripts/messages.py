"""Texts for people: collect them from the code, fill 繁體, check and build the catalogues.

`python -m scripts.messages collect|check|compile`, in any order and number. A message id is the
Chinese text; English is written by hand, 繁體 is made by OpenCC unless a line above the entry
says `# manual`.
"""

import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from .catalogue import FORMS, Entry, read_po, write_mo, write_po
from .prepare import ROOT
from .taiwan import to_taiwan

KEYWORDS = {
    "_": None, "N_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "Refused": (1,), "ngettext": (1, 2), "ngettext_lazy": (1, 2), "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}  # fmt: skip
# As in maizi/kit/jinja.py, or a text block would be known under another id than it is shown by.
JINJA = {"extensions": "jinja2.ext.do", "trim_blocks": "true", "lstrip_blocks": "true"}
LANGUAGES = tuple(FORMS)
SHOWN = 60
CHINESE = re.compile(r"[\u3001\u3002\u3400-\u9fff\uff01-\uff1f]")
PLACES = re.compile(r"%\(\w+\)[sd]|%[sd]|{\w*[^{}\s]*}")


def main(verbs: list[str], root: Path = ROOT) -> int:
    """Do each verb in turn; 1 when a check found something."""
    failed = 0
    for verb in verbs or ["collect", "check"]:
        if verb == "collect":
            collect(root)
        elif verb == "compile":
            build(root)
        else:
            wrong = list(flaws(root))
            print("\n".join(wrong[:SHOWN]) or "Every text is translated.")
            if len(wrong) > SHOWN:
                print(f"… and {len(wrong) - SHOWN} more")
            failed = failed or bool(wrong)
    return int(failed)


def collect(root: Path) -> None:
    """Bring every app's catalogues up to its texts: new ones added, vanished ones removed."""
    known = {lang: _known(root, lang) for lang in LANGUAGES}
    for app in apps(root):
        found = texts_of(app)
        for language in LANGUAGES:
            place = catalogue_of(app, language)
            own = {entry.key: entry for entry in read_po(place)}
            entries = [_carried(e, own.get(e.key), known[language], language) for e in found]
            write_po(place, language, entries)


def build(root: Path) -> None:
    """Write the .mo beside every .po that is newer."""
    for app in apps(root):
        for language in LANGUAGES:
            place = catalogue_of(app, language)
            built = place.with_suffix(".mo")
            if not place.exists():
                built.unlink(missing_ok=True)
            elif not built.exists() or built.stat().st_mtime <= place.stat().st_mtime:
                write_mo(built, language, read_po(place))


def flaws(root: Path) -> Iterator[str]:
    """What keeps the product from being complete in every language."""
    said: dict[tuple, tuple[str, ...]] = {}
    for app in apps(root):
        found = {entry.key: entry for entry in texts_of(app)}
        for language in LANGUAGES:
            place = catalogue_of(app, language)
            there = {entry.key: entry for entry in read_po(place)}
            told = [*_catalogue_flaws(found, there, language), *_contradictions(there, said, place)]
            yield from (f"{place.relative_to(root)}: {line}" for line in told)


def _catalogue_flaws(found: dict, there: dict, language: str) -> Iterator[str]:
    yield from (f"“{key[1]}” is missing" for key in sorted(found.keys() - there.keys()))
    yield from (f"“{key[1]}” is used no more" for key in sorted(there.keys() - found.keys()))
    for key in sorted(found.keys() & there.keys()):
        yield from (f"“{key[1]}” {told}" for told in entry_flaws(there[key], language))


def _contradictions(there: dict, said: dict, place: Path) -> Iterator[str]:
    """One Chinese text has one translation; a second meaning needs a context (pgettext)."""
    for key, entry in sorted(there.items()):
        first = said.setdefault((place.parts[-3], *key), entry.translations)
        differ = any(a != b for a, b in zip(first, entry.translations, strict=False))
        if differ and entry.is_translated and all(first):
            yield f"“{key[1]}” is “{first[0]}” elsewhere"


def entry_flaws(entry: Entry, language: str) -> Iterator[str]:
    """What is wrong with one translation."""
    if not entry.is_translated:
        yield "is not translated"
        return
    wanted = set(PLACES.findall(entry.text)) | set(PLACES.findall(entry.plural))
    for text in entry.translations:
        # One form may say “one customer” without its number; no form may ask for more.
        missing = wanted - set(PLACES.findall(text)) if not entry.plural else set()
        if missing or set(PLACES.findall(text)) - wanted:
            yield f"has other placeholders than “{text}”"
        if language == "en" and CHINESE.search(text):
            yield f"is still Chinese in “{text}”"


def texts_of(app: Path) -> list[Entry]:
    """All messages of one app, from its Python and its templates."""
    found: dict[tuple, Entry] = {}
    for place in sorted([*app.rglob("*.py"), *app.rglob("*.html"), *app.rglob("*.txt")]):
        if "migrations" in place.parts or "static" in place.parts:
            continue
        for entry in texts_in(place):
            same = found.get(entry.key)
            found[entry.key] = entry if same is None or entry.plural else same
    return sorted(found.values())


def texts_in(place: Path) -> Iterator[Entry]:
    """The messages of one file; without anything Chinese a text is a name."""
    from babel.messages.extract import extract

    kind, options = ("python", {}) if place.suffix == ".py" else ("jinja2", JINJA)
    with place.open("rb") as file:
        for _line, told, _notes, context in extract(kind, file, KEYWORDS, options=options):
            text, plural = (*told, "")[:2] if isinstance(told, tuple) else (told, "")
            if text and CHINESE.search(text):
                yield Entry(text, plural, context or "")


def apps(root: Path) -> list[Path]:
    """The folders of all apps."""
    return sorted(p.parent for p in (root / "maizi").glob("*/__init__.py"))


def catalogue_of(app: Path, language: str) -> Path:
    """Where an app keeps its texts in that language."""
    return app / "locale" / language / "LC_MESSAGES" / "django.po"


def _known(root: Path, language: str) -> dict[tuple, Entry]:
    entries = (e for app in apps(root) for e in read_po(catalogue_of(app, language)))
    return {entry.key: entry for entry in entries if entry.is_translated}


def _carried(entry: Entry, own: Entry | None, known: dict, language: str) -> Entry:
    """The entry with its translation: its own, another app's, or OpenCC's."""
    is_manual = own is not None and "manual" in own.notes
    forms = FORMS[language] if entry.plural else 1
    if language == "zh_Hant" and not is_manual:
        return entry.translated(*[traditional(entry.plural or entry.text)] * forms)
    found = own if own and any(own.translations) else known.get(entry.key)
    notes = own.notes if own else ()
    texts = found.translations if found and len(found.translations) == forms else ("",) * forms
    return Entry(entry.text, entry.plural, entry.context, texts, notes)


def traditional(text: str) -> str:
    """The text in 繁體 with Taiwan's words, placeholders untouched."""
    return to_taiwan(_converter().convert(text))


@cache
def _converter():
    from opencc import OpenCC

    return OpenCC("s2twp")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
