"""One small form for each verb of key-account service."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maizi.kit.forms import MoneyField

from . import access
from .models import Support
from .rules.course import Promised
from .terms import Cover, Post, Service

YES_NO = (("yes", _("同意")), ("no", _("不同意")))
SCORES = [(str(one), str(one)) for one in range(5, 0, -1)]


def long(label, *, required: bool = True, most: int = 2000, help_text="") -> forms.CharField:
    """A text of several lines."""
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs={"rows": 3}), max_length=most,
        required=required, help_text=help_text,
    )  # fmt: skip


class UserForm(forms.Form):
    """A form that a person fills in."""

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        self.user = user


class TeamForm(UserForm):
    """Who holds which post of a team (F-41)."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        staff = access.visible_staff(self.user)
        for post in Post:
            self.fields[post.value] = forms.ModelChoiceField(
                label=post.label, queryset=staff, required=False
            )

    def people(self) -> dict:
        """Post -> person, or None."""
        return {post: self.cleaned_data[post.value] for post in Post}


class PromiseForm(UserForm):
    """What a key account is promised (F-42)."""

    service = forms.ChoiceField(label=_("服务"), choices=Service.choices())
    text = forms.CharField(label=_("内容"), max_length=400)
    years = forms.IntegerField(
        label=_("质保年数"), min_value=1, max_value=50, required=False,
        help_text=_("只有质量保证承诺填写。"),
    )  # fmt: skip
    cover = forms.ChoiceField(
        label=_("保修方式"), choices=[("", "—"), *Cover.choices()], required=False
    )
    regions = forms.CharField(label=_("特殊地区"), max_length=120, required=False)
    fee_yuan = MoneyField(
        label=_("每次收费（元）"), min_value=0, max_digits=14, decimal_places=2, required=False,
        help_text=_("点对点送货是收费服务。"),
    )  # fmt: skip

    def promised(self) -> Promised:
        """What was typed, as the rules know it."""
        given = self.cleaned_data
        return Promised(
            Service(given["service"]), given["text"], given["years"], given["cover"],
            given["fee_yuan"],
        )  # fmt: skip


class ApplyForm(forms.ModelForm):
    """《大客户服务和支持申请表》 (F-43)."""

    class Meta:
        model = Support
        fields = (
            "activity", "content", "organisation", "deep_needs", "changed_needs", "changed_views",
        )  # fmt: skip

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        self.user = user


class OpinionForm(UserForm):
    """Yes or no, with the opinion (F-43, F-45)."""

    answer = forms.ChoiceField(label=_("意见"), choices=YES_NO)
    opinion = long(_("审核意见"), most=400)


class HoldForm(UserForm):
    """How it went (F-44)."""

    held_on = forms.DateField(
        label=_("举办日期"), widget=forms.DateInput(attrs={"type": "date"})
    )  # fmt: skip
    course_ = long(_("举办情况"))
    opinions = long(_("收集到的意见"), required=False, help_text=_("技术研讨会必须填写。"))

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["held_on"].initial = timezone.localdate()


class EvaluateForm(UserForm):
    """《大客户服务评估表》 (F-45)."""

    effect = long(_("效果评估"), help_text=_("对照申请时的需求，达到了什么，没达到什么。"))
    score = forms.TypedChoiceField(label=_("评分"), choices=SCORES, coerce=int)


class RevisitForm(UserForm):
    """What the customer thinks of it afterwards (F-45)."""

    words = long(_("客户的意见"), most=1000)
    improvement = long(_("改进"), required=False, most=1000)
