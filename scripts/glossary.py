"""Write docs/glossary.md from the code: 中文 ↔ identifier. `--check` only compares.

What is counted: every vocabulary (Term) and every table with its fields' Chinese names.
"""

import importlib
import inspect
import os
import pkgutil
import sys
from collections.abc import Iterator

from .prepare import CACHE, ROOT

PLACE = ROOT / "docs" / "glossary.md"
HEAD = """# Glossary

Written by `make fix` from the code; do not edit. One word per thing: what a user reads and what the
code calls it.
"""


def main(is_checking: bool) -> int:
    """Write the glossary, or say whether it is what the code says."""
    text = glossary()
    if is_checking:
        is_same = PLACE.exists() and PLACE.read_text(encoding="utf-8") == text
        print("The glossary is what the code says." if is_same else "Run `make fix`: glossary.")
        return not is_same
    PLACE.parent.mkdir(exist_ok=True)
    PLACE.write_text(text, encoding="utf-8")
    return 0


def glossary() -> str:
    """The whole document."""
    begin_django()
    parts = [HEAD, "## Tables\n", *_tables(), "## Vocabularies\n", *_vocabularies()]
    return "\n".join(parts)


def begin_django() -> None:
    """Load the models, in Chinese, without touching anybody's data folder."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "maizi.site.settings")
    os.environ.setdefault("MAIZI_HOME", str(CACHE / "reading"))
    import django
    from django.utils import translation

    django.setup()
    translation.activate("zh-hans")


def terms() -> list[type]:
    """Every vocabulary of the product, by app and name."""
    from maizi.kernel.terms import Term

    found = {}
    for module in _modules():
        for thing in vars(module).values():
            if inspect.isclass(thing) and issubclass(thing, Term) and thing.__members__:
                found[(thing.__module__, thing.__name__)] = thing
    return [found[key] for key in sorted(found)]


def _modules() -> Iterator:
    import maizi

    for found in pkgutil.walk_packages(maizi.__path__, "maizi."):
        parts = found.name.split(".")
        if parts[1] == "kernel" or parts[2:3] == ["terms"]:
            yield importlib.import_module(found.name)


def _tables() -> Iterator[str]:
    from django.apps import apps

    ours = (m for m in apps.get_models() if m.__module__.startswith("maizi."))
    for model in sorted(ours, key=lambda m: m._meta.label):
        yield f"### {model._meta.verbose_name} `{model._meta.label}`\n"
        rows = [
            (str(field.verbose_name), field.name)
            for field in model._meta.get_fields()
            if hasattr(field, "verbose_name") and not field.auto_created and not field.primary_key
        ]
        yield from _table("字段", "identifier", rows)


def _vocabularies() -> Iterator[str]:
    for vocabulary in terms():
        app = vocabulary.__module__.split(".")[1]
        yield f"### `{app}.{vocabulary.__name__}`\n"
        yield f"{(inspect.getdoc(vocabulary) or '').splitlines()[0]}\n"
        rows = [(term.chinese, f"{term.name} = {term.value!r}") for term in vocabulary]
        yield from _table("中文", "identifier", rows)


def _table(first: str, second: str, rows: list[tuple[str, str]]) -> Iterator[str]:
    if rows:
        yield f"| {first} | {second} |\n|---|---|"
        yield from (f"| {chinese} | `{identifier}` |" for chinese, identifier in rows)
        yield ""


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv))
