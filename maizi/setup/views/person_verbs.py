"""What is done to one person: out, back, new password, posts."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maizi.accounts import access, actions
from maizi.accounts.access import needs_proof
from maizi.accounts.models import Appointment
from maizi.kernel.errors import Refused
from maizi.kit.jinja import page

from ..forms import PostForm
from .parts import administers


def _person(request, pk: int):
    administers(request, "people")
    return get_object_or_404(access.visible_people(request.user), pk=pk)


def _reason(request) -> str:
    return request.POST.get("reason", "").strip()[:200]


@needs_proof
@require_POST
def person_deactivate(request, pk: int):
    row = _person(request, pk)
    actions.deactivate_person(row, by=request.user, reason=_reason(request))
    messages.success(request, _("%s 已停用，他的登录都已结束。") % row)
    return redirect("setup:person", pk)


@needs_proof
@require_POST
def person_reactivate(request, pk: int):
    row = _person(request, pk)
    password = actions.reactivate_person(row, by=request.user)
    return page(request, "setup/password.html", {"person": row, "password": password})


@needs_proof
@require_POST
def person_reset(request, pk: int):
    row = _person(request, pk)
    password = actions.reset_password(row, by=request.user, reason=_reason(request))
    return page(request, "setup/password.html", {"person": row, "password": password})


@needs_proof
@require_POST
def person_factor_off(request, pk: int):
    row = _person(request, pk)
    if row == request.user:
        raise Refused(_("自己的双因素请在“我的账号”里关闭。"))
    actions.remove_second_factor(row, by=request.user, reason=_reason(request))
    messages.success(request, _("已解除 %s 的双因素，请他登录后重新设置。") % row)
    return redirect("setup:person", pk)


@require_POST
def person_unlock(request, pk: int):
    row = _person(request, pk)
    actions.unlock(row, by=request.user)
    messages.success(request, _("%s 现在可以重新登录了。") % row)
    return redirect("setup:person", pk)


@needs_proof
@require_POST
def appoint(request, pk: int):
    row = _person(request, pk)
    form = PostForm(request.POST, user=request.user)
    if not form.is_valid():
        raise Refused(_("没有任命：%s") % " ".join(e for es in form.errors.values() for e in es))
    given = form.cleaned_data
    reason = given.pop("reason")
    actions.appoint(Appointment(user=row, **given), by=request.user, reason=reason)
    messages.success(
        request, _("已任命 %(who)s 为 %(role)s。") % {"who": row, "role": given["role"]}
    )
    return redirect("setup:person", pk)


@needs_proof
@require_POST
def post_end(request, pk: int):
    administers(request, "people")
    post = get_object_or_404(access.visible_appointments(request.user), pk=pk)
    actions.end_appointment(post, by=request.user, reason=_reason(request))
    messages.success(request, _("任职已结束，权限立即收回。"))
    return redirect("setup:person", post.user_id)
