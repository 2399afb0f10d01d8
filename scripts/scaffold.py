"""Scaffold a new app: `make app name=catalog` makes its folder, its tests and its lines."""

import re
import sys
from pathlib import Path

from .prepare import ROOT

ROOMS = {
    "__init__": '"""Say here in one sentence what {name} is about."""\n',
    "apps": """from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class {camel}Config(AppConfig):
    name = "maizi.{name}"
    verbose_name = _("{name}")
""",
    "terms": '"""Words of {name}."""\n',
    "events": '"""Facts that {name} announces."""\n',
    "rules": '"""Decisions of {name}: facts in, decision out."""\n',
    "models": '"""Tables of {name}."""\n',
    "access": '"""Who sees which rows of {name}, who may do what with them."""\n',
    "queries": '"""Reads of {name} that have a name."""\n',
    "actions": '"""Verbs of {name}: gather, decide, apply, in one transaction."""\n',
    "pages": '"""Lists and forms of {name} that the engine serves."""\n',
    "views": '"""Screens of {name}: parse, may, act, answer."""\n',
    "urls": '"""Addresses of {name}."""\n\napp_name = "{name}"\nurlpatterns = []\n',
}
NEXT = """Made maizi/{name} and tests/{name}; it lies just above customers in pyproject.toml and in
APPS of maizi/site/settings.py: move both lines where the business says. Next: a sentence in
maizi/{name}/__init__.py, its addresses in maizi/site/urls.py, its Chinese name in apps.py."""


def main(name: str, root: Path = ROOT) -> int:
    """Write the rooms and enter the app into the plan, the contract and the settings."""
    if not re.fullmatch(r"[a-z]+", name):
        print("An app has a name of small letters: make app name=catalog")
        return 1
    if (root / "maizi" / name).exists():
        print(f"maizi/{name} is there already.")
        return 1
    write_rooms(root, name)
    enter(root / "pyproject.toml", '  "customers",\n', f'  "{name}",\n')
    enter(root / "pyproject.toml", '  "maizi.customers",\n', f'  "maizi.{name}",\n')
    enter_settings(root / "maizi" / "site" / "settings.py", name)
    print(NEXT.format(name=name))
    return 0


def write_rooms(root: Path, name: str) -> None:
    """The files of the app and of its tests."""
    app, tests = root / "maizi" / name, root / "tests" / name
    for folder in (app / "migrations", app / "templates" / name, tests):
        folder.mkdir(parents=True)
    for room, text in ROOMS.items():
        (app / f"{room}.py").write_text(
            text.replace("{name}", name).replace("{camel}", name.title())
        )
    for front in (app / "migrations", tests):
        (front / "__init__.py").touch()


def enter(place: Path, before: str, line: str) -> None:
    """Put a line in front of the one it belongs above."""
    text = place.read_text()
    if text.count(before) != 1:
        raise SystemExit(f"{place.name}: expected one line {before.strip()}")
    place.write_text(text.replace(before, line + before))


def enter_settings(place: Path, name: str) -> None:
    """Django installs the app right after the one below it."""
    text = place.read_text()
    place.write_text(text.replace('"customers",', f'"customers", "{name}",', 1))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2] or [""]))
