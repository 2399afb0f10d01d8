"""One scene for all tests of a file: building it takes longer than most of them (pytest plugin)."""

import logging
from copy import copy, deepcopy

import pytest
from django.db import transaction
from django.test import Client


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker):
    """The scene in a transaction that is never committed; every test takes `scene` from it."""
    from tests.house import House
    from tests.matrix.scene import Scene  # half of the product: not before somebody asks

    logging.getLogger("django").setLevel(logging.CRITICAL)
    with django_db_blocker.unblock(), transaction.atomic():
        yield Scene(House())
        transaction.set_rollback(True)
    logging.getLogger("django").setLevel(logging.NOTSET)


@pytest.fixture
def scene(stage, db):
    """The scene as it was built, whatever other tests did with theirs."""
    return deepcopy(stage, {id(stage.clients): {k: _again(c) for k, c in stage.clients.items()}})


def _again(client: Client) -> Client:
    made = copy(client)
    made.cookies = deepcopy(client.cookies)
    return made
