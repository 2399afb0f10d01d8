"""What every request gets: an id, strict headers, and a calm answer to a refusal."""

import re
import secrets

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from maizi.kernel.asking import Asking, asking
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from .http import is_partial
from .jinja import page

POLICY = (
    "default-src 'self'; img-src 'self' blob:; object-src 'none'; base-uri 'self';"
    " form-action 'self'; frame-ancestors 'none'"
)
GIVEN_ID = re.compile(r"[0-9A-Za-z-]{8,40}")


def request_id(get_response):
    """Name the request, so that history, log and error page can be matched."""

    def answer(request):
        given = request.headers.get("X-Request-Id", "")
        request.id = given if GIVEN_ID.fullmatch(given) else secrets.token_hex(8)
        request.META["REMOTE_ADDR"] = _address_of(request)
        token = asking.set(Asking(request.id, request.META["REMOTE_ADDR"]))
        try:
            response = get_response(request)
        finally:
            asking.reset(token)
        response["X-Request-Id"] = request.id
        return response

    return answer


def _address_of(request) -> str:
    """Where the request came from; behind a proxy of ours, what that proxy says (the last hop).

    What a browser writes into the header itself stands before it and is not believed.
    """
    told = request.headers.get("X-Forwarded-For", "") if settings.IS_BEHIND_PROXY else ""
    last = told.rpartition(",")[2].strip()
    return last[:60] or request.META.get("REMOTE_ADDR", "")


def headers(get_response):
    """The security headers of every answer, errors and files included (ASVS 3.4)."""

    def answer(request):
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(self), geolocation=(self)")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if getattr(request, "user", None) and request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Vary", "Cookie, HX-Request")
        return response

    return answer


class refusals:  # noqa: N801 — used like the functions above, but needs process_exception
    """Show a business refusal where the person is, instead of an error page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """A NUL belongs into no text: no database takes it."""
        given = [*request.GET.values(), *request.POST.values(), *kwargs.values()]
        if any("\0" in value for value in given if isinstance(value, str)):
            return self.process_exception(
                request, Refused(N_("请求里有不能识别的字符，请重新输入。"))
            )
        return None

    def process_exception(self, request, problem):
        if not isinstance(problem, Refused):
            return None
        text = problem.text(gettext)
        if is_partial(request):
            answer = page(request, "kit/refused.html", {"text": text}, status=422)
            answer["HX-Reswap"], answer["HX-Retarget"] = "beforeend", "#toasts"
            return answer
        if "json" in request.headers.get("Accept", "") and request.method != "GET":
            return HttpResponse(text, status=422, content_type="text/plain; charset=utf-8")
        messages.error(request, text)
        back = request.headers.get("Referer", "")
        if request.method == "POST" and back.startswith(
            f"{request.scheme}://{request.get_host()}/"
        ):
            return redirect(back)
        return page(request, "kit/refused_page.html", {"text": text}, status=422)
