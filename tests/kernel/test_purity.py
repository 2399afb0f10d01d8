"""The kernel runs where Django is not installed, and where nothing is configured."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

KERNEL = Path(__file__).parents[2] / "maizi" / "kernel"
FOREIGN = {"django", "jinja2", "psycopg", "sqlite3", "redis"}

pytestmark = pytest.mark.once

LOAD_ALL = """
import importlib, pkgutil, sys
import maizi.kernel
for module in pkgutil.iter_modules(maizi.kernel.__path__, "maizi.kernel."):
    importlib.import_module(module.name)
print(sorted({name.split(".")[0] for name in sys.modules} & set(sys.argv[1:])))
"""


@pytest.mark.parametrize("path", sorted(KERNEL.glob("*.py")), ids=lambda path: path.stem)
def test_no_module_imports_a_framework_even_late(path):
    imported = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            imported |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            imported.add(node.module.split(".")[0])
    assert not imported & FOREIGN


def test_loading_the_kernel_loads_no_framework():
    command = [sys.executable, "-c", LOAD_ALL, *FOREIGN, "phonenumbers"]
    answer = subprocess.run(command, cwd=KERNEL.parents[1], capture_output=True, text=True)
    assert answer.stdout.strip() == "[]", answer.stderr
