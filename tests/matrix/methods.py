"""Which methods a route takes, as it says itself."""

from contextlib import suppress

from django.test import RequestFactory
from django.urls import resolve

TAKEN: dict[str, list[str]] = {}  # a route takes the same methods in every scene


def methods(scene, url: str, path: str) -> list[str]:
    """What a route takes, as it said when it was first asked in this process."""
    return TAKEN.get(url) or TAKEN.setdefault(url, _told(scene, path))


def _told(scene, path: str) -> list[str]:
    """What a route says it takes when it is asked in a way nobody knows.

    Most views say so before anything else and need no sign-in for it; the others are asked by a
    person who may.
    """
    match = resolve(path)
    request = RequestFactory().generic("PROBE", path)
    with suppress(AttributeError):  # it looks for the person who asks, or at what he sends
        answer = match.func(request, *match.args, **match.kwargs)
        if answer.status_code == 405:
            return _taken(answer.headers["Allow"])
    answer = scene.browser("boss").generic("PROBE", path)
    return _taken(answer.headers.get("Allow", "GET") if answer.status_code == 405 else "GET")


def _taken(allowed: str) -> list[str]:
    return [m for m in ("GET", "POST") if m in allowed.split(", ")]
