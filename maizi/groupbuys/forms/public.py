"""Forms for people outside: take part, leave (B-11)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from maizi.kit.forms import RiddleForm
from maizi.privacy.actions import Solved

from ..actions import Joining


def quantity_field() -> forms.DecimalField:
    """How much somebody wants; the action says what is wrong with it."""
    return forms.DecimalField(label=_("数量"), max_digits=14, decimal_places=4)


class JoinForm(RiddleForm):
    """A registration as somebody outside writes it."""

    name = forms.CharField(label=_("单位或姓名"), max_length=80)
    contact_name = forms.CharField(label=_("联系人"), max_length=40, required=False)
    phone = forms.CharField(
        label=_("电话"), max_length=40, widget=forms.TextInput(attrs={"type": "tel"})
    )
    email = forms.EmailField(
        label=_("邮箱"), required=False, help_text=_("填了就用邮件告诉您达成没有。")
    )
    quantity = quantity_field()
    note = forms.CharField(label=_("留言"), max_length=200, required=False)
    consent = forms.BooleanField(
        label=_("同意你们为这次团购联系我，并按隐私说明处理我填写的信息。"), required=False
    )
    seen_yuan = forms.DecimalField(max_digits=16, decimal_places=6, required=False)

    def joining(self, address: str) -> Joining:
        """What was written."""
        given = self.cleaned_data
        return Joining(
            given["quantity"], given["phone"], given["consent"], name=given["name"],
            contact_name=given["contact_name"], email=given["email"], note=given["note"],
            stranger=Solved(**self.solving(address)), seen_yuan=given["seen_yuan"],
        )  # fmt: skip


class LeaveForm(forms.Form):
    """Why somebody leaves."""

    reason = forms.CharField(label=_("退出的原因"), max_length=200, required=False)
