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
    is_passing       it prepares what a page shows: not listed when done, and soon let go
    """

    kind: str
    label: str
    work: Callable
    retries: int
    timeout_seconds: int
    priority: int
    is_atomic: bool
    is_passing: bool

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
    return _declared(kind, label, retries, timeout, priority, is_atomic, False)


def preparation(kind: str, *, label: str, timeout: int, priority: int = 0) -> Callable:
    """Declare a kind of work that counts what a page shows."""
    return _declared(kind, label, 1, timeout, priority, False, True)


def _declared(kind: str, *how) -> Callable:
    def declare(work: Callable) -> Callable:
        known = _tasks.get(kind)
        assert known is None or known.work.__module__ == work.__module__, f"{kind} declared twice"
        label, *rest = how
        _tasks[kind] = Task(kind, label, work, *rest)
        return work

    return declare


def task_of(kind: str) -> Task | None:
    """The task of a kind, or None when no app of this release declares it."""
    return _tasks.get(kind) or all_tasks().get(kind)


def all_tasks() -> dict[str, Task]:
    """Every kind of work, found in the tasks.py of all apps."""
    _find_tasks()
    return _tasks


def passing_kinds() -> list[str]:
    """Kinds of work that only prepare what a page shows."""
    return [task.kind for task in all_tasks().values() if task.is_passing]


@cache
def _find_tasks() -> None:
    autodiscover_modules("tasks")
