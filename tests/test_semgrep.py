"""Our own rules: every one catches what is planted for it, and our code breaks none."""

from pathlib import Path

import pytest

from scripts import rules

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.once

# rule: (lines that must each be caught, lines that must each pass)
PLANTED = {
    "sql-by-parameters": (
        [
            'cursor.execute(f"select {name}")',
            'cursor.execute("select %s" % name)',
            'cursor.execute("select {}".format(name))',
            'cursor.execute("select " + name)',
            'Limit.objects.raw(f"select {name}")',
            'RawSQL(f"{name} > 1", [])',
            'rows.extra(where=[f"{name} = 1"])',
            'rows.extra(select={"a": f"{name} + 1"})',
        ],
        ['cursor.execute("select %s", [name])'],
    ),
    "sql-in-a-variable": (
        ['def f(cursor, name):\n    sql = f"select {name}"\n    cursor.execute(sql, [])'],
        ['def f(cursor, name):\n    sql = "select %s"\n    cursor.execute(sql, [name])'],
    ),
    "no-code-from-text": (
        ["eval(text)", "exec(text)", 'compile(text, "x", "eval")', "__import__(text)"],
        ["re.compile(text)"],
    ),
    "format-of-own-texts-only": (
        ["text.format(customer=customer)", "letter.body.format_map(facts)"],
        [
            '"{n}".format(n=1)',
            '_("共 {n} 位").format(n=1)',
            "gettext(TOLD).format(n=1)",
            "TOLD.format(n=1)",
        ],
    ),
    "one-template-language": (
        [
            "import jinja2\njinja2.Template(text)",
            "from jinja2 import Environment\nEnvironment()",
            "env.from_string(text)",
            "from django.template import Template\nTemplate(text)",
            "import string\nstring.Template(text)",
        ],
        [],
    ),
    "no-keywords-from-a-request": (
        [
            "def f(request):\n    rows.filter(**request.GET.dict())",
            "def f(request):\n    d = {k: v for k, v in request.POST.items()}\n    Q(**d)",
            "def f(request):\n    wanted = json.loads(request.body)\n    rows.exclude(**wanted)",
        ],
        [
            "def f(request):\n    rows.filter(name=request.GET['name'])",
            "def f(request):\n    d = {'id__lt': request.GET['a']}\n    rows.filter(**d)",
        ],
    ),
    "escaping-stays-on": (
        [
            "from django.utils.safestring import mark_safe\nmark_safe(text)",
            "from markupsafe import Markup\nMarkup(text)",
            'from django.utils.html import format_html\nformat_html(f"<b>{text}</b>")',
        ],
        ['from django.utils.html import format_html\nformat_html("<b>{}</b>", text)'],
    ),
    "no-foreign-objects": (
        [
            "import pickle",
            "from pickle import loads",
            "yaml.load(text)",
            "os.system(text)",
            "subprocess.run(text, shell=True)",
        ],
        ["yaml.safe_load(text)", 'subprocess.run(["ls"], check=True)'],
    ),
    "one-export-writer": (
        [
            "import csv\ncsv.writer(file)",
            "import csv\ncsv.DictWriter(file, names)",
            "import openpyxl",
            "from xlsxwriter import Workbook",
            "import rustpy_xlsxwriter",
        ],
        ["import csv\ncsv.reader(file)"],
    ),
    "one-outgoing-client": (
        [
            "import urllib.request",
            "from urllib.request import urlopen",
            "import requests",
            "import httpx",
            "import http.client",
            "import socket\nsocket.create_connection(place)",
            "import smtplib",
        ],
        ["from urllib.parse import urlsplit", "import socket\nsocket.gethostname()"],
    ),
    "one-upload-service": (
        [
            'sheet = request.FILES["sheet"]',
            "from django.core.files.storage import FileSystemStorage\nFileSystemStorage()",
        ],
        [],
    ),
    "one-place-writes-files": (
        ['open(path, "w")', 'path.open("ab")', 'path.write_text("x")', "path.write_bytes(x)"],
        ["open(path)", 'open(path, "rb")', "path.read_text()"],
    ),
    "jobs-in-the-transaction": (
        ["from django.db import transaction\ntransaction.on_commit(send)"],
        [],
    ),
    "no-hidden-effects": (
        [
            "post_save.connect(send)",
            "@receiver(post_save, sender=Limit)\ndef send(sender, **more): ...",
        ],
        ["sqlite3.connect(path)"],
    ),
    "chance-for-secrets": (["import random", "from random import choice"], ["import secrets"]),
    "strong-digests": (
        ["import hashlib\nhashlib.md5(x)", 'import hashlib\nhashlib.new("sha1", x)'],
        ["import hashlib\nhashlib.sha256(x)", "hashlib.md5(x, usedforsecurity=False)"],
    ),
    "protections-stay-on": (
        ["@csrf_exempt\ndef f(request): ...", "client.get(url, verify=False)", "DEBUG = True"],
        ["DEBUG = False"],
    ),
}
ALLOWED = {
    "maizi/kit/sheets/write.py": "import csv\ncsv.writer(file)\nimport rustpy_xlsxwriter",
    "maizi/kit/outgoing.py": "import http.client",
    "maizi/kit/jinja.py": "from jinja2 import Environment\nEnvironment()",
    "maizi/files/views.py": 'a = request.FILES["a"]\nopen(path, "wb")',
    "maizi/jobs/actions.py": "from django.db import transaction\ntransaction.on_commit(wake)",
    "maizi/history/actions/chains.py": "from django.db import *\ntransaction.on_commit(a)",
    "maizi/credit/migrations/0002_x.py": 'editor.execute(f"create trigger {name}")',
}


def samples(kind):
    """(rule, number, text) of everything planted to be caught (0) or to pass (1)."""
    for rule, texts in PLANTED.items():
        for number, text in enumerate(texts[kind]):
            yield rule, number, text


@pytest.fixture(scope="module")
def caught(tmp_path_factory):
    """Scan one tree with everything planted: file -> the rules that complain about it."""
    root = tmp_path_factory.mktemp("planted")
    texts = {f"maizi/bad/{rule}_{n}.py": text for rule, n, text in samples(0)}
    texts |= {f"maizi/good/{rule}_{n}.py": text for rule, n, text in samples(1)}
    for path, text in {**texts, **ALLOWED}.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text + "\n")
    found = {}
    for hit in rules.hits_in(root):
        found.setdefault(hit.path, set()).add(hit.rule)
    return found


@pytest.mark.parametrize(("rule", "number"), [(r, n) for r, n, _ in samples(0)])
def test_what_is_planted_is_caught(caught, rule, number):
    assert rule in caught.get(f"maizi/bad/{rule}_{number}.py", set())


@pytest.mark.parametrize(("rule", "number"), [(r, n) for r, n, _ in samples(1)])
def test_what_is_harmless_passes(caught, rule, number):
    assert rule not in caught.get(f"maizi/good/{rule}_{number}.py", set())


@pytest.mark.parametrize("path", ALLOWED)
def test_the_one_place_may(caught, path):
    assert path not in caught


def test_every_rule_has_its_sample():
    written = set()
    for place in rules.RULES.glob("*.yml"):
        lines = place.read_text().splitlines()
        written |= {line.split(": ")[1] for line in lines if line.startswith("  - id: ")}
    assert written == set(PLANTED)


def test_our_code_breaks_no_rule():
    hits = rules.hits_in(ROOT)
    assert not hits, "\n".join(["", *map(str, hits)])
