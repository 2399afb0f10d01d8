"""One small form for each verb."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import Unit
from ..queries import Shown
from .asking import day_field


class ChooseForm(forms.Form):
    """Which right the customer chooses, and who said so."""

    right = forms.ChoiceField(label=_("客户的选择"), widget=forms.RadioSelect)
    chosen_by = forms.CharField(
        label=_("谁选的"), max_length=40, help_text=_("客户本人或其代理人。")
    )
    repairer = forms.CharField(
        label=_("修理者"), max_length=60, required=False, help_text=_("选择修理时填写。")
    )

    def __init__(self, *args, options: list[Shown], **more):
        super().__init__(*args, **more)
        self.fields["right"].choices = [(str(one.right), one.right.label) for one in options]


class ExchangeForm(forms.Form):
    """The new piece for the old one."""

    serial = forms.CharField(
        label=_("换入设备的序列号"), max_length=60, help_text=_("只能是良品，不能是修过的机器。")
    )
    on = day_field(_("换货日期"))

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["on"].initial = timezone.localdate()


class AcceptForm(forms.Form):
    """The receipt that the customer signs after commissioning (F-17)."""

    units = forms.ModelMultipleChoiceField(
        label=_("设备"), queryset=None, widget=forms.CheckboxSelectMultiple
    )
    works = forms.CharField(
        label=_("验收项目"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    result = forms.CharField(label=_("调试结果"), max_length=300)
    instructor = forms.CharField(label=_("讲解使用的人"), max_length=40)
    signed_by = forms.CharField(label=_("签字人"), max_length=40)
    signature = forms.CharField(
        label=_("签收码"),
        max_length=40,
        required=False,
        help_text=_("客户报的码，或上传签名。"),
    )
    image = forms.FileField(label=_("手写签名图片"), required=False)
    accepted_at = forms.DateTimeField(
        label=_("签字时间"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )

    def __init__(self, *args, unit: Unit, others, **options):
        super().__init__(*args, **options)
        self.fields["units"].queryset = others
        self.fields["units"].initial = [unit.pk]
        self.fields["accepted_at"].initial = timezone.localtime()


class ConfirmForm(forms.Form):
    """Who of counsel looked at the catalogue, and when."""

    words = forms.CharField(
        label=_("谁、哪天核对的"), max_length=200, help_text=_("例如：于法务 2026-11-20 核对。")
    )
