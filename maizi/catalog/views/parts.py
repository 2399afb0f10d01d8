"""What several screens of the catalogue share."""

from collections.abc import Callable

from django.contrib import messages
from django.shortcuts import get_object_or_404

from maizi.kit.forms import attempt, first_problem
from maizi.kit.http import require

from .. import access
from ..models import Product


def changeable_product(request, pk: int) -> Product:
    """A product the person sees and may change."""
    row = get_object_or_404(access.visible_products(request.user), pk=pk)
    require(access.may(request.user, "change", row))
    return row


def taken(form, act: Callable[[], None]) -> bool:
    """Do it with a valid form; a refusal becomes an error of the form, nothing typed is lost."""
    return form.is_valid() and attempt(form, act)


def told(request, form, act: Callable[[], None], success: str) -> None:
    """Do it with the small form of a card and say how it went. Raises Refused."""
    if not form.is_valid():
        raise first_problem(form)
    act()
    messages.success(request, success)
