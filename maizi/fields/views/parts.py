"""What the screens of fields share."""

from collections.abc import Callable

from django.db import transaction
from django.http import FileResponse
from django.utils.translation import gettext as _

from maizi.files.queries import headers_for, open_stream
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


def file_answer(file) -> FileResponse:
    """A stored document, to be saved."""
    response = FileResponse(open_stream(file), content_type=file.media_type)
    for name, value in headers_for(file).items():
        response[name] = value
    return response
