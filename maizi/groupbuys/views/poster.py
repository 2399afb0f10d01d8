"""The poster of an activity, with its QR code."""

import io

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from maizi.kit.jinja import page

from .. import queries
from .parts import activity_for


def _address(request, row) -> str:
    return request.build_absolute_uri(reverse("groupbuys:offer", args=[row.code]))


@require_GET
def poster(request, pk: int):
    """A page to print and hang up."""
    row = activity_for(request, pk)
    context = {"row": row, "standing": queries.standing_of(row), "link": _address(request, row)}
    return page(request, "groupbuys/poster.html", context)


@require_GET
def poster_code(request, pk: int):
    """The QR code alone."""
    import segno  # here: few pages draw one, and it takes long to load

    row = activity_for(request, pk)
    buffer = io.BytesIO()
    segno.make(_address(request, row), error="m").save(buffer, kind="svg", scale=6, border=2)
    return HttpResponse(buffer.getvalue(), content_type="image/svg+xml")
