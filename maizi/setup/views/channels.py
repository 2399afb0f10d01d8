"""The ways messages leave the house: mail server, group robots, webhooks, allowed hosts."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.accounts.access import needs_proof
from maizi.inbox import access, actions, queries
from maizi.inbox.models import Channel
from maizi.kit.http import require
from maizi.kit.jinja import page

from ..forms import ChannelForm, HostForm, MailForm
from .parts import done, form_page


@require_GET
def channels(request):
    require(access.manages(request.user))
    context = {
        "channels": access.visible_channels(request.user),
        "hosts": access.visible_hosts(request.user).select_related("allowed_by"),
        "mail": queries.mail_settings(), "is_mail_outside": bool(settings.MAIL),
        "has_mail": queries.has_mail(),
        "events": {event.code: _(event.label) for event in access.event_kinds()},
    }  # fmt: skip
    return page(request, "setup/channels.html", context)


@needs_proof
@require_http_methods(["GET", "POST"])
def channel(request, pk: int | None = None):
    require(access.manages(request.user))
    row = get_object_or_404(access.visible_channels(request.user), pk=pk) if pk else Channel()
    names = ("name", "way", "events", "has_text", "is_active")
    form = ChannelForm(request.POST or None, initial={n: getattr(row, n) for n in names})
    if request.method == "POST" and done(form, lambda: _save(request, row, form.cleaned_data)):
        messages.success(request, _("已保存：%s") % row)
        return redirect("setup:channels")
    return form_page(request, form, {"title": row.name or _("新增渠道"), "back": "setup:channels"})


def _save(request, row: Channel, given: dict) -> None:
    address, secret = given.pop("address"), given.pop("secret")
    for name, value in given.items():
        setattr(row, name, value)
    actions.save_channel(row, address=address, secret=secret, by=request.user)


@require_POST
def channel_test(request, pk: int):
    require(access.manages(request.user))
    row = get_object_or_404(access.visible_channels(request.user), pk=pk)
    actions.send_test(row, by=request.user)
    messages.success(request, _("测试消息已排队，下面会显示结果。"))
    return redirect("inbox:deliveries")


@needs_proof
@require_http_methods(["GET", "POST"])
def mail(request):
    require(access.manages(request.user))
    form = MailForm(request.POST or None, instance=queries.mail_settings())

    def save():
        password = form.cleaned_data["password"]
        actions.save_mail_settings(form.instance, password=password, by=request.user)

    if request.method == "POST" and done(form, save):
        messages.success(request, _("邮件服务器已保存。"))
        return redirect("setup:channels")
    return form_page(request, form, {"title": _("邮件服务器"), "back": "setup:channels"})


@require_POST
def mail_test(request):
    require(access.manages(request.user))
    actions.send_test_mail(by=request.user)
    messages.success(request, _("测试邮件已排队，下面会显示结果。"))
    return redirect("inbox:deliveries")


@needs_proof
@require_http_methods(["GET", "POST"])
def host_new(request):
    require(access.manages(request.user))
    form = HostForm(request.POST or None)

    def allow():
        actions.allow_host(**form.cleaned_data, by=request.user)

    if request.method == "POST" and done(form, allow):
        messages.success(request, _("已允许这个内部主机。"))
        return redirect("setup:channels")
    return form_page(request, form, {"title": _("允许内部主机"), "back": "setup:channels"})


@needs_proof
@require_POST
def host_remove(request, pk: int):
    require(access.manages(request.user))
    row = get_object_or_404(access.visible_hosts(request.user), pk=pk)
    actions.forbid_host(row, by=request.user)
    messages.success(request, _("已移除，发往它的消息将被拒绝。"))
    return redirect("setup:channels")
