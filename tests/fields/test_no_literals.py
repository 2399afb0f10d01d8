"""No number of §O stands in the code: actions read it, rules take it as an argument."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from maizi.fields import access
from maizi.fields.rules import Parameter
from maizi.fields.terms import Sort

pytestmark = pytest.mark.once
ROOT = Path(__file__).parents[2] / "maizi"


def named(tree: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """(name, value) of every assignment, default and keyword argument."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            yield from ((t.id, node.value) for t in node.targets if isinstance(t, ast.Name))
        elif isinstance(node, ast.AnnAssign) and node.value and isinstance(node.target, ast.Name):
            yield node.target.id, node.value
        elif isinstance(node, ast.keyword) and node.arg:
            yield node.arg, node.value
        elif isinstance(node, ast.arguments):
            both = [*node.posonlyargs, *node.args]
            yield from ((a.arg, d) for a, d in zip(both[::-1], node.defaults[::-1], strict=False))
            yield from (
                (a.arg, d) for a, d in zip(node.kwonlyargs, node.kw_defaults, strict=True) if d
            )


def numbers_in(node: ast.expr) -> list[str]:
    return [
        str(n.value) for n in ast.walk(node)
        if isinstance(n, ast.Constant) and (type(n.value) in (int, float) or
            isinstance(n.value, str) and n.value.replace(".", "", 1).isdigit())
    ]  # fmt: skip


def sought() -> tuple[dict[str, str], dict[tuple[str, ...], str]]:
    """Names that mean a parameter, and rows of numbers that only it has."""
    names, rows = {}, {}
    for one in access.parameters():
        words = one.code.split(".")
        names |= {"_".join(words): one.code, "_".join(words[-2:]): one.code}
        if isinstance(one.default, tuple):
            rows |= dict.fromkeys(written_ways(one), one.code)
    return names, rows


def written_ways(one: Parameter) -> list[tuple[str, ...]]:
    """How code might write a row of defaults; shares also in percent. Two alone mean nothing."""
    plain = tuple(map(str, one.default))
    if one.sort == Sort.PERCENT:
        return [plain, tuple(f"{share * 100:f}".split(".")[0] for share in one.default)]
    return [plain] if len(set(plain)) > 2 else []


def declared(tree: ast.AST) -> dict[int, str]:
    """The values that stand beside their own code: an app's part of the register."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args)
    return {
        id(value): call.args[0].value
        for call in calls
        if isinstance(call.args[0], ast.Constant)
        for value in call.args[1:]
    }


def repeated(source: str) -> list[str]:
    """The parameters that a rule's source knows by heart."""
    names, rows = sought()
    tree, found = ast.parse(source), []
    said = declared(tree)
    for name, value in named(tree):
        if (code := names.get(name.lower())) and numbers_in(value):
            found.append(code)
    for node in ast.walk(tree):
        if isinstance(node, ast.Tuple | ast.List) and (code := rows.get(tuple(numbers_in(node)))):
            found += [] if said.get(id(node)) == code else [code]
    return found


KEPT_ELSEWHERE = {"catalogue", "migrations", "demo", "locale"}


def files() -> list[Path]:
    """Our whole code but the register itself, what a migration froze, and the demo's data."""
    return [p for p in ROOT.rglob("*.py") if not KEPT_ELSEWHERE & set(p.parts)]


def test_no_code_repeats_a_default():
    assert len(files()) > 300
    wrong = {str(p): found for p in files() if (found := repeated(p.read_text()))}
    assert not wrong


@pytest.mark.parametrize(
    ("planted", "code"),
    [
        ("CHURN_FLOOR = 90", "churn.floor"),
        ("def lost(days, *, churn_floor=90): ...", "churn.floor"),
        ("WARN_AT = (50, 80)", "clocks.warn"),
        ("warn = (Decimal('0.50'), Decimal('0.80'))", "clocks.warn"),
        ("def ask(change_hq_days: int = 2): ...", "ka.change.hq_days"),
        ("due = after(start, change_hq_days=2)", "ka.change.hq_days"),
        ("expiry = Policy(approvals_expiry_hours=24)", "approvals.expiry_hours"),
        ("fulfil: Decimal = 1; ka_fulfil_min = Decimal('0.75')", "ka.fulfil_min"),
        ("grade = [g for cut, g in zip((85, 70, 60), 'ABC')]", "credit.grade_cut"),
    ],
)
def test_a_planted_one_is_seen(planted, code):
    assert repeated(planted) == [code]


def test_what_is_no_default_is_left_alone():
    assert repeated('Parameter("credit.grade_cut", "等级界线", (85, 70, 60))') == []
    assert repeated('Parameter("other.cut", "别的界线", (85, 70, 60))') == ["credit.grade_cut"]
    assert repeated("def lost(days, *, churn_floor): return days > churn_floor") == []
    assert repeated("PLACES = (1000, 100, 10)") == []
