"""A scaffolded app passes every check of the house at once, before a line is written."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import architecture, habits, scaffold

ROOT = Path(__file__).parents[2]
LINT_IMPORTS = str(Path(sys.executable).with_name("lint-imports"))
CHECKS = [
    habits.sizes, habits.nesting, habits.parameters, habits.names, habits.docstrings,
    habits.refusals, habits.rows_by_right, habits.actors,
]  # fmt: skip

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A copy of our tree with an app `harvest` scaffolded into it."""
    root = tmp_path_factory.mktemp("copy")
    shutil.copy(ROOT / "pyproject.toml", root)
    for folder in ("maizi", "tests"):
        shutil.copytree(
            ROOT / folder, root / folder, ignore=shutil.ignore_patterns("static", "__pycache__")
        )
    assert scaffold.main("harvest", root) == 0
    return root


def test_the_new_app_keeps_the_habits(house):
    paths = habits.our_python(house, "maizi/harvest")
    assert {p.stem for p in paths} >= {*scaffold.ROOMS}
    wrong = [x for p in paths for c in CHECKS for x in c(p.relative_to(house), p.read_text())]
    assert wrong == []


def test_the_new_app_has_its_place_in_the_plan(house):
    plan = architecture.plan_of(house)
    assert plan.is_above("harvest", "customers")
    assert plan.is_above("site", "harvest")
    assert not [told for told in architecture.wrong_rooms(plan, house) if "harvest" in told]


def test_the_imports_of_the_new_house_still_go_down(house):
    answer = subprocess.run([LINT_IMPORTS, "--no-cache"], cwd=house, capture_output=True, text=True)
    assert answer.returncode == 0, answer.stdout


def test_django_starts_with_the_new_app(house, tmp_path):
    code = "import django.apps; django.setup(); django.apps.apps.get_app_config('harvest')"
    around = {
        **os.environ,
        "PYTHONPATH": str(house),
        "MAIZI_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "maizi.site.settings",
    }
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=house, env=around, capture_output=True, text=True
    )
    assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize("name", ["", "Catalog", "price list", "customers"])
def test_a_bad_name_changes_nothing(house, name):
    before = (house / "pyproject.toml").read_text()
    assert scaffold.main(name, house) == 1
    assert (house / "pyproject.toml").read_text() == before
