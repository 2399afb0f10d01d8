"""The settings' own cast: an administrator signed in, and colleagues."""

import pytest

from tests.accounts.conftest import admin, hire, roles, tree

__all__ = ["admin", "hire", "roles", "tree"]


@pytest.fixture
def desk(client, admin):
    """The browser of the administrator."""
    client.force_login(admin)
    return client
