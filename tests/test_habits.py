"""House habits a reviewer should never have to ask for, each shown to catch a planted fault."""

import csv
from pathlib import Path, PurePath

import pytest
from django.urls import get_resolver

from scripts import habits

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "tests" / "permissions.csv"
ACTIONS = PurePath("maizi/credit/actions.py")
VIEWS = PurePath("maizi/credit/views.py")
PAGE = PurePath("maizi/credit/templates/credit/list.html")

pytestmark = pytest.mark.once


def findings(check, folders, pattern="*.py"):
    """What a check says about our own files."""
    if pattern == "*.py":
        paths = habits.our_python(ROOT, *folders)
    else:
        paths = sorted(p for f in folders for p in ROOT.glob(f"{f}/{pattern}"))
    return [str(x) for p in paths for x in check(p.relative_to(ROOT), p.read_text())]


def told(check, path, source, **more):
    """The messages of a check about planted text."""
    return [found.message for found in check(PurePath(path), source, **more)]


OURS = {
    "maizi": (
        habits.sizes, habits.nesting, habits.parameters, habits.names, habits.docstrings,
        habits.refusals, habits.rows_by_right,
    ),
    "scripts": (
        habits.sizes, habits.nesting, habits.parameters, habits.names, habits.docstrings,
        habits.refusals,
    ),
    "bench": (
        habits.sizes, habits.nesting, habits.parameters, habits.names, habits.docstrings,
    ),
    "tests": (habits.sizes, habits.nesting, habits.excuses),
}  # fmt: skip


@pytest.mark.parametrize("folder", OURS)
def test_our_code_keeps_the_habits(folder):
    wrong, seen = [], 0
    for path in habits.our_python(ROOT, folder):
        seen, source, place = seen + 1, path.read_text(), path.relative_to(ROOT)
        for check in OURS[folder]:
            if check is not habits.excuses or len(place.parts) > 2:  # the files at the top plan
                wrong += map(str, check(place, source))
    assert seen > 10 and not wrong, "\n".join(["", *wrong])


def test_our_actions_say_who_acts():
    wrong = []
    for path in habits.our_python(ROOT, "maizi"):
        room = ROOT.joinpath(*path.relative_to(ROOT).parts[:3])
        front = room / "__init__.py" if room.name == "actions" else None
        shown = front.read_text() if front and front.exists() else None
        wrong += habits.actors(path.relative_to(ROOT), path.read_text(), shown)
    assert not wrong, "\n".join(["", *map(str, wrong)])


@pytest.mark.parametrize("check", [habits.template_sizes, habits.inline_code])
def test_our_templates_keep_the_habit(check):
    wrong = findings(check, ["maizi/*/templates"], "**/*.html")
    assert not wrong, "\n".join(["", *wrong])


def test_our_macros_are_used():
    pages = sorted(ROOT.glob("maizi/*/templates/**/*.html"))
    sources = {str(p.relative_to(ROOT)): p.read_text() for p in pages}
    assert [str(found) for found in habits.unused_macros(sources)] == []


def addresses(patterns=None, prefix=""):
    """Names of every address of the site, `app:name`; one without a name shows its route."""
    for entry in patterns if patterns is not None else get_resolver().url_patterns:
        if hasattr(entry, "url_patterns"):
            inner = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            yield from addresses(entry.url_patterns, inner)
        else:
            yield f"{prefix}{entry.name or entry.pattern}"


def test_every_address_is_in_the_permission_table():
    assert TABLE.exists(), "tests/permissions.csv is missing: one line per address, `url` first"
    with TABLE.open(newline="") as lines:
        listed = [row["url"] for row in csv.DictReader(lines)]
    wrong = list(habits.unlisted_addresses(addresses(), listed))
    assert not wrong, "\n".join(["", *wrong])


def test_a_planted_address_is_missed():
    wrong = list(habits.unlisted_addresses(["desk:today", "desk:new"], ["desk:today", "desk:old"]))
    assert wrong == [
        "desk:new is not in tests/permissions.csv",
        "desk:old is no address of the site",
    ]


LONG_FUNCTION = "def confirm(order):\n" + "    order.save()\n" * 60
LONG_VIEW = "def show(request):\n" + "    request.x()\n" * 20
DEEP = """
def f(x):
    for a in x:
        if a:
            with a:
                while a:
                    a()
"""
CHAIN = """
def f(x):
    if x:
        a()
    elif x:
        for y in x:
            if y:
                b()
    elif x:
        c()
"""


@pytest.mark.parametrize(
    ("check", "path", "source"),
    [
        (habits.sizes, ACTIONS, "x = 1\n" * 301),
        (habits.sizes, ACTIONS, LONG_FUNCTION),
        (habits.sizes, VIEWS, LONG_VIEW),
        (habits.sizes, "maizi/credit/views/limits.py", LONG_VIEW),
        (habits.parameters, ACTIONS, "def f(a, b, c, d, e): ..."),
        (habits.parameters, ACTIONS, "def f(a, b, *, c, d, e): ..."),
        (habits.parameters, ACTIONS, "def f(a, *, b, c, d, e, f, g): ..."),
        (habits.nesting, ACTIONS, DEEP),
        (habits.names, ACTIONS, "class LimitManager: ..."),
        (habits.names, ACTIONS, "def process_order(): ..."),
        (habits.names, ACTIONS, "def f(): order_info = 1"),
        (habits.names, ACTIONS, "def f(tmp): ..."),
        (habits.names, ACTIONS, "for item in x: ..."),
        (habits.names, ACTIONS, "def get_limit(): ..."),
        (habits.names, "maizi/credit/helpers.py", ""),
        (habits.rows_by_right, VIEWS, "x = Limit.objects.all()"),
        (habits.rows_by_right, "maizi/credit/pages/limits.py", "x = Limit._default_manager"),
        (habits.actors, ACTIONS, "def freeze(limit, by): ..."),
        (habits.actors, ACTIONS, "def freeze(limit): ..."),
        (habits.docstrings, ACTIONS, '"""Verbs."""\ndef freeze(limit, *, by): ...'),
        (habits.docstrings, ACTIONS, "x = 1"),
        (habits.refusals, ACTIONS, "try: a()\nexcept Exception: ..."),
        (habits.refusals, ACTIONS, "try: a()\nexcept (ValueError, BaseException): ..."),
        (habits.refusals, ACTIONS, "try: a()\nexcept: ..."),
        (habits.refusals, "maizi/jobs/actions.py", "try: a()\nexcept Exception: ..."),
        (habits.template_sizes, PAGE, "<p>\n" * 81),
        (habits.inline_code, PAGE, "<script>alert(1)</script>"),
        (habits.inline_code, PAGE, '<p style="color:red">'),
        (habits.inline_code, PAGE, '<p class="a"\n  onclick="x()">'),
        (habits.inline_code, PAGE, "<style>p {}</style>"),
        (habits.inline_code, PAGE, '<a href="javascript:x()">'),
        (habits.inline_code, PAGE, '<img src="//elsewhere.example/x.png">'),
        (habits.inline_code, PAGE, "{% autoescape false %}"),
    ],
)
def test_a_planted_fault_is_seen(check, path, source):
    assert len(told(check, path, source)) == 1


@pytest.mark.parametrize("line", ["@pytest.mark.skip", "pytest.skip()", "@pytest.mark.xfail"])
def test_a_test_that_is_let_off_is_seen(line):
    assert told(habits.excuses, "tests/x.py", line) == ["a test is let off"]


def test_a_planted_unused_macro_is_seen():
    page = "{% macro badge(x) %}{% endmacro %}{% macro dot(x) %}{{ badge(x) }}{% endmacro %}"
    assert [f.message for f in habits.unused_macros({"ui.html": page})] == [
        "nobody uses the macro dot"
    ]


@pytest.mark.parametrize(
    ("check", "path", "source"),
    [
        (habits.sizes, ACTIONS, 'def f():\n    """' + "x\n" * 70 + '"""\n    return 1\n'),
        (habits.parameters, ACTIONS, "def f(self, a, *, b, c, d, e, f): ..."),
        (habits.parameters, ACTIONS, "def f(a, b, c, *, d): ..."),
        (habits.nesting, ACTIONS, CHAIN),
        (habits.names, ACTIONS, "data_class = DataClass.PERSONAL\ndef get_absolute_url(): ..."),
        (habits.names, "maizi/site/urls.py", "handler404 = 'x'"),
        (habits.rows_by_right, ACTIONS, "Limit.objects"),
        (habits.refusals, "maizi/jobs/runner.py", "try: a()\nexcept Exception: ..."),
        (habits.inline_code, PAGE, '<script src="{{ static(a) }}" defer></script>'),
        (habits.inline_code, PAGE, '<p class="on">{{ a if b > c else style }}</p>'),
        (habits.inline_code, PAGE, '<a href="{{ url("a:b") }}" hx-get="/a">{# <style> #}</a>'),
    ],
)
def test_what_is_allowed_passes(check, path, source):
    assert told(check, path, source) == []


def test_a_step_inside_the_actions_folder_need_not_ask():
    path, step = "maizi/credit/actions/steps.py", "def lock(limit): ..."
    assert told(habits.actors, path, step, front="from .freezing import freeze") == []
    assert len(told(habits.actors, path, step, front="from .steps import lock")) == 1
