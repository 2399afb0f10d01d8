"""What several screens of stock share."""

from collections.abc import Callable

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _

from maizi.kernel.errors import Refused

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
        name, found = next(iter(form.errors.items()))
        label = form.fields[name].label if name in form.fields else ""
        text = " ".join(found)
        raise Refused(f"{label}{_('：')}{text}" if label else text, field=name)
    act()
    messages.success(request, success)


def attempt(form, act: Callable[[], None]) -> bool:
    """Do it with a valid form; a refusal becomes an error of the form, nothing typed is lost."""
    if not form.is_valid():
        return False
    try:
        act()
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.text(_))
        return False
    return True
