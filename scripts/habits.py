"""House habits (STYLE.md) as pure checks over a path and its source.

Each check yields findings; tests/test_habits.py runs them on the tree and on planted faults.
"""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePath

FILE_LINES = 300
FUNCTION_LINES = 60
VIEW_LINES = 20
TEMPLATE_LINES = 80
PARAMETERS, PARAMETERS_BY_NAME = 4, 6
NESTING = 3

FORBIDDEN = set(
    "manager helper util utils common base mixin handler process data info item obj tmp perform "
    "managers helpers mixins handlers items objs infos".split()
)
# One thing of the glossary, or a name that a library asks for by that word.
COMPOUNDS = re.compile(
    r"data_class(es)?|DataClass(es)?|data_scope|DataScope|personal_data|open_items?|OpenItems?"
    r"|(handler)(?=40[034]|500)"
)
ASKED_BY_LIBRARIES = {
    "get_absolute_url", "get_queryset", "get_full_name", "get_short_name", "get_username",
    "get_by_natural_key", "get_prep_value", "get_db_prep_value", "get_internal_type",
    "get_session_auth_hash", "get_or_create", "get_template", "get_context", "base_fields",
    "get_cache_key", "get_source_checksum", "get_model_class", "get_default", "get_user",
    "cleaned_data", "handle_data", "data_types",
    "process_exception", "process_view", "get_session_store_class", "tmp_path", "tmp_path_factory",
}  # fmt: skip
WEB_ROOMS = {"views", "pages", "api", "forms"}
TOLD_ROOMS = {"rules", "queries", "actions", "models"}
COMPOUND_STATEMENTS = (
    ast.If, ast.For, ast.While, ast.With, ast.Try, ast.Match, ast.AsyncFor, ast.AsyncWith,
)  # fmt: skip
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True, order=True)
class Finding:
    """One place that does not keep a habit."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.message}"


def room_of(path: PurePath) -> str:
    """The room a file belongs to: customers/actions/merge.py is part of `actions`."""
    parts = path.with_suffix("").parts
    return parts[2] if len(parts) > 2 and parts[0] == "maizi" else parts[-1]


def sizes(path: PurePath, source: str) -> Iterator[Finding]:
    """Files of at most 300 lines, functions of 60 (views of 20), docstrings not counted."""
    lines = source.count("\n")
    if lines > FILE_LINES:
        yield Finding(str(path), 1, f"{lines} lines; a file has at most {FILE_LINES}")
    for node in _functions(source):
        is_view = room_of(path) == "views" and node.col_offset == 0
        most = VIEW_LINES if is_view and not node.name.startswith("_") else FUNCTION_LINES
        length = node.end_lineno - node.lineno + 1 - _docstring_lines(node)
        if length > most:
            yield Finding(str(path), node.lineno, f"{node.name} has {length} lines, at most {most}")


def template_sizes(path: PurePath, source: str) -> Iterator[Finding]:
    """Templates of at most 80 lines."""
    lines = source.count("\n")
    if lines > TEMPLATE_LINES:
        yield Finding(str(path), 1, f"{lines} lines; a template has at most {TEMPLATE_LINES}")


def parameters(path: PurePath, source: str) -> Iterator[Finding]:
    """At most 4 parameters; up to 6 when all after the first can only be given by name."""
    for node in _functions(source):
        placed = [a.arg for a in [*node.args.posonlyargs, *node.args.args]]
        placed = [name for name in placed if name not in ("self", "cls")]
        count = len(placed) + len(node.args.kwonlyargs)
        if count > PARAMETERS_BY_NAME or (count > PARAMETERS and len(placed) > 1):
            told = f"{node.name} takes {count} parameters, {len(placed)} of them by position"
            yield Finding(str(path), node.lineno, told)


def nesting(path: PurePath, source: str) -> Iterator[Finding]:
    """At most three blocks inside each other in one function."""
    for node in _functions(source):
        depth = _depth(node.body)
        if depth > NESTING:
            yield Finding(str(path), node.lineno, f"{node.name} nests {depth} deep")


def names(path: PurePath, source: str) -> Iterator[Finding]:
    """No module, function, class or variable of ours carries a word that says nothing."""
    found = [(path.stem, 1), *_defined(_tree(source))]
    for name, line in found:
        if name in ASKED_BY_LIBRARIES or (path.name == "settings.py" and name.isupper()):
            continue
        for word in sorted(FORBIDDEN.intersection(_words(name))):
            yield Finding(str(path), line, f"{name}: “{word}” says nothing")
    for node in _functions(source):
        if node.name.startswith("get_") and node.name not in ASKED_BY_LIBRARIES:
            yield Finding(str(path), node.lineno, f"{node.name}: name what it is, without get_")


def rows_by_right(path: PurePath, source: str) -> Iterator[Finding]:
    """Web code reads rows through access or queries, never through a table itself."""
    if room_of(path) not in WEB_ROOMS or path.parts[:3] == ("maizi", "kit", "pages"):
        return  # the engine itself is handed the rows that may be seen
    for node in ast.walk(_tree(source)):
        if isinstance(node, ast.Attribute) and node.attr in (
            "objects",
            "_default_manager",
            "_base_manager",
        ):
            told = f".{node.attr} skips the question who may see this"
            yield Finding(str(path), node.lineno, told)


def actors(path: PurePath, source: str, front: str | None = None) -> Iterator[Finding]:
    """Every public action says who acts: a keyword-only `by`.

    front  source of `actions/__init__.py` when the room is a folder: what it hands on is public
    """
    if room_of(path) != "actions":
        return
    shown = None if front is None else _handed_on(front)
    for node in _tree(source).body:
        is_public = isinstance(node, FUNCTIONS) and not node.name.startswith("_")
        if not is_public or (shown is not None and node.name not in shown):
            continue
        if "by" not in [a.arg for a in node.args.kwonlyargs]:
            yield Finding(str(path), node.lineno, f"{node.name} does not ask who acts (*, by)")


def docstrings(path: PurePath, source: str) -> Iterator[Finding]:
    """Modules say what lives in them; rules, queries, actions and models what each part is."""
    tree = _tree(source)
    if tree.body and path.stem != "apps" and not ast.get_docstring(tree):
        yield Finding(str(path), 1, "the module does not say what lives here")
    if room_of(path) not in TOLD_ROOMS:
        return
    for node in tree.body:
        is_public = isinstance(node, (*FUNCTIONS, ast.ClassDef)) and not node.name.startswith("_")
        if is_public and not ast.get_docstring(node):
            yield Finding(str(path), node.lineno, f"{node.name} has no docstring")


def refusals(path: PurePath, source: str) -> Iterator[Finding]:
    """Nobody catches everything, except the runner of jobs, which has to outlive its jobs."""
    if path.parts[:2] == ("maizi", "jobs") and path.stem in ("runner", "worker"):
        return
    for node in ast.walk(_tree(source)):
        if isinstance(node, ast.ExceptHandler):
            caught = {n.id for n in ast.walk(node.type or ast.Name("BaseException")) if _named(n)}
            if caught & {"Exception", "BaseException"}:
                yield Finding(str(path), node.lineno, "catches everything")


def excuses(path: PurePath, source: str) -> Iterator[Finding]:
    """Tests neither skip nor expect to fail: what cannot run is provided or not written."""
    told = re.compile(r"\b(?:skipif|importorskip|xfail|skipTest)\b|\bpytest\.skip\b|mark\.skip\b")
    for number, line in enumerate(source.splitlines(), 1):
        if told.search(line):
            yield Finding(str(path), number, "a test is let off")


def inline_code(path: PurePath, source: str) -> Iterator[Finding]:
    """Templates hold no script, no style, no handler, and nothing from another host."""
    rules = {
        r"<script(?![^>]*\bsrc=)[^>]*>": "a script in the page (strict CSP)",
        r"<style\b": "a style sheet in the page (strict CSP)",
        r"<[^>]*\sstyle\s*=": "a style= attribute (strict CSP)",
        r"<[^>]*\son[a-z]+\s*=": "an on…= attribute (strict CSP)",
        r"javascript:": "a javascript: address",
        r"\|\s*safe\b": "|safe switches escaping off",
        r"autoescape\s+false": "escaping switched off",
        r"(?:src|href|action|hx-\w+)\s*=\s*[\"'](?:https?:)?//": "something from another host",
    }
    bare = re.sub(r"{#.*?#}", lambda m: "\n" * m[0].count("\n"), source, flags=re.S)
    bare = re.sub(r"{[{%].*?[%}]}", _without_angles, bare, flags=re.S)
    for pattern, told in rules.items():
        for found in re.finditer(pattern, bare, flags=re.I):
            line = bare.count("\n", 0, found.start()) + 1
            yield Finding(str(path), line, told)


def unused_macros(sources: Mapping[str, str]) -> Iterator[Finding]:
    """Every macro is used by some template, its own included."""
    everything = "\n".join(sources.values())
    for path, source in sources.items():
        for found in re.finditer(r"{%-?\s*macro\s+(\w+)", source):
            uses = len(re.findall(rf"\b{found[1]}\s*\(", everything))
            defined = len(re.findall(rf"macro\s+{found[1]}\s*\(", everything))
            if uses <= defined:
                line = source.count("\n", 0, found.start()) + 1
                yield Finding(path, line, f"nobody uses the macro {found[1]}")


def unlisted_addresses(addresses: Iterable[str], listed: Iterable[str]) -> Iterator[str]:
    """Differences between the addresses of the site and the permission table."""
    addresses, listed = set(addresses), set(listed)
    yield from (f"{name} is not in tests/permissions.csv" for name in sorted(addresses - listed))
    yield from (f"{name} is no address of the site" for name in sorted(listed - addresses))


def our_python(root: Path, *folders: str) -> list[Path]:
    """Python files under those folders that people write: no migrations."""
    found = (p for folder in folders for p in (root / folder).rglob("*.py"))
    return sorted(p for p in found if "migrations" not in p.parts and "node_modules" not in p.parts)


@lru_cache(maxsize=4)
def _tree(source: str) -> ast.Module:
    """The tree of a file, kept while one check after the other looks at it."""
    return ast.parse(source)


def _functions(source: str) -> Iterator[ast.FunctionDef]:
    yield from (n for n in ast.walk(_tree(source)) if isinstance(n, FUNCTIONS))


def _docstring_lines(node) -> int:
    first = node.body[0]
    if ast.get_docstring(node, clean=False) is None:
        return 0
    return first.end_lineno - first.lineno + 1


def _depth(body: list, depth: int = 0) -> int:
    deepest = depth
    for node in body:
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)):
            continue
        inner = depth + isinstance(node, COMPOUND_STATEMENTS)
        for block in _blocks(node):
            is_elif = isinstance(node, ast.If) and block is node.orelse and _is_elif(node)
            deepest = max(deepest, _depth(block, depth if is_elif else inner))
    return deepest


def _blocks(node) -> Iterator[list]:
    for name in ("body", "orelse", "finalbody"):
        if block := getattr(node, name, None):
            yield block if isinstance(block, list) else []
    for part in [*getattr(node, "handlers", []), *getattr(node, "cases", [])]:
        yield part.body


def _is_elif(node: ast.If) -> bool:
    return len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If)


def _defined(tree: ast.Module) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)):
            yield node.name, node.lineno
        elif isinstance(node, ast.arg):
            yield node.arg, node.lineno
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node.lineno
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr, node.lineno


def _words(name: str) -> list[str]:
    plain = COMPOUNDS.sub("", name)
    split = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", plain).lower()
    return re.findall(r"[a-z]+", split)


def _handed_on(front: str) -> set[str]:
    imports = (n for n in ast.walk(_tree(front)) if isinstance(n, ast.ImportFrom))
    return {name.asname or name.name for node in imports for name in node.names}


def _named(node) -> bool:
    return isinstance(node, ast.Name)


def _without_angles(found: re.Match) -> str:
    return re.sub(r"[<>=]", " ", found[0])
