"""Who takes part, points, summaries, what was agreed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from maizi.accounts.access import visible_people

from .terms import ActionState

DAY = forms.DateInput(attrs={"type": "date"})


class PeopleForm(forms.Form):
    """Colleagues, or a guest from outside."""

    people = forms.ModelMultipleChoiceField(None, label=_("同事"), required=False)
    guest = forms.CharField(label=_("外部参加人"), max_length=60, required=False)
    email = forms.EmailField(label=_("外部参加人的邮箱"), required=False)

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        self.fields["people"].queryset = visible_people(user).filter(is_active=True)

    def clean(self) -> dict:
        """Somebody has to be named."""
        given = super().clean()
        if not self.errors and not given.get("people") and not given.get("guest"):
            self.add_error("people", _("请选择同事，或写下外部参加人。"))
        return given


class PointForm(forms.Form):
    """One point of the agenda."""

    title = forms.CharField(label=_("议题"), max_length=120)
    minutes = forms.IntegerField(
        label=_("时间（分钟）"), min_value=1, max_value=24 * 60, required=False
    )


class SummaryForm(forms.Form):
    """What came of one point."""

    summary = forms.CharField(
        label=_("阶段小结"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    questions = forms.CharField(
        label=_("听到的和提出的问题"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class ActionForm(forms.Form):
    """What somebody does, by when."""

    text = forms.CharField(label=_("行动"), max_length=200)
    owner = forms.ModelChoiceField(None, label=_("负责人"), required=False, empty_label="")
    due_on = forms.DateField(label=_("期限"), required=False, widget=DAY)

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        self.fields["owner"].queryset = visible_people(user).filter(is_active=True)


class ChangeForm(forms.Form):
    """Another owner or day for an action that is open."""

    action = forms.ModelChoiceField(None, label=_("行动"), empty_label="")
    owner = forms.ModelChoiceField(
        None, label=_("负责人"), required=False, empty_label="", help_text=_("留空不变。")
    )
    due_on = forms.DateField(label=_("期限"), required=False, widget=DAY, help_text=_("留空不变。"))

    def __init__(self, *args, user, row, **options):
        super().__init__(*args, **options)
        self.fields["action"].queryset = row.actions.filter(state=ActionState.OPEN)
        self.fields["owner"].queryset = visible_people(user).filter(is_active=True)

    def clean(self) -> dict:
        """Something is to be changed; what is left blank stays."""
        given = super().clean()
        if not self.errors and not (given.get("owner") or given.get("due_on")):
            raise forms.ValidationError(_("请选新的负责人，或新的期限。"))
        if action := given.get("action"):
            given["owner"] = given.get("owner") or action.owner
            given["due_on"] = given.get("due_on") or action.due_on
        return given


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("原因"), max_length=200, required=False)


class EndForm(forms.Form):
    """What the meeting came to."""

    conclusion = forms.CharField(
        label=_("会议总结"), max_length=4000, required=False, widget=forms.Textarea
    )
