"""Which kinds of work there are; each app's tasks.py adds its own."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.utils.module_loading import autodiscover_modules


@dataclass(frozen=True, slots=True)
class Task:
    """One kind of work.

    kind             "customers.import"
    label            Chinese message id
    retries          tries after the first one, as long as it gets no further
    timeout_seconds  silence (no batch, no checkpoint) after which its lease is given up
    priority         higher goes first
    is_atomic        the whole run is one transaction, the job's own end included
    """

    kind: str
    label: str
    work: Callable
    retries: int
    timeout_seconds: int
    priority: int
    is_atomic: bool

    @property
    def max_attempts(self) -> int:
        return self.retries + 1


_tasks: dict[str, Task] = {}


def task(
    kind: str,
    *,
    label: str,
    retries: int = 4,
    timeout: int = 300,
    priority: int = 0,
    is_atomic: bool = False,
) -> Callable:
    """Declare a function of one `Run` as a kind of work; what it returns is the job's result.

    None says that there was nothing to do: lists leave out such runs of a schedule.
    """

    def declare(work: Callable) -> Callable:
        known = _tasks.get(kind)
        assert known is None or known.work.__module__ == work.__module__, f"{kind} declared twice"
        _tasks[kind] = Task(kind, label, work, retries, timeout, priority, is_atomic)
        return work

    return declare


def task_of(kind: str) -> Task | None:
    """The task of a kind, or None when no app of this release declares it."""
    return _tasks.get(kind) or all_tasks().get(kind)


def all_tasks() -> dict[str, Task]:
    """Every kind of work, found in the tasks.py of all apps."""
    _find_tasks()
    return _tasks


@cache
def _find_tasks() -> None:
    autodiscover_modules("tasks")
