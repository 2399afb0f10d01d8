"""A pass without a worker: the command line runs it in its own process."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from maizi.accounts.models import User

GAP_SECONDS = 0.02  # between two batches others get to write: SQLite has one writer at a time


class Here:
    """Runs batches at once, on behalf of a person.

    tell  (done, total, text) -> None, called after each batch
    """

    def __init__(self, user, tell: Callable = lambda done, total, text: None):
        self.state: dict = {}
        self._id, self._tell, self._ended_at = user.pk, tell, 0.0

    @property
    def user(self) -> User:
        """The person as he is now."""
        return User.objects.get(pk=self._id)

    @contextmanager
    def batch(self) -> Iterator[None]:
        """One transaction."""
        since = time.monotonic() - self._ended_at
        if connection.vendor == "sqlite" and since < GAP_SECONDS:
            time.sleep(GAP_SECONDS - since)
        with transaction.atomic():
            yield
        self._ended_at = time.monotonic()

    def progress(self, done: int, total: int | None = None, text: str = "") -> None:
        """Say how far it is."""
        self._tell(done, total, text)
