"""Every page needs somebody signed in, unless its view says otherwise; sessions end in time."""

from datetime import timedelta
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.middleware import get_user
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from . import queries
from .actions.second_factor import owes_second_factor
from .models import Session
from .rules import SessionLimits, is_session_over

SEEN_EVERY = timedelta(minutes=1)
PROOF_LASTS = timedelta(minutes=15)


def signed_in_only(get_response):
    """Shut strangers and expired sessions out; see access.open_to_all."""

    def answer(request):
        _watch(request)
        return get_response(request)

    answer.process_view = stop_strangers
    return answer


def stop_strangers(request, view, args, kwargs) -> HttpResponse | None:
    """Send away who is not signed in, or owes a new password or a second factor first."""
    is_unattended = getattr(view, "is_unattended", False)
    if not is_unattended and request.headers.get("X-Asked-By") != "page":
        _note_use(request)
    request.user = get_user(request)  # the person himself: history asks for his table
    if getattr(view, "is_open_to_all", False):
        return None
    if not request.user.is_authenticated:
        if is_unattended and "HX-Request" in request.headers:
            return HttpResponse(status=204)  # nobody asked: leave the page as it stands
        return _to_sign_in(request)
    if getattr(view, "is_open_while_owing", False):
        return None
    if request.user.must_change_password:
        return _send(request, resolve_url("accounts:change_password"))
    if request.session.get("owes") == "second_factor":
        return _send(request, resolve_url("accounts:second_factor_setup"))
    if getattr(view, "needs_proof", False) and request.method == "POST" and _is_stale(request):
        return _send(
            request, f"{resolve_url('accounts:prove')}?{urlencode({'next': _referrer(request)})}"
        )
    return None


def _is_stale(request) -> bool:
    """True when the password was last asked for too long ago."""
    given = request.session.get("proved_at")
    proved_at = parse_datetime(given) if given else request.session.row.opened_at
    return timezone.now() - proved_at > PROOF_LASTS


def _watch(request) -> None:
    """End the session when it is over."""
    session, now = request.session, timezone.now()
    if session.session_key is None or SESSION_KEY not in session:
        return
    row = session.row
    if now - row.seen_at < SEEN_EVERY and now >= row.seen_at:
        return
    policy = queries.policy()
    limits = SessionLimits(
        timedelta(minutes=policy.idle_minutes), timedelta(hours=policy.absolute_hours)
    )
    if is_session_over(row.opened_at, row.seen_at, now=now, limits=limits):
        session.flush()
        request.is_session_over = True


def _note_use(request) -> None:
    """Once a minute write down that the session is in use, by a person and not by a page."""
    session, now = request.session, timezone.now()
    if session.session_key is None or SESSION_KEY not in session:
        return
    row = session.row
    if now - row.seen_at < SEEN_EVERY and now >= row.seen_at:
        return
    Session.objects.filter(pk=row.pk).update(seen_at=now)
    row.seen_at = now
    note_what_is_owed(request)


def note_what_is_owed(request) -> None:
    """Remember in the session that the policy wants a second factor of this person."""
    owes = request.user.is_authenticated and owes_second_factor(request.user)
    if owes:
        request.session["owes"] = "second_factor"
    elif "owes" in request.session:
        del request.session["owes"]


def _to_sign_in(request) -> HttpResponse:
    page = _page_behind(request)
    asked = {} if page == resolve_url(settings.LOGIN_REDIRECT_URL) else {"next": page}
    if getattr(request, "is_session_over", False):
        asked["over"] = "1"
    address = resolve_url(settings.LOGIN_URL)
    return _send(request, f"{address}?{urlencode(asked)}" if asked else address, status=401)


def _page_behind(request) -> str:
    """The page to come back to: where the browser is, not the fragment it asked for."""
    if "HX-Request" in request.headers:
        parts = urlsplit(request.headers.get("HX-Current-URL", ""))
        return f"{parts.path}?{parts.query}" if parts.query else parts.path or "/"
    return request.get_full_path() if request.method == "GET" else _referrer(request)


def _referrer(request) -> str:
    """The page a form was sent from, if it was one of ours."""
    parts = urlsplit(request.headers.get("Referer", ""))
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return path if path and parts.netloc == request.get_host() else "/"


def _send(request, address: str, *, status: int = 403) -> HttpResponse:
    """To another page: by redirect, by htmx's header, or as a plain status for a program."""
    if "HX-Request" in request.headers:
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    accepted = request.headers.get("Accept", "")
    if request.path.startswith("/api/") or ("json" in accepted and "html" not in accepted):
        return JsonResponse({"message": _("请先登录。")}, status=status)
    return redirect(address)
