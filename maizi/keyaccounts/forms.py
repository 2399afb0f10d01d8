"""What people write about key accounts: an application, a reason, a decision."""

from django import forms
from django.utils.translation import gettext_lazy as _

from maizi.credit.models.accounts import MOST_DAYS, MOST_YUAN
from maizi.credit.terms import CreditGrade
from maizi.kit.forms import MoneyField


def _long(label, *, required: bool = True, most: int = 400, help_text="") -> forms.CharField:
    return forms.CharField(
        label=label, widget=forms.Textarea, max_length=most, required=required,
        help_text=help_text,
    )  # fmt: skip


class ReasonForm(forms.Form):
    reason = _long(_("原因"), most=200)


class ExtendForm(forms.Form):
    reason = _long(
        _("特殊情况"), most=200, required=False,
        help_text=_("只能延一次，一天；留空沿用总部写的原因。"),
    )  # fmt: skip


class ChangeForm(forms.Form):
    """大客户信用等级变更申请表."""

    grade = forms.TypedChoiceField(
        label=_("申请等级"), choices=[("", "—"), *CreditGrade.choices()], coerce=CreditGrade
    )
    limit_yuan = MoneyField(
        label=_("申请额度"), min_value=0, max_value=MOST_YUAN, decimal_places=2,
        help_text=_("信用等级D填 0。"),
    )  # fmt: skip
    terms_days = forms.IntegerField(
        label=_("申请账期（天）"), min_value=0, max_value=MOST_DAYS,
        help_text=_("不能超过这个等级的最长账期。"),
    )  # fmt: skip
    reason = _long(_("申请理由"), help_text=_("付款、履约、经营有什么变化。"))
    documents = forms.CharField(label=_("所附资料"), max_length=300, required=False)
    returns_to_list = forms.BooleanField(label=_("恢复大客户身份"), required=False)
    is_below_known = forms.BooleanField(label=_("我知道额度低于已占用"), required=False)


class DecideForm(forms.Form):
    is_demoted = forms.TypedChoiceField(
        label=_("怎样判断"), choices=[("", _("保留大客户")), ("yes", _("降为普通客户"))],
        coerce=lambda value: value == "yes", empty_value=False, required=False,
    )  # fmt: skip
    reason = _long(_("理由"), most=200)


class AnswerForm(forms.Form):
    is_taken = forms.TypedChoiceField(
        label=_("怎样决定"), choices=[("yes", _("采纳")), ("", _("不采纳"))],
        coerce=lambda value: value == "yes", empty_value=False, required=False,
    )  # fmt: skip
    text = _long(_("答复"), most=500)
