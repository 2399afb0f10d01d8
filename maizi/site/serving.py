"""The web server and the job worker: children of one process that has loaded the product."""

import gc
import multiprocessing
import os
import signal
import sys
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.db import connections
from django.urls import reverse

# Elsewhere the system forbids it, or has no such thing: there a child loads the product anew.
WAY = "fork" if sys.platform == "linux" else "spawn"
ENDS = (signal.SIGTERM, signal.SIGINT)
GRACE_SECONDS = 20  # for what is being answered; a worker told just before it listens hears nothing


def serve(host: str, port: int, workers: int) -> int:
    """Run the web server and one job worker until the server ends or we are told to stop.

    What is loaded before they begin is theirs at once, and lies in memory once for all of them.
    """
    _load()
    begin = multiprocessing.get_context(WAY).Process
    web = begin(target=_web, args=(host, port, workers))
    jobs = begin(target=_jobs)
    told = []

    def stop(*_):
        told.append(True)
        for child in (web, jobs):
            child.terminate()

    _hold("SIG_BLOCK")  # nobody is told before all are there
    for child in (web, jobs):
        child.start()
    for end in ENDS:
        signal.signal(end, stop)
    _hold("SIG_UNBLOCK")
    web.join()
    is_told = bool(told)
    stop()
    jobs.join()
    return 0 if is_told else abs(web.exitcode)


def _listen() -> None:
    """Hear again what was held back while this process was begun, and end by it."""
    for end in ENDS:
        signal.signal(end, signal.SIG_DFL)
    _hold("SIG_UNBLOCK")


def _hold(how: str) -> None:
    """Let what would end us wait, or come; where a system has no such thing, it comes."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(getattr(signal, how), ENDS)


def _load() -> None:
    """Every module, address and word of the product; no connection goes along to a child."""
    from .wsgi import application

    host = next((name for name in settings.ALLOWED_HOSTS if "*" not in name), "localhost")
    environ = {"HTTP_HOST": host, "PATH_INFO": reverse("accounts:sign_in")}
    setup_testing_defaults(environ)
    b"".join(application(environ, lambda *_: None))  # the first page is the slowest
    for one in connections.all(initialized_only=True):
        one.close()
        getattr(one, "close_pool", int)()  # of PostgreSQL, with threads that do not come along
    gc.collect()
    gc.freeze()


def _web(host: str, port: int, workers: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces

    _listen()
    if hasattr(os, "setpgrp"):  # Ctrl+C reaches us alone: workers told twice do not end
        os.setpgrp()
    # A worker that is being loaded has the handlers of this process, which would end nothing.
    if WAY == "fork":
        os.register_at_fork(after_in_child=_listen)
    Granian(
        "maizi.site.wsgi:application", address=host, port=port, interface=Interfaces.WSGI,
        workers=workers, blocking_threads=1, websockets=False, respawn_failed_workers=True,
        workers_kill_timeout=GRACE_SECONDS,
    ).serve()  # fmt: skip


def _jobs() -> None:
    import django

    _listen()
    django.setup()
    from maizi.jobs.worker import run_worker

    sys.exit(run_worker(threads=2))
