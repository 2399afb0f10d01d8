"""What every test may lean on: cheap passwords, and a browser where one is asked for."""

import pytest
from django.conf import settings

from tests.laid import lay_under_tests


def pytest_configure():
    """Hash passwords cheaply: nobody attacks the people of a test."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Every worker starts from tables that were laid once (named by pytest-django)."""
    lay_under_tests()


@pytest.fixture(scope="session")
def browser():
    """Chromium, as found or brought by scripts/provide.py."""
    from playwright.sync_api import sync_playwright

    from scripts.provide_browser import chromium

    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield running
        running.close()


pytest_plugins = ["tests.house"]
