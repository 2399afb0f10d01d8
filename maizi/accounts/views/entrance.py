"""The door: name and password, second factor, out again."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from maizi.kernel.asking import asking
from maizi.kernel.errors import Refused

from .. import queries
from ..access import open_to_all, open_while_owing
from ..actions import signing_in
from ..forms import CodeForm, SignInForm
from ..middleware import note_what_is_owed
from ..models import User
from ..rules import device_name
from .preferring import set_preferences

PATIENCE = timedelta(minutes=5)  # between password and second factor


@open_to_all
@require_http_methods(["GET", "POST"])
def sign_in(request):
    if request.user.is_authenticated:
        return redirect(next_page(request))
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = signing_in.sign_in(**form.cleaned_data, device=device_of(request))
        except Refused as refusal:
            form.add_error(None, refusal.text(_))
        else:
            return _past_password(request, user)
    context = {"form": form, "next_page": next_page(request), "is_over": "over" in request.GET}
    return render(request, "accounts/sign_in.html", context, status=422 if form.errors else 200)


def _past_password(request, user: User):
    if not queries.has_second_factor(user):
        return _let_in(request, user, next_page(request))
    request.session.flush()
    request.session["half_in"] = {
        "user": user.pk, "at": timezone.now().isoformat(), "next": next_page(request),
    }  # fmt: skip
    return redirect("accounts:second_factor")


@open_to_all
@require_http_methods(["GET", "POST"])
def second_factor(request):
    user = _half_in(request)
    if user is None:
        messages.info(request, _("请重新输入用户名和密码。"))
        return redirect("accounts:sign_in")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            signing_in.give_second_factor(
                user, form.cleaned_data["code"], device=device_of(request)
            )
        except Refused as refusal:
            form.add_error("code", refusal.text(_))
        else:
            return _let_in(request, user, request.session.pop("half_in")["next"])
    status = 422 if form.errors else 200
    return render(request, "accounts/second_factor.html", {"form": form}, status=status)


def _half_in(request) -> User | None:
    """Who gave his password a moment ago and still owes the second factor."""
    half = request.session.get("half_in")
    if not half or timezone.now() - parse_datetime(half["at"]) > PATIENCE:
        return None
    return queries.active_person(half["user"])


@open_while_owing
@require_POST
def sign_out(request):
    signing_in.sign_out(request.user)
    logout(request)
    return redirect("accounts:sign_in")


def _let_in(request, user: User, address: str):
    """Begin a fresh session for somebody who proved who he is."""
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    request.session.set_expiry(timedelta(hours=queries.policy().absolute_hours))
    request.session["address"] = asking.get().address
    request.session["device"] = device_of(request)
    note_what_is_owed(request)
    if failed := queries.failed_before_this_sign_in(user):
        text = ngettext(
            "上次登录以来有 %d 次失败的登录尝试。如果不是您，请修改密码。",
            "上次登录以来有 %d 次失败的登录尝试。如果不是您，请修改密码。",
            failed,
        )
        messages.warning(request, text % failed)
    answer = redirect(address)
    set_preferences(answer, language=user.language, theme=user.theme)
    return answer


def device_of(request) -> str:
    """The browser in words a person recognises."""
    return device_name(request.headers.get("User-Agent", ""))


def next_page(request) -> str:
    """The page asked for before signing in, if it is one of ours."""
    asked = request.POST.get("next") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if is_ours and asked.startswith("/") else resolve_url(settings.LOGIN_REDIRECT_URL)
