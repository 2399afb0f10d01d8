"""The app graph where import-linter does not look: doors, rooms, tables, templates, addresses.

The one list of layers is in pyproject.toml. `python -m scripts.architecture ROOT` checks a tree.
"""

import ast
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, nodes

JINJA = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], autoescape=True)
REFERRING = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
ADDRESS = re.compile(r"^([a-z]+):[a-z_]+$")
TEMPLATE = re.compile(r"^([a-z]+)/[\w/.-]+\.(?:html|txt|svg)(?:#\w+)?$")


@dataclass(frozen=True)
class Plan:
    """What pyproject.toml says about apps, rooms and doors."""

    layers: tuple[str, ...]  # top to bottom
    rooms: frozenset[str]
    furniture: frozenset[str]
    doors: frozenset[str]
    open_apps: frozenset[str]
    own_plan: frozenset[str]
    extra_rooms: dict[str, list[str]]
    extra_doors: dict[str, list[str]]

    def is_above(self, app: str, other: str) -> bool:
        """Whether `app` lies above `other`; an app outside the list lies nowhere."""
        if app not in self.layers or other not in self.layers:
            return False
        return self.layers.index(app) < self.layers.index(other)

    def rooms_of(self, app: str) -> set[str]:
        """File names that this app may have."""
        return {*self.rooms, *self.furniture, *self.extra_rooms.get(app, [])}

    def doors_of(self, app: str) -> set[str]:
        """File names through which others may enter this app."""
        return {*self.doors, *self.extra_doors.get(app, [])}


def plan_of(root: Path) -> Plan:
    """The plan written in that tree's pyproject.toml."""
    tools = tomllib.loads((root / "pyproject.toml").read_text())["tool"]
    apps, rooms = tools["importlinter"]["contracts"][:2]
    own = tools["maizi"]
    return Plan(
        layers=tuple(_words(apps["layers"])),
        rooms=frozenset(_words(rooms["layers"])),
        furniture=frozenset(own["furniture"]),
        doors=frozenset(own["doors"]),
        open_apps=frozenset(own["open_apps"]),
        own_plan=frozenset(own["own_plan"]),
        extra_rooms=own["extra_rooms"],
        extra_doors=own["extra_doors"],
    )


def imports_of(root: Path) -> Iterator[tuple[str, str]]:
    """Every import inside the package: (importing module, imported module)."""
    import grimp

    sys.path.insert(0, str(root))
    try:
        graph = grimp.build_graph("maizi", cache_dir=None)
    finally:
        sys.path.remove(str(root))
    for source in sorted(graph.modules):
        for target in sorted(graph.find_modules_directly_imported_by(source)):
            yield source, target


def wrong_doors(plan: Plan, imports: Iterable[tuple[str, str]]) -> list[str]:
    """Imports that enter another app by anything but a door."""
    return [
        f"{source} enters {target}, which is no door"
        for source, target in imports
        if not _is_entered_well(plan, source.split("."), target.split("."))
    ]


def wrong_rooms(plan: Plan, root: Path) -> list[str]:
    """File names that no app has, and `__init__` files that would be a back door."""
    wrong = []
    for app in _app_folders(root):
        if app.name not in plan.layers:
            wrong.append(f"{app.name} is in no layer of pyproject.toml")
        if app.name in plan.own_plan:
            continue
        wrong += [
            f"{place.relative_to(root)}: an app has no such room"
            for place in sorted(app.iterdir())
            if place.stem not in {*plan.rooms_of(app.name), "__init__", "__pycache__"}
        ]
        front = app / "__init__.py"
        if front.exists() and len(ast.parse(front.read_text()).body) > 1:
            wrong.append(f"{front.relative_to(root)}: holds more than its one sentence")
    return wrong


def wrong_foreign_keys(plan: Plan, models: Iterable) -> list[str]:
    """Relations of our models that point to an app above their own."""
    return [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in models
        for field in model._meta.get_fields()
        if field.is_relation
        and not field.auto_created
        and field.related_model
        and plan.is_above(field.related_model._meta.app_label, model._meta.app_label)
    ]


def wrong_templates(plan: Plan, root: Path) -> list[str]:
    """Templates that name an address or a template of an app above, or that do not parse.

    Every page stands in the shell, whoever it belongs to: templates of the open apps are no step
    upwards, their addresses are.
    """
    owners = _template_owners(root)
    wrong = []
    for page in sorted(root.glob("maizi/*/templates/**/*.html")):
        app = page.relative_to(root / "maizi").parts[0]
        try:
            used = list(_used_by(JINJA.parse(page.read_text())))
        except TemplateSyntaxError as error:
            wrong.append(f"{page.relative_to(root)}:{error.lineno} {error.message}")
            continue
        wrong += [
            f"{page.relative_to(root)} -> {name}"
            for name in used
            if plan.is_above(_owner(name, owners), app)
            and (":" in name or _owner(name, owners) not in plan.open_apps)
        ]
    return wrong


def wrong_names_in_code(plan: Plan, root: Path) -> list[str]:
    """Code that names, as text, an address or a template of an app above."""
    owners = _template_owners(root)
    return [
        f"{place.relative_to(root)}:{node.lineno} -> {node.value}"
        for place in sorted(root.glob("maizi/*/**/*.py"))
        for node in ast.walk(ast.parse(place.read_text()))
        if _is_name(node)
        and plan.is_above(_owner(node.value, owners), place.relative_to(root / "maizi").parts[0])
    ]


def _words(layers: list[str]) -> list[str]:
    return [word for line in layers for word in re.findall(r"\w+", line)]


def _app_folders(root: Path) -> list[Path]:
    folders = (p for p in (root / "maizi").iterdir() if p.is_dir() and any(p.rglob("*.py")))
    return sorted(folders)


def _is_entered_well(plan: Plan, here: list[str], there: list[str]) -> bool:
    if len(there) < 3 or here[1:2] == there[1:2] or here[1:2] == ["site"]:
        return True
    return there[1] in plan.open_apps or there[2] in plan.doors_of(there[1])


def _template_owners(root: Path) -> dict[str, str]:
    """Top folder of a template's name -> the app that owns it."""
    places = root.glob("maizi/*/templates/*")
    return {p.name: p.relative_to(root / "maizi").parts[0] for p in places}


def _is_name(node: ast.AST) -> bool:
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        return False
    return bool(ADDRESS.match(node.value) or TEMPLATE.match(node.value))


def _owner(name: str, owners: dict[str, str]) -> str:
    return name.split(":")[0] if ":" in name else owners.get(name.split("/")[0], "")


def _used_by(page: nodes.Template) -> Iterator[str]:
    for node in page.find_all(REFERRING):
        for text in [node.template, *node.template.find_all(nodes.Const)]:
            if isinstance(text, nodes.Const) and isinstance(text.value, str):
                yield text.value
    for call in page.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "url" and call.args:
            first = call.args[0]
            if isinstance(first, nodes.Const):
                yield str(first.value)


def main(root: Path) -> int:
    """Print what is wrong in a tree; 0 when nothing is."""
    plan = plan_of(root)
    wrong = [
        *wrong_doors(plan, imports_of(root)),
        *wrong_rooms(plan, root),
        *wrong_templates(plan, root),
        *wrong_names_in_code(plan, root),
    ]
    print("\n".join(wrong) or "The house is as its plan says.")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()))
