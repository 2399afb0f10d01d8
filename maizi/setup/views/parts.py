"""What several settings screens need: rights, forms that refuse, answers."""

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from maizi.accounts import access
from maizi.kernel.errors import Refused
from maizi.kit.http import require
from maizi.kit.jinja import page


def administers(request, verb: str) -> None:
    """Stop with 403 unless the person may do this part of the administration."""
    require(access.may(request.user, "administration", verb))


def done(form, deed: Callable[[], object]) -> bool:
    """Do what a valid form asks for; a refusal becomes an error of the form."""
    if not form.is_valid():
        return False
    try:
        with transaction.atomic():
            deed()
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.text(_))
        return False
    return True


def form_page(request, form, context: dict, *, template: str = "setup/form.html"):
    """A page around a form; 422 when it was refused."""
    return page(request, template, {"form": form, **context}, status=422 if form.errors else 200)
