"""Forms of personal information."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maizi.accounts.access import visible_people

from . import access
from .models import SensitiveField
from .terms import Answer, Basis, ConsentKind, Obtained, Relation, RequestKind, Way

REASON = {"max_length": 200, "label": _("原因")}


class ConsentForm(forms.Form):
    """What somebody said, when, how we know."""

    purpose = forms.ModelChoiceField(None, label=_("目的"))
    answer = forms.ChoiceField(
        label=_("答复"), choices=Answer.choices(), widget=forms.RadioSelect, initial=Answer.GIVEN
    )
    ways = forms.MultipleChoiceField(
        label=_("可以使用的方式"), choices=Way.choices(), required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_("一个都不选，表示全部方式"),
    )  # fmt: skip
    obtained = forms.ChoiceField(
        label=_("取得方式"), choices=[c for c in Obtained.choices() if c[0] != Obtained.SELF]
    )
    given_at = forms.DateTimeField(
        label=_("答复时间"), widget=forms.DateTimeInput, initial=timezone.now
    )
    notice = forms.ModelChoiceField(
        None, label=_("告知文本"), required=False, help_text=_("当时给本人看的是哪一版")
    )
    guardian = forms.CharField(
        label=_("代为同意的监护人"), max_length=40, required=False,
        help_text=_("不满十四周岁的，由父母或其他监护人同意"),
    )  # fmt: skip
    evidence = forms.FileField(label=_("凭证"), required=False, help_text=_("签字页、截图或录音"))
    note = forms.CharField(label=_("备注"), max_length=200, required=False)

    def __init__(self, user, *given):
        super().__init__(*given)
        purposes = access.visible_purposes(user).filter(is_active=True)
        self.fields["purpose"].queryset = purposes.filter(basis=Basis.CONSENT)
        self.fields["notice"].queryset = access.visible_notices(user)


class BlockForm(forms.Form):
    """How somebody does not want to be reached, and for what."""

    way = forms.ChoiceField(
        label=_("方式"), choices=[("", _("全部方式")), *Way.choices()], required=False
    )
    purpose = forms.ModelChoiceField(
        None, label=_("目的"), required=False, empty_label=_("一切须经同意的目的"),
        help_text=_("履约和售后的联系不受影响，除非在这里点名"),
    )  # fmt: skip
    reason = forms.CharField(label=_("本人怎么说的"), max_length=200, required=False)

    def __init__(self, user, *given):
        super().__init__(*given)
        self.fields["purpose"].queryset = access.visible_purposes(user).filter(is_active=True)


class RequestForm(forms.Form):
    """What somebody asks of us."""

    request_kind = forms.ChoiceField(label=_("请求"), choices=RequestKind.choices())
    requester = forms.CharField(label=_("请求人"), max_length=40)
    relation = forms.ChoiceField(label=_("与本人的关系"), choices=Relation.choices())
    reach = forms.CharField(label=_("回复到"), max_length=80, help_text=_("手机、邮箱或地址"))
    text = forms.CharField(label=_("请求内容"), widget=forms.Textarea, required=False)
    received_at = forms.DateTimeField(
        label=_("收到时间"), widget=forms.DateTimeInput, initial=timezone.now
    )


class EnableForm(forms.Form):
    """Why a kind of sensitive information must be held."""

    purpose = forms.ModelChoiceField(None, label=_("处理目的"))
    necessity = forms.CharField(
        label=_("为什么必须"), widget=forms.Textarea, help_text=_("不收集就办不成什么")
    )
    retention_months = forms.IntegerField(label=_("保存几个月"), min_value=1, max_value=120)
    consent_text = forms.CharField(label=_("单独同意书"), widget=forms.Textarea)
    assessment = forms.ModelChoiceField(None, label=_("影响评估"))

    def __init__(self, user, *given, **more):
        super().__init__(*given, **more)
        purposes = access.visible_purposes(user).filter(is_active=True)
        self.fields["purpose"].queryset = purposes.filter(consent_kind=ConsentKind.SENSITIVE)
        self.fields["assessment"].queryset = access.visible_assessments(user)


class SensitiveForm(forms.Form):
    """One value and the consent it rests on."""

    text = forms.CharField(label=_("内容"), max_length=2000)
    consent = forms.ModelChoiceField(None, label=_("依据的单独同意"))

    def __init__(self, *args, field: SensitiveField, consents, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["consent"].queryset = consents
        self.fields["consent"].label_from_instance = lambda c: f"{c} {c.given_at:%Y-%m-%d}"
        self.field_row = field


class NoticeForm(forms.Form):
    """The next version of what people are told."""

    code = forms.SlugField(label=_("代码"), max_length=30, help_text=_("同一份告知各版相同"))
    title = forms.CharField(label=_("标题"), max_length=80)
    text = forms.CharField(label=_("正文"), widget=forms.Textarea)


class OpeningForm(forms.Form):
    """For what something restricted is opened."""

    purpose = forms.ChoiceField(label=_("用途"), widget=forms.RadioSelect)
    note = forms.CharField(label=_("说明"), max_length=200, required=False)


class ListForm(forms.Form):
    """A colleague for the access list."""

    user = forms.ModelChoiceField(None, label=_("同事"))
    reason = forms.CharField(label=_("为什么需要查看"), max_length=200)
    until = forms.DateField(label=_("截止日期"), required=False, widget=forms.DateInput)

    def __init__(self, user, *given):
        super().__init__(*given)
        self.fields["user"].queryset = visible_people(user).filter(is_active=True)


class HoldForm(forms.Form):
    """Why a person's information must stay."""

    reason = forms.CharField(**REASON)
    until = forms.DateField(label=_("截止日期"), required=False, widget=forms.DateInput)


class SelfRequestForm(forms.Form):
    """What a person asks on his own page."""

    request_kind = forms.ChoiceField(label=_("请求"), choices=RequestKind.choices())
    reach = forms.CharField(label=_("回复到"), max_length=80, help_text=_("手机、邮箱或地址"))
    text = forms.CharField(label=_("请求内容"), widget=forms.Textarea, required=False)
