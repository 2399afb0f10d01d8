"""Where tests stand: a data folder of their own, chosen before Django reads its settings."""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

# Tests start hundreds of processes: each would compile the product, Django and the tests anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

MEMORY = "/dev/shm"
HOME = Path(
    tempfile.mkdtemp(prefix="maizi-tests-", dir=MEMORY if os.access(MEMORY, os.W_OK) else None)
)
atexit.register(shutil.rmtree, HOME, ignore_errors=True)

COMPILED = Path(__file__).parents[1] / ".cache" / "tests" / "templates"  # for every process, kept
COMPILED.mkdir(parents=True, exist_ok=True)
(HOME / "templates").symlink_to(COMPILED)
(HOME / "static").mkdir()  # as if collected: whitenoise warns where it is missing
os.environ["MAIZI_HOME"] = str(HOME)
os.environ["MAIZI_TEST_SQLITE"] = str(HOME / "test.sqlite3")
# A browser test drives the page from the thread that also asks the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
