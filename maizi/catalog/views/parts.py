"""What several screens of the catalogue share."""

from collections.abc import Callable

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from maizi.kernel.errors import Refused
from maizi.kit.http import require

from .. import access
from ..models import Product


def changeable_product(request, pk: int) -> Product:
    """A product the person sees and may change."""
    row = get_object_or_404(access.visible_products(request.user), pk=pk)
    require(access.may(request.user, "change", row))
    return row


def first_problem(form) -> Refused:
    """What is wrong with a small form, as the sentence that is shown."""
    name, found = next(iter(form.errors.items()))
    label = form.fields[name].label if name in form.fields else ""
    text = " ".join(found)
    return Refused(f"{label}{_('：')}{text}" if label else text, field=name)


def taken(form, act: Callable[[], None]) -> bool:
    """Do it with a valid form; a refusal becomes an error of the form, nothing typed is lost."""
    return form.is_valid() and attempt(form, act)


def attempt(form, act: Callable[[], None]) -> bool:
    """Do it whatever the form says; a refusal becomes an error of the form."""
    try:
        act()
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.text(_))
        form.refusal = refusal
        return False
    return True


def told(request, form, act: Callable[[], None], success: str) -> None:
    """Do it with the small form of a card and say how it went. Raises Refused."""
    if not form.is_valid():
        raise first_problem(form)
    act()
    messages.success(request, success)
