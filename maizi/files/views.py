"""Hand files out."""

from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from maizi.history.actions import record
from maizi.history.terms import Verb

from . import access
from .models import StoredFile
from .queries import headers_for, open_stream


@require_GET
def download(request, pk: int):
    file = get_object_or_404(access.visible_files(request.user), pk=pk)
    record(file, verb=Verb.EXPORT, by=request.user)
    return answer(file)


def answer(file: StoredFile) -> FileResponse:
    """The file as a download that no browser runs; the caller has checked and recorded."""
    response = FileResponse(open_stream(file), content_type=file.media_type)
    for name, value in headers_for(file).items():
        response[name] = value
    return response
