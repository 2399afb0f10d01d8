"""What several screens of stock share."""

from collections.abc import Callable

from django.contrib import messages
from django.urls import reverse

from maizi.kit import forms
from maizi.kit.forms import first_problem

from .. import access


def links_for(user, links) -> list[dict]:
    """Ways from a list to what belongs to it, as far as the person may go them."""
    return [
        {"label": label, "icon": icon, "url": reverse(url, args=args)}
        for label, icon, url, args, verb in links if access.may(user, verb)
    ]  # fmt: skip


def told(request, form, act: Callable[[], None], success: str) -> None:
    """Do it with the small form of a card and say how it went. Raises Refused."""
    if not form.is_valid():
        raise first_problem(form)
    act()
    messages.success(request, success)


def attempt(form, act: Callable[[], None]) -> bool:
    """Do it with a valid form; a refusal becomes an error of the form, nothing typed is lost."""
    return form.is_valid() and forms.attempt(form, act)
