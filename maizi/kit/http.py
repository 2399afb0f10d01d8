"""Small helpers every view shares."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme


def require(allowed: bool) -> None:
    """Stop with 403 unless `allowed`."""
    if not allowed:
        raise PermissionDenied


def is_partial(request) -> bool:
    """True when htmx asked for a fragment rather than a page."""
    return request.headers.get("HX-Request") == "true" and "HX-Boosted" not in request.headers


def go(request, address: str) -> HttpResponse:
    """Send the browser to another page of this site, also out of an htmx request."""
    if not url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}):
        address = "/"
    if is_partial(request):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def unlisted(answer: HttpResponse) -> HttpResponse:
    """A page behind a secret address: no cache keeps it, no engine lists it.

    What other sites are told of the address is said once, in the settings; a policy of no
    referrer at all would make browsers send its forms without an origin, and they are refused.
    """
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
