"""A process that has Django ready and no connection yet, and forks what it is told to.

Started with the module of lives; reads `worker NAME` (a function of it and what it is given) from
its input, answers with the new process's id. So a process lives within milliseconds, and killing
it hits its work instead of its start.
"""

import os
import signal
import sys
import traceback
from collections.abc import Callable
from importlib import import_module

import django
from django.urls import get_resolver


def main() -> None:
    django.setup()
    lives = import_module(sys.argv[1])
    _ = get_resolver().app_dict  # all addresses, read once here instead of in every process
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # whoever is killed leaves no zombie behind
    say("ready")
    for line in sys.stdin:
        life, _, name = line.strip().partition(" ")
        say(str(born(getattr(lives, life), name)))


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def born(life: Callable[[str], None], name: str) -> int:
    """Fork a process that leads `life`; its id."""
    pid = os.fork()
    if pid:
        return pid
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    gap = f"gap-{life.__name__}-{name.rpartition(' ')[0]}"
    os.environ["FAULTS_GAP"] = os.path.join(os.path.dirname(os.environ["FAULTS_ACKS"]), gap)
    try:
        life(name)
    finally:
        if sys.exc_info()[0]:
            traceback.print_exc()  # to the plant's file `errors`
        os._exit(0)


if __name__ == "__main__":
    main()
