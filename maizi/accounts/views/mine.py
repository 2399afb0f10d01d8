"""My account: password, sessions, sign-ins, language and theme."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.kernel.errors import Refused

from .. import access, actions, queries
from ..access import open_to_all, open_while_owing
from ..actions import signing_in
from ..actions.second_factor import is_second_factor_demanded
from ..actions.sessions import end_sessions
from ..forms import NewPasswordForm
from ..sessions import stored_key
from .entrance import device_of, next_page, sign_out
from .preferring import LANGUAGES, THEMES, set_preferences

SIGN_INS_SHOWN = 20


@require_GET
def security(request):
    user = request.user
    context = {
        "sessions": access.visible_sessions(user).filter(user=user),
        "this_session": stored_key(request.session.session_key),
        "attempts": access.visible_attempts(user).filter(username=user.username)[:SIGN_INS_SHOWN],
        "has_second_factor": queries.has_second_factor(user),
        "is_demanded": is_second_factor_demanded(user),
        "codes_left": queries.recovery_codes_left(user),
    }
    return render(request, "accounts/security.html", context)


@open_while_owing
@require_http_methods(["GET", "POST"])
def change_password(request):
    form = NewPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _changed(request, form):
        messages.success(request, _("密码已修改，其他设备上的登录已结束。"))
        return redirect(next_page(request))
    context = {"form": form, "policy": queries.policy(), "next_page": next_page(request)}
    status = 422 if form.errors else 200
    return render(request, "accounts/change_password.html", context, status=status)


def _changed(request, form: NewPasswordForm) -> bool:
    user, given = request.user, form.cleaned_data
    new = actions.NewPassword(given["new"], request.session.session_key)
    field = "password"
    try:
        signing_in.prove_password(user, given["password"], device=device_of(request))
        field = "new"
        actions.change_password(user, new, by=user)
    except Refused as refusal:
        form.add_error(field, refusal.text(_))
        return False
    update_session_auth_hash(request, user)
    return True


@require_POST
def end_session(request, key: str):
    mine = access.visible_sessions(request.user).filter(user=request.user)
    session = get_object_or_404(mine, pk=key)
    if session.pk == stored_key(request.session.session_key):
        return sign_out(request)
    actions.end_session(session, by=request.user)
    messages.success(request, _("那台设备已退出登录。"))
    return redirect("accounts:security")


@require_POST
def end_other_sessions(request):
    ended = end_sessions(request.user, but=request.session.session_key)
    messages.success(request, _("已结束其他 %d 个登录。") % ended)
    return redirect("accounts:security")


@open_to_all
@require_POST
def preferences(request):
    language, theme = request.POST.get("language", ""), request.POST.get("theme", "")
    if request.user.is_authenticated:
        given = {"language": language in LANGUAGES, "theme": theme in THEMES}
        values = {"language": language, "theme": theme}
        actions.prefer({k: v for k, v in values.items() if given[k]}, by=request.user)
    answer = redirect(next_page(request))
    set_preferences(answer, language=language, theme=theme)
    return answer
