"""What is written is so: links, decisions, settings, commands, security claims, lock files."""

import ast
import csv
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.utils import translation
from packaging.requirements import Requirement

from scripts import glossary, lock

ROOT = Path(__file__).parents[1]
PAGES = sorted(p for p in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LOCKS = {name: (ROOT / "requirements" / f"{name}.txt").read_text() for name in lock.LOCKS}
LINK = re.compile(r"\]\(([^)\s]+)\)")
STATUSES = {"proven", "documented", "planned", "later", "n/a"}
OUTSIDE = re.compile(
    r"pypi\.org|pythonhosted\.org|registry\.npm|deb\.debian|npmm[i]rror|tuna\.tsinghua|mirrors\.[a-z]"
    r"|(?<![\w.])/(?:wor[k]|roo[t]|hom[e]/\w+|opt/wheel[s])/"
)

pytestmark = pytest.mark.once


def broken_links(page, text):
    """Links of a page to files or headings that are not there."""
    for target in LINK.findall(re.sub(r"```.*?```", "", text, flags=re.S)):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, heading = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        if not there.exists():
            yield f"{target}: no such file"
        elif heading and heading not in headings(there):
            yield f"{target}: no such heading"


def headings(page):
    """Anchors of a page's headings."""
    lines = re.findall(r"^#+ (.+)$", page.read_text(), flags=re.M)
    return {re.sub(r"[^\w\- ]", "", line.lower()).strip().replace(" ", "-") for line in lines}


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    assert list(broken_links(page, page.read_text())) == []


@pytest.mark.parametrize(
    "text", ["[a](nowhere.md)", "[a](README.md#no-such-heading)", "![p](docs/x.png)"]
)
def test_a_planted_broken_link_is_seen(text):
    assert len(list(broken_links(ROOT / "README.md", text))) == 1


DECISIONS = sorted(ROOT.glob("docs/decisions/[0-9]*.md"))


@pytest.mark.parametrize("page", DECISIONS, ids=lambda p: p.stem)
def test_a_decision_answers_its_questions(page):
    text = page.read_text()
    assert text.startswith(f"# {page.stem[:4]} ")
    assert re.search(r"^Status: (stands|replaced by \d{4})$", text, flags=re.M)
    assert {"question", "decision", "why", "price"} <= headings(page) | {
        word for h in headings(page) for word in h.split("-")
    }


def test_the_list_of_decisions_is_complete():
    told = re.findall(r"\((\d{4}-[\w-]+\.md)\)", (ROOT / "docs/decisions/README.md").read_text())
    assert told == [p.name for p in DECISIONS]


def flaws_of_requirement(row):
    """What is wrong with one line of asvs.csv."""
    if not re.fullmatch(r"\d+\.\d+\.\d+", row["id"]) or row["level"] not in "123":
        yield "no such requirement"
    if row["status"] not in STATUSES:
        yield f"unknown status {row['status']}"
    if not row["evidence"].strip():
        yield "neither proof nor reason"
    elif row["status"] == "proven":
        yield from (f"{n}: no such test" for n in row["evidence"].split() if not is_test(n))
    elif row["status"] == "documented":
        yield from broken_links(ROOT / "README.md", f"[x]({row['evidence']})")


def is_test(node):
    """Whether a test of that name stands in that file."""
    path, _, name = node.partition("::")
    if not name or not (ROOT / path).is_file():
        return False
    tree = ast.parse((ROOT / path).read_text())
    tests = {n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)}
    return name.split("::")[-1].split("[")[0] in tests


def test_every_security_claim_has_its_proof_or_reason():
    with (ROOT / "docs/security/asvs.csv").open(newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == len({row["id"] for row in rows}) == 295
    assert [f"{row['id']} {told}" for row in rows for told in flaws_of_requirement(row)] == []


@pytest.mark.parametrize(
    ("status", "evidence"),
    [
        ("proven", "tests/test_docs.py::test_that_is_not_there"),
        ("proven", "tests/test_nothing.py::test_links_lead_somewhere"),
        ("proven", ""),
        ("n/a", ""),
        ("documented", "docs/nowhere.md"),
        ("done", "trust me"),
    ],
)
def test_a_planted_empty_claim_is_seen(status, evidence):
    row = {"id": "1.1.1", "level": "2", "status": status, "evidence": evidence}
    assert len(list(flaws_of_requirement(row))) == 1


def direct(names):
    """Names and specifiers of requirements as written in pyproject.toml."""
    return [Requirement(text) for text in names]


def test_every_dependency_is_told_and_locked():
    told = (ROOT / "docs/decisions/0009-dependencies.md").read_text()
    groups, extras = PROJECT["dependency-groups"], PROJECT["project"]["optional-dependencies"]
    runtime = direct(PROJECT["project"]["dependencies"])
    assert len(runtime) <= 40
    locked = {"runtime": runtime, **{g: direct(groups[g]) for g in groups}}
    for name, extra in lock.EXTRAS.items():
        locked[name] = locked.get(name, []) + direct(extras[extra])
    for name, wanted in locked.items():
        pins = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", LOCKS[name], flags=re.M))
        for one in wanted:
            assert re.search(rf"\b{one.name}\b", told), f"{one.name} is not in 0009"
            assert one.specifier.contains(pins[one.name]), f"{one.name}: run make lock"


def test_locks_are_pinned_and_hashed_and_name_no_host():
    for name, text in LOCKS.items():
        entries = re.split(r"\n(?=\S)", text.strip())
        for entry in entries:
            assert re.match(r"[a-z0-9-]+==\S+", entry), f"{name}: {entry[:60]}"
            assert "--hash=sha256:" in entry, f"{name}: {entry[:60]}"
        assert "://" not in text


def tracked():
    """Every text file of the repository, by path."""
    told = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    for name in told.stdout.decode().split("\0"):
        place = ROOT / name
        if name and place.is_file():
            raw = place.read_bytes()
            if b"\0" not in raw:
                yield name, raw.decode("utf-8", "replace")


def test_no_file_names_a_registry_or_a_machine():
    found = {name: hit[0] for name, text in tracked() if (hit := OUTSIDE.search(text))}
    assert found == {}


@pytest.mark.parametrize(
    "text", ["https://" + "pypi" + ".org/simple", "cd /" + "work/main", "/" + "home/me/x"]
)
def test_a_planted_host_or_path_is_seen(text):
    assert OUTSIDE.search(text)


def test_the_commands_of_the_documents_exist():
    made = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), flags=re.M))
    told = {
        word
        for page in PAGES
        for block in re.findall(r"```.*?```|`[^`\n]+`", page.read_text(), flags=re.S)
        for word in re.findall(r"\bmake ([a-z]+)\b", block)
    }
    assert told <= made


def commands_of(page):
    """The `maizi` commands that a page explains."""
    return re.findall(r"^maizi ([a-z]+) ", (ROOT / page).read_text(), flags=re.M)


def test_the_maizi_commands_of_the_readme_exist():
    command = [str(Path(sys.executable).with_name("maizi")), "--help"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    there = set(re.findall(r"^    ([a-z]+)\b", told, flags=re.M))
    assert commands_of("README.md") == commands_of("README.zh-CN.md")
    assert set(commands_of("README.md")) <= there


def test_every_setting_is_explained_and_every_explanation_is_a_setting():
    places = [*ROOT.glob("maizi/**/*.py"), *ROOT.glob("scripts/*.py"), ROOT / "tests/ground.py"]
    code = "\n".join(p.read_text() for p in places)
    told = set(re.findall(r"`(MAIZI_[A-Z_]+)`", (ROOT / "docs/settings.md").read_text()))
    assert told == set(re.findall(r"\"(MAIZI_[A-Z_]+)\"", code))


def test_the_glossary_is_what_the_code_says():
    with translation.override("zh-hans"):
        is_same = glossary.PLACE.read_text(encoding="utf-8") == glossary.glossary()
    assert is_same, "run make fix"
