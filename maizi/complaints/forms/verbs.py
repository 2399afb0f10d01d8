"""One small form for each verb on a complaint."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from maizi.accounts.models import User

from .. import access, queries
from ..models import Complaint
from ..rules.talking import SCRIPT
from ..terms import Answer, PauseReason, Topic, Validity, Way

YES_NO = (("", "—"), ("yes", _("是")), ("no", _("否")))
TOPICS = [term for term in Topic if term != Topic.CONFIRM]


def yes_no(label, **options) -> forms.TypedChoiceField:
    """A question that is answered by yes or no, or not at all."""
    return forms.TypedChoiceField(
        label=label, choices=YES_NO, coerce=lambda value: value == "yes", empty_value=None,
        required=False, **options,
    )  # fmt: skip


def long(label, *, required: bool = True, most: int = 4000, help_text: str = "") -> forms.CharField:
    """A text of several lines."""
    return forms.CharField(
        label=label, widget=forms.Textarea, max_length=most, required=required,
        help_text=help_text,
    )  # fmt: skip


class VerbForm(forms.Form):
    """A form about one complaint, for one person."""

    def __init__(self, *args, row: Complaint, user: User, **options):
        super().__init__(*args, **options)
        self.row, self.user = row, user


class AppraiseForm(VerbForm):
    validity = forms.ChoiceField(
        label=_("是否成立"), choices=[(t.value, t.label) for t in Validity if t != Validity.NOT],
        help_text=_("认定不成立，请先联系客户说明，再用“认定不成立”。"),
    )  # fmt: skip
    text = long(_("鉴定意见"), most=2000, help_text=_("根据什么这样判断。"))
    facts = long(_("事实经过"), required=False, help_text=_("只写核实过的事实，不写看法。"))


class DismissForm(VerbForm):
    text = long(_("不成立的理由"), most=2000)
    routes = long(_("告诉客户的其他途径"), most=1000)


class InvestigateForm(VerbForm):
    findings = long(_("调查结果"), help_text=_("谁、何时、何处、查到什么；客户损坏的也如实写。"))
    needs_field = forms.BooleanField(label=_("需要总部派高级工程师到现场"), required=False)


class SubmitForm(VerbForm):
    reason = long(_("处理人意见"), most=400)
    judge = forms.ModelChoiceField(
        label=_("责任部门由谁发表意见"), queryset=None, required=False,
        help_text=_("留空自动找责任人的上级。被投诉人不在其中。"),
    )  # fmt: skip

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        people = [one.pk for one in queries.judges_for(self.row)]
        self.fields["judge"].queryset = access.visible_staff(self.user).filter(pk__in=people)


class ContactForm(VerbForm):
    topic = forms.ChoiceField(label=_("目的"), choices=[(t.value, t.label) for t in TOPICS])
    way = forms.ChoiceField(label=_("方式"), choices=Way.choices())
    is_reached = forms.BooleanField(label=_("联系上了"), required=False, initial=True)
    text = long(_("说了什么，客户怎么回答"))
    script = forms.MultipleChoiceField(
        label=_("沟通步骤"), choices=list(SCRIPT.items()), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    is_public = forms.BooleanField(
        label=_("显示在客户的查询页面"), required=False,
        help_text=_("显示的内容先致歉，不用禁用语。"),
    )  # fmt: skip
    confirmed = forms.BooleanField(label=_("确认就这样写"), required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["script"].choices = [(code, gettext(text)) for code, text in SCRIPT.items()]


class AgreeForm(VerbForm):
    is_agreed = forms.ChoiceField(
        label=_("客户是否同意方案"), choices=(("yes", _("同意")), ("no", _("不同意")))
    )
    text = forms.CharField(label=_("客户意见"), max_length=400, required=False)


class FinishForm(VerbForm):
    result = long(_("处理结果"), most=2000)


class ConfirmForm(VerbForm):
    answer = forms.ChoiceField(label=_("客户是否满意"), choices=Answer.choices())
    way = forms.ChoiceField(label=_("方式"), choices=Way.choices())
    text = long(_("客户怎么说"), required=False, most=2000)


class CloseForm(VerbForm):
    has_chance = yes_no(_("发现商机了吗"))
    chance = forms.CharField(label=_("商机说明"), max_length=200, required=False)
    is_regained = yes_no(_("客户挽回了吗"))


class ReasonForm(VerbForm):
    reason = long(_("原因"), most=400)


class NoteForm(VerbForm):
    text = long(_("内部记录"), help_text=_("客户看不到。"))


class WaitForm(VerbForm):
    reason = forms.ChoiceField(label=_("等什么"), choices=PauseReason.choices())
    text = forms.CharField(
        label=_("请客户提供"), max_length=200, help_text=_("客户在查询页面会看到这句话。")
    )


class PromiseForm(VerbForm):
    text = forms.CharField(label=_("承诺事项"), max_length=200)
    owner = forms.ModelChoiceField(label=_("负责人"), queryset=None)
    due_on = forms.DateField(label=_("期限"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        rows = access.visible_staff(self.user)
        self.fields["owner"].queryset = rows.exclude(pk=self.row.about_person_id)
        self.fields["owner"].initial = self.user.pk


class TakeOverForm(VerbForm):
    taker = forms.ModelChoiceField(label=_("交给谁"), queryset=None)
    reason = forms.CharField(label=_("原因"), max_length=200)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        people = [one.pk for one in queries.front_people()]
        rows = access.visible_staff(self.user).filter(pk__in=people)
        barred = [one for one in (self.row.about_person_id, self.row.owner_id) if one]
        self.fields["taker"].queryset = rows.exclude(pk__in=barred)


class HandOffForm(TakeOverForm):
    promised = forms.CharField(
        label=_("已经答应客户的"), max_length=400, required=False, widget=forms.Textarea
    )


class SuspectForm(VerbForm):
    evidence = long(
        _("证据清单"),
        help_text=_("主管和法务两个人都确认以前，客户和统计里都看不到；法定义务和答复时限不变。"),
    )


class AnalyseForm(VerbForm):
    text = long(_("学到什么"))
    improvement = forms.ModelChoiceField(
        label=_("改进措施"), queryset=None, required=False, help_text=_("没有就留空。")
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        rows = access.visible_improvements(self.user)
        if self.row.main_cause_id:
            rows = rows.filter(cause=self.row.main_cause_id)
        self.fields["improvement"].queryset = rows


class LessonForm(VerbForm):
    title = forms.CharField(label=_("案例标题"), max_length=80)
    text = long(_("案例与教训"), help_text=_("给全员看，不写客户和投诉人的名字。"))
