"""Forms for people outside: a complaint, an addition, an answer (E-10)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from maizi.kit.forms import RiddleForm

from ..terms import Category, Harm

MOST_FILES = 3


class TellForm(RiddleForm):
    """A complaint as somebody outside tells it."""

    complainant = forms.CharField(label=_("怎么称呼您"), max_length=60)
    phone = forms.CharField(label=_("电话"), max_length=40, required=False)
    reach = forms.CharField(
        label=_("微信或邮箱"), max_length=80, required=False,
        help_text=_("电话和微信、邮箱至少填一项，好联系您。"),
    )  # fmt: skip
    category = forms.ChoiceField(label=_("关于什么"), choices=Category.choices())
    harm = forms.ChoiceField(
        label=_("影响"), choices=Harm.choices(), initial=Harm.INCONVENIENCE.value
    )
    words = forms.CharField(label=_("发生了什么"), max_length=4000, widget=forms.Textarea)
    demand = forms.CharField(label=_("希望我们怎么做"), max_length=400, required=False)
    product_text = forms.CharField(label=_("商品或型号"), max_length=60, required=False)
    serial = forms.CharField(
        label=_("机身序列号"), max_length=60, required=False, help_text=_("在铭牌上。")
    )
    order_no = forms.CharField(label=_("合同或送货单号"), max_length=60, required=False)
    about = forms.CharField(
        label=_("投诉的是哪位员工"), max_length=40, required=False,
        help_text=_("写了就不会交给这位员工处理。"),
    )  # fmt: skip
    is_confidential = forms.BooleanField(label=_("请为我保密"), required=False)

    def clean(self) -> dict:
        given = super().clean()
        if not given.get("phone") and not given.get("reach"):
            self.add_error("phone", _("请留一种联系方式。"))
        return given


class FollowForm(RiddleForm):
    """An addition."""

    text = forms.CharField(label=_("补充情况"), max_length=4000, widget=forms.Textarea)
