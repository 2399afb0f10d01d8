"""What the screens of fields share."""

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from maizi.kernel.errors import Refused


def done(form, deed: Callable[[], object]) -> bool:
    """Do what a valid form asks for; a refusal becomes an error at its field."""
    if not form.is_valid():
        return False
    try:
        with transaction.atomic():
            deed()
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.text(_))
        return False
    return True
