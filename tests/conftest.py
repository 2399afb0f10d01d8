"""What every test may lean on: cheap passwords, and a browser where one is asked for."""

import gc
from itertools import islice

import pytest
from django.conf import settings
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as examples

from tests.laid import keep_what_is_laid, lay_under_tests

# A browser that asks nobody but the page: nothing in the background that takes time.
ALONE = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync",
    "--disable-component-update",
)  # fmt: skip
# What goes through every address of the product takes minutes: begun last, it would run alone.
LONGEST = (
    "tests/test_hostile.py", "tests/test_permissions.py", "tests/test_headers.py",
    "tests/browser/test_accessibility.py", "tests/customers/test_imports_large.py",
    "tests/site/test_tables.py", "tests/site/test_commands.py", "tests/test_data_classes.py",
    "tests/test_semgrep.py",
)  # fmt: skip


@pytest.hookimpl(trylast=True)  # after those that are left out have gone: blocks are counted
def pytest_collection_modifyitems(config, items):
    """The longest first, some for each worker: a worker begins with a block of the list."""
    workers = getattr(config, "workerinput", {}).get("workercount", 1)
    longest = [item for item in items if item.nodeid.startswith(LONGEST)]
    others = iter([item for item in items if not item.nodeid.startswith(LONGEST)])
    size, found = len(items) // workers, []
    for worker in range(workers):
        own = longest[worker::workers]
        found += [*own, *islice(others, max(size - len(own), 0))]
    items[:] = [*found, *others]


def pytest_collection_finish():
    """What is loaded by now stays: looking through it again and again takes a tenth of a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_configure():
    """Hash passwords cheaply: nobody attacks the people of a test; a busy machine fails none."""
    examples.register_profile(
        "ours", deadline=None, suppress_health_check=[HealthCheck.too_slow],
        report_multiple_bugs=False,  # two at once would come as a group, which no control awaits
    )  # fmt: skip
    examples.load_profile("ours")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Every worker starts from tables that were laid once (named by pytest-django)."""
    lay_under_tests()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """A test that empties all tables leaves them as they were laid, to whoever comes after it."""
    with django_db_blocker.unblock():
        keep_what_is_laid()


@pytest.fixture(autouse=True)
def _plain_language():
    """Nobody inherits the language of the last request of another test."""
    translation.deactivate()


@pytest.fixture(scope="session")
def browser():
    """Chromium, as found or brought by scripts/provide.py."""
    from playwright.sync_api import sync_playwright

    from scripts.provide_browser import chromium

    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=chromium(), args=ALONE)
        yield running
        running.close()


pytest_plugins = ["tests.house", "tests.matrix.stage"]
