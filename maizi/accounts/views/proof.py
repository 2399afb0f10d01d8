"""My second factor: set it up, take it off, recovery codes. Each asks for the password again."""

import io
from base64 import b32encode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from maizi.kernel.errors import Refused

from .. import actions, queries
from ..access import open_while_owing
from ..actions import second_factor as factor
from ..actions import signing_in
from ..forms import PasswordProof, SecondFactorForm
from .entrance import device_of, next_page


@open_while_owing
@require_http_methods(["GET", "POST"])
def second_factor_setup(request):
    form = SecondFactorForm(request.POST or None)
    device = factor.begin_second_factor(request.user)
    if request.method == "POST" and form.is_valid() and _is_proved(request, form):
        codes = _confirmed(request, form)
        if codes:
            return render(request, "accounts/recovery_codes.html", {"codes": codes, "is_new": True})
    context = {
        "form": form,
        "secret": _in_fours(b32encode(device.bin_key).decode()),
        "is_replacing": queries.has_second_factor(request.user),
    }
    status = 422 if form.errors else 200
    return render(request, "accounts/second_factor_setup.html", context, status=status)


def _confirmed(request, form: SecondFactorForm) -> list[str]:
    """The recovery codes of a second factor now in force; none when its code was wrong."""
    key = request.session.session_key
    try:
        codes = factor.confirm_second_factor(
            request.user, form.cleaned_data["code"], session_key=key
        )
    except Refused as refusal:
        form.add_error("code", refusal.text(_))
        return []
    request.session.pop("owes", None)
    return codes


def _in_fours(secret: str) -> str:
    """A long word as people copy it: ABCD EFGH."""
    return " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))


@open_while_owing
@require_GET
def qr_code(request):
    """The secret being set up, as a picture for the phone."""
    import segno  # here: few pages draw one, and it takes long to load

    code = segno.make(factor.begin_second_factor(request.user).config_url, error="m")
    picture = io.BytesIO()
    code.save(picture, kind="svg", scale=5, border=2, light="#fff", xmldecl=False)
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")


@require_http_methods(["GET", "POST"])
def recovery_codes(request):
    form = PasswordProof(request.POST or None)
    if request.method == "POST" and form.is_valid() and _is_proved(request, form):
        codes = factor.renew_recovery_codes(request.user)
        return render(request, "accounts/recovery_codes.html", {"codes": codes, "is_new": False})
    context = {
        "form": form, "title": _("重新生成恢复码"), "verb": _("生成"),
        "text": _("旧的恢复码将全部失效。"),
    }  # fmt: skip
    return render(request, "accounts/proof.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def second_factor_off(request):
    form = PasswordProof(request.POST or None)
    if request.method == "POST" and form.is_valid() and _is_proved(request, form):
        actions.remove_second_factor(
            request.user, by=request.user, session_key=request.session.session_key
        )
        messages.success(request, _("双因素登录已关闭，其他设备上的登录已结束。"))
        return redirect("accounts:security")
    context = {
        "form": form, "title": _("关闭双因素登录"), "verb": _("关闭双因素"),
        "text": _("关闭后，只凭密码就能登录您的账号。"),
    }  # fmt: skip
    return render(request, "accounts/proof.html", context, status=422 if form.errors else 200)


@open_while_owing
@require_http_methods(["GET", "POST"])
def prove(request):
    """Ask for the password again before something that matters, then go on."""
    form = PasswordProof(request.POST or None)
    if request.method == "POST" and form.is_valid() and _is_proved(request, form):
        request.session["proved_at"] = timezone.now().isoformat()
        return redirect(next_page(request))
    context = {
        "form": form, "title": _("请再次输入密码"), "verb": _("继续"),
        "next_page": next_page(request),
        "text": _("这一步涉及权限或安全，需要确认是您本人。确认后请重做刚才的操作。"),
    }  # fmt: skip
    return render(request, "accounts/proof.html", context, status=422 if form.errors else 200)


def _is_proved(request, form: PasswordProof) -> bool:
    try:
        signing_in.prove_password(
            request.user, form.cleaned_data["password"], device=device_of(request)
        )
    except Refused as refusal:
        form.add_error("password", refusal.text(_))
        return False
    return True
