"""A return visit, an interval of one's own, messages to many."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from maizi.customers.access import visible_contacts

from ..actions import Talk
from ..models import ReturnPlan
from ..rules.greetings import LONGEST, places
from ..terms import FORMS_OF, Outcome, Reason, ReturnForm, ValueClass

DAY = forms.DateInput(attrs={"type": "date"})


class ReturnVisitForm(forms.Form):
    """How a return visit went; the form that fits the customer's class comes first."""

    form = forms.ChoiceField(label=_("回访方式"))
    contact = forms.ModelChoiceField(None, label=_("联系人"), required=False, empty_label="")
    reason = forms.ChoiceField(label=_("回访原因"), choices=Reason.choices)
    outcome = forms.ChoiceField(label=_("回访结果"), choices=Outcome.choices)
    talk = forms.CharField(label=_("谈了什么"), max_length=2000, widget=forms.Textarea)
    news = forms.CharField(
        label=_("客户的新信息"), max_length=1000, required=False, widget=forms.Textarea,
        help_text=_("人员变动、设备变化、新的计划、对手的动作；要改档案的，随后到档案里改。"),
    )  # fmt: skip
    next_step = forms.CharField(label=_("下一步"), max_length=200, required=False)
    next_on = forms.DateField(label=_("下次联系"), required=False, widget=DAY)

    def __init__(self, *args, user, customer, plan: ReturnPlan | None, **options):
        super().__init__(*args, **options)
        usual = FORMS_OF[ValueClass(plan.value_class)] if plan else ()
        rest = [form for form in ReturnForm if form not in usual]
        self.fields["form"].choices = [(f.value, f.label) for f in (*usual, *rest)]
        self.fields["reason"].initial = plan.reason if plan else Reason.ROUTINE
        self.fields["contact"].queryset = visible_contacts(user).filter(customer=customer)

    def told(self) -> Talk:
        """What was written down."""
        given = dict(self.cleaned_data)
        given["form"], given["outcome"] = ReturnForm(given["form"]), Outcome(given["outcome"])
        given["reason"] = Reason(given["reason"])
        return Talk(**given)


class IntervalForm(forms.Form):
    """An interval for one customer; empty for the usual one."""

    override_days = forms.IntegerField(
        label=_("回访间隔（天）"), required=False, help_text=_("留空则按价值等级和忠诚度计算。")
    )
    override_reason = forms.CharField(label=_("原因"), max_length=200, required=False)


class BatchForm(forms.Form):
    """The words for many customers, and how they are to be sent."""

    form = forms.ChoiceField(
        label=_("发送方式"),
        choices=lambda: [(f.value, f.label) for f in (ReturnForm.IM, ReturnForm.MESSAGE)],
    )
    text = forms.CharField(label=_("内容"), max_length=LONGEST, widget=forms.Textarea)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        known = places(is_chinese=(get_language() or "").startswith("zh"))
        self.fields["text"].help_text = _("%s 会换成各自的名字。") % known
