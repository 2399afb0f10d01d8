"""One graph, no knots: each check on our tree, and on a small house with a fault planted in it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.test.utils import isolate_apps

from scripts import architecture

ROOT = Path(__file__).parents[1]
PLAN = architecture.plan_of(ROOT)
LINT_IMPORTS = str(Path(sys.executable).with_name("lint-imports"))
LAYERS = "Apps depend downwards only"
ROOMS = "Inside an app: web on top, words at the bottom"
PURE = "Rules, terms, events and the kernel know no framework and no database"

pytestmark = pytest.mark.once


def lint_imports(root):
    return subprocess.run([LINT_IMPORTS, "--no-cache"], cwd=root, capture_output=True, text=True)


def walk(root):
    """What the checker of scripts/architecture.py says about a whole tree."""
    command = [sys.executable, "-m", "scripts.architecture", str(root)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A house of empty rooms under our own plan, without a fault."""
    root = tmp_path_factory.mktemp("house")
    shutil.copy(ROOT / "pyproject.toml", root)
    for app in PLAN.layers:
        folder = root / "maizi" / app
        folder.mkdir(parents=True)
        rooms = [] if app in PLAN.own_plan else PLAN.rooms
        for name in ["__init__", *rooms]:
            (folder / f"{name}.py").write_text(f'"""{name}."""\n')
    (root / "maizi" / "__init__.py").touch()
    return root


@pytest.fixture
def plant(house, tmp_path):
    """Write one file into a copy of the house."""
    root = tmp_path / "house"
    shutil.copytree(house, root)

    def write(path, text):
        place = root / "maizi" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
        return root

    return write


def test_our_imports_go_down():
    answer = lint_imports(ROOT)
    assert answer.returncode == 0, answer.stdout


def test_the_empty_house_is_in_order(house):
    assert lint_imports(house).returncode == 0
    assert walk(house).returncode == 0, walk(house).stdout


@pytest.mark.parametrize(
    ("path", "text", "contract"),
    [
        ("history/actions.py", "from maizi.accounts import models", LAYERS),
        ("kernel/money.py", "import maizi.jobs.actions", LAYERS),
        ("surprise/__init__.py", "", LAYERS),
        ("customers/rules.py", "from . import models", ROOMS),
        ("accounts/models.py", "from .actions import anything", ROOMS),
        ("customers/views.py", "from . import tasks", ROOMS),
        ("customers/rules.py", "from django.db import models", PURE),
        ("customers/events.py", "import django", PURE),
        ("kernel/texts.py", "from django.utils import translation", PURE),
    ],
)
def test_import_linter_sees_a_planted_import(plant, path, text, contract):
    answer = lint_imports(plant(path, text))
    assert answer.returncode == 1
    assert f"{contract} BROKEN" in answer.stdout


def test_our_apps_enter_each_other_by_the_doors():
    wrong = architecture.wrong_doors(PLAN, architecture.imports_of(ROOT))
    assert not wrong, "\n".join(["", *wrong])


def test_our_files_have_the_known_names():
    wrong = architecture.wrong_rooms(PLAN, ROOT)
    assert not wrong, "\n".join(["", *wrong])


def test_our_templates_mention_only_apps_below():
    wrong = architecture.wrong_templates(PLAN, ROOT)
    assert not wrong, "\n".join(["", *wrong])


def test_our_code_names_only_apps_below():
    wrong = architecture.wrong_names_in_code(PLAN, ROOT)
    assert not wrong, "\n".join(["", *wrong])


@pytest.mark.parametrize(
    ("path", "text", "told"),
    [
        ("customers/views.py", "from maizi.accounts import rules", "which is no door"),
        ("customers/actions.py", "def f():\n    import maizi.jobs.views", "which is no door"),
        ("customers/helpers.py", "", "has no such room"),
        ("customers/actions/helpers/x.py", "", None),
        ("customers/__init__.py", '"""x."""\nfrom . import rules', "more than its one sentence"),
        ("basement/models.py", "", "in no layer"),
        ("kit/templates/kit/page.html", "{{ url('desk:today') }}", "page.html -> desk:today"),
        ("kit/templates/kit/page.html", '{% set a = url("desk:today", 1) %}', "-> desk:today"),
        ("kit/templates/kit/page.html", "{{ url('accounts:sign_in') }}", None),
        ("kit/templates/kit/page.html", "{% if %}", "page.html:1"),
        ("accounts/templates/accounts/in.html", '{% extends "kit/page.html" %}', None),
        ("accounts/templates/accounts/in.html", "{{ url('kit:gallery') }}", "-> kit:gallery"),
        ("kit/views.py", "x = 'customers:customer_list'", "-> customers:customer_list"),
        ("kit/views.py", "x = 'accounts:sign_in', 'kit:here', 'note: this'", None),
    ],
)
def test_the_walk_sees_a_planted_fault(plant, path, text, told):
    answer = walk(plant(path, text))
    if told is None:
        assert answer.returncode == 0, answer.stdout
    else:
        assert answer.returncode == 1
        assert told in answer.stdout


@pytest.mark.parametrize(
    "line",
    [
        '{% extends "customers/list.html" %}',
        '{% include "customers/list.html" %}',
        "{% import 'customers/list.html' as x %}",
        "{% from 'customers/list.html' import x %}",
        "{% include ['kit/a.html', 'customers/list.html'] %}",
        "{% extends 'customers/list.html' if x else 'kit/a.html' %}",
    ],
)
def test_the_walk_sees_a_template_of_an_app_above(plant, line):
    plant("customers/templates/customers/list.html", "")
    answer = walk(plant("kit/templates/ui/button.html", line))
    assert "button.html -> customers/list.html" in answer.stdout


def ours():
    return [m for m in apps.get_models() if m.__module__.startswith("maizi.")]


def test_our_foreign_keys_point_down():
    assert architecture.wrong_foreign_keys(PLAN, ours()) == []


@pytest.mark.parametrize("relation", [models.ForeignKey, models.OneToOneField])
def test_a_planted_foreign_key_upwards_is_seen(relation):
    with isolate_apps():

        class Person(models.Model):
            class Meta:
                app_label = "accounts"

        class Note(models.Model):
            person = relation(Person, models.CASCADE, related_name="+")

            class Meta:
                app_label = "history"

        wrong = architecture.wrong_foreign_keys(PLAN, [Person, Note])
    assert wrong == ["history.Note.person -> accounts.Person"]


def test_a_planted_many_to_many_upwards_is_seen():
    with isolate_apps():

        class Person(models.Model):
            class Meta:
                app_label = "accounts"

        class Note(models.Model):
            people = models.ManyToManyField(Person, related_name="+")

            class Meta:
                app_label = "history"

        wrong = architecture.wrong_foreign_keys(PLAN, [Note])
    assert wrong == ["history.Note.people -> accounts.Person"]


def test_settings_list_the_apps_of_the_plan():
    assert [*reversed(settings.APPS)] == [app for app in PLAN.layers if app != "kernel"]


def test_every_app_with_rooms_is_under_the_contract_of_rooms():
    contract = architecture.tomllib.loads((ROOT / "pyproject.toml").read_text())
    contained = contract["tool"]["importlinter"]["contracts"][1]["containers"]
    there = {p.parent.name for p in ROOT.glob("maizi/*/__init__.py")} - PLAN.own_plan
    assert {name.removeprefix("maizi.") for name in contained} == there


def pure_modules():
    """Names of all modules that promise to know no framework."""
    found = [*ROOT.glob("maizi/kernel/*.py")]
    for room in ("rules", "terms", "events"):
        found += [*ROOT.glob(f"maizi/*/{room}.py"), *ROOT.glob(f"maizi/*/{room}/*.py")]
    names = (".".join(p.relative_to(ROOT).with_suffix("").parts) for p in found)
    return sorted(name.removesuffix(".__init__") for name in names)


def test_pure_modules_load_without_django():
    names = pure_modules()
    assert len(names) > 5
    code = f"import sys, {', '.join(names)}; sys.exit('django' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert answer.returncode == 0, answer.stderr
