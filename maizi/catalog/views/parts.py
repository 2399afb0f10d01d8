"""What several screens of the catalogue share."""

from collections.abc import Callable

from django.contrib import messages
from django.shortcuts import get_object_or_404

from maizi.kit.forms import first_problem
from maizi.kit.http import require

from .. import access
from ..models import Product


def changeable_product(request, pk: int) -> Product:
    """A product the person sees and may change."""
    row = get_object_or_404(access.visible_products(request.user), pk=pk)
    require(access.may(request.user, "change", row))
    return row


def told(request, form, act: Callable[[], None], success: str) -> None:
    """Do it with the small form of a card and say how it went. Raises Refused."""
    if not form.is_valid():
        raise first_problem(form)
    act()
    messages.success(request, success)
