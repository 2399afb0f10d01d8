"""One small form for each verb of the desk on a ticket."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from maizi.accounts.models import User

from .. import access, queries
from ..models import Ticket
from ..rules.triage import SCRIPT, SIGNS
from ..terms import IncidentKind, Mode, PauseReason, Severity
from .intake import moment

SCORES = [("", "—"), *((str(one), str(one)) for one in range(5, 0, -1))]


def long(label, *, required: bool = True, most: int = 2000, help_text="") -> forms.CharField:
    """A text of several lines."""
    return forms.CharField(
        label=label, widget=forms.Textarea, max_length=most, required=required,
        help_text=help_text,
    )  # fmt: skip


def score(label) -> forms.TypedChoiceField:
    """One to five, or not asked."""
    return forms.TypedChoiceField(
        label=label, choices=SCORES, coerce=int, empty_value=None, required=False
    )


class VerbForm(forms.Form):
    """A form about one ticket, for one person."""

    def __init__(self, *args, row: Ticket, user: User, **options):
        super().__init__(*args, **options)
        self.row, self.user = row, user


class TriageForm(VerbForm):
    signs = forms.MultipleChoiceField(
        label=_("客户说的情况"), required=False, widget=forms.CheckboxSelectMultiple
    )
    script = forms.MultipleChoiceField(
        label=_("分诊步骤"), required=False, widget=forms.CheckboxSelectMultiple
    )
    severity = forms.ChoiceField(label=_("严重程度"), choices=Severity.choices())
    mode = forms.ChoiceField(
        label=_("怎么处理"), choices=Mode.choices(),
        help_text=_("一般故障先用电话指导，直到完全解决；解决不了再上门。"),
    )  # fmt: skip
    note = forms.CharField(label=_("判断的理由"), max_length=400)
    km = forms.DecimalField(
        label=_("地图上的距离（公里）"), max_digits=7, decimal_places=2, min_value=0,
        required=False, help_text=_("留空按直线距离乘以道路系数。"),
    )  # fmt: skip
    agreed_at = moment(
        _("约定到场时间"), required=False, help_text=_("服务半径以外的，与客户约定后填写。")
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["signs"].choices = [(code, gettext(text)) for code, (text, _s) in SIGNS.items()]
        self.fields["script"].choices = [(code, gettext(text)) for code, text in SCRIPT.items()]


class AssignForm(VerbForm):
    engineer = forms.ModelChoiceField(label=_("派给"), queryset=None)
    since = moment(_("计划开始"), required=False, help_text=_("留空就是尽快。"))
    until = moment(_("计划结束"), required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.ranked = queries.ranking_of(self.row)
        ids = [one.engineer.pk for one in self.ranked if one.ranked.bar is None]
        rows = access.visible_engineers(self.user).filter(pk__in=ids).select_related("user")
        self.fields["engineer"].queryset = rows
        self.fields["engineer"].initial = next(iter(ids), None)


class ContactForm(VerbForm):
    is_reached = forms.BooleanField(label=_("联系上了"), required=False, initial=True)
    text = long(_("说了什么，客户怎么回答"))


class WaitForm(VerbForm):
    reason = forms.ChoiceField(label=_("等什么"), choices=PauseReason.choices())
    text = forms.CharField(
        label=_("说明"), max_length=200,
        help_text=_("到场和修复的时限暂停。等备件不能暂停：备件是我们自己的事。"),
    )  # fmt: skip


class ConfirmForm(VerbForm):
    who = forms.CharField(label=_("客户方确认人"), max_length=40)
    score = score(_("客户评分（5 最好）"))
    text = forms.CharField(label=_("客户怎么说"), max_length=200, required=False)
    image = forms.FileField(label=_("客户签字"), required=False)


class ReasonForm(VerbForm):
    reason = long(_("原因"), most=400)


class NoteForm(VerbForm):
    text = long(_("内部记录"))


class ComplainForm(VerbForm):
    words = long(_("客户投诉的原话"), most=4000, help_text=_("一字不改地记。工单照常办理。"))


class CommitForm(VerbForm):
    until = moment(_("承诺几时修好"))
    text = forms.CharField(label=_("根据什么估计"), max_length=200)


class SlotForm(VerbForm):
    since = moment(_("时间段开始"))
    until = moment(_("时间段结束"))
    deadline = moment(_("最后期限"), help_text=_("无论如何不晚于。"))


class MoveSlotForm(SlotForm):
    reason = forms.CharField(
        label=_("不能按时到的原因"), max_length=200,
        help_text=_("会连同道歉写进给客户的通知。时间段开始以前通知的不算失约。"),
    )  # fmt: skip


class FollowUpForm(VerbForm):
    is_fine = forms.ChoiceField(
        label=_("运行正常吗"), choices=(("yes", _("正常")), ("no", _("有问题")))
    )
    text = forms.CharField(label=_("客户怎么说"), max_length=400, required=False)


class IncidentForm(VerbForm):
    person = forms.ModelChoiceField(label=_("责任人"), queryset=None)
    kind = forms.ChoiceField(label=_("违规"), choices=IncidentKind.choices())
    text = long(_("经过和证据"), most=1000)
    rule = forms.CharField(label=_("违反的规定"), max_length=120)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["person"].queryset = access.visible_staff(self.user)
        self.fields["person"].initial = self.row.engineer_id


class DecideForm(VerbForm):
    penalty = long(_("处理决定"), most=300)


class UpkeepForm(VerbForm):
    findings = long(_("检查发现"), most=1000)
    needs = long(_("听到的需求"), most=1000, required=False)
    advice = forms.CharField(label=_("备件建议"), max_length=400, required=False)
