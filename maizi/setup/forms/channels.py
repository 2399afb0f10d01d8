"""Forms of the ways messages go out by."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from maizi.inbox import access as inbox
from maizi.inbox.models import MailSettings
from maizi.inbox.queries import allowed_hosts
from maizi.inbox.terms import ROBOTS
from maizi.kit.outgoing import Unreachable, parts_of, require_open


class ChannelForm(forms.Form):
    """A group robot or webhook. What is stored of address and secret is never shown again."""

    name = forms.CharField(label=_("名称"), max_length=60, help_text=_("例如：华东大区群"))
    way = forms.ChoiceField(label=_("类型"), choices=lambda: [(w.value, w.label) for w in ROBOTS])
    address = forms.CharField(
        label=_("地址"), max_length=2000, required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("平台给出的完整 Webhook 地址；已保存的不再显示，留空表示不变"),
    )  # fmt: skip
    secret = forms.CharField(
        label=_("加签密钥"), max_length=200, required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("钉钉“加签”、飞书“签名校验”、Webhook 的密钥；企业微信不需要。留空表示不变"),
    )  # fmt: skip
    events = forms.MultipleChoiceField(
        label=_("发送哪些事件"), required=False, widget=forms.CheckboxSelectMultiple
    )
    has_text = forms.BooleanField(
        label=_("连正文一起发"), required=False,
        help_text=_("群里的每个人都会看到；不勾选时只发标题、接收人和链接"),
    )  # fmt: skip
    is_active = forms.BooleanField(label=_("启用"), required=False, initial=True)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = [event for event in inbox.event_kinds() if event != inbox.TEST]
        self.fields["events"].choices = [(e.code, gettext(e.label)) for e in kinds]

    def clean_address(self) -> str:
        """An address whose host lies inside is refused here already, not only when sending."""
        address = self.cleaned_data["address"].strip()
        if address:
            _require_open(address)
        return address


class MailForm(forms.ModelForm):
    password = forms.CharField(
        label=_("密码"), max_length=300, required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("已保存的不再显示，留空表示不变"),
    )  # fmt: skip

    class Meta:
        model = MailSettings
        fields = ("host", "port", "security", "username", "sender", "is_active")
        help_texts = {"sender": _("收信人看到的发件人")}

    field_order = ("host", "port", "security", "username", "password", "sender", "is_active")

    def clean_port(self) -> int:
        port = self.cleaned_data["port"]
        if not 0 < port < 65_536:
            raise forms.ValidationError(_("端口是 1 到 65535 之间的数字。"))
        return port

    def clean(self) -> dict:
        given = super().clean()
        if given.get("host") and given.get("port"):
            try:
                _require_open(f"https://{given['host']}:{given['port']}/")
            except forms.ValidationError as why:
                self.add_error("host", why)
        return given


class HostForm(forms.Form):
    name = forms.CharField(
        label=_("主机"), max_length=261,
        help_text=_("主机名或 IP 地址，可以带端口，例如 mail.corp.lan 或 10.0.0.8:8080"),
    )  # fmt: skip
    reason = forms.CharField(label=_("原因"), max_length=200)


def _require_open(address: str) -> None:
    """A form error for an address the house never asks; a name nobody knows yet may be stored."""
    try:
        parts = parts_of(address)
        require_open(parts.hostname or "", parts.port or 443, allowed=allowed_hosts())
    except Unreachable as why:
        if why.is_final:
            raise forms.ValidationError(why.said.text(gettext)) from why
