"""Forms of the verbs on customers, and the composer."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.kernel.ids import number_in

from ..models import Activity


class AssignForm(forms.Form):
    """Whom chosen customers go to."""

    owner = forms.ModelChoiceField(None, label=_("新负责人"))
    reason = forms.CharField(label=_("原因"), max_length=200, required=False)
    spares_key = forms.BooleanField(
        label=_("大客户除外"), required=False,
        help_text=_("大客户换负责人须经审核，在它的修改页面申请。"),
    )  # fmt: skip


class TodosForm(forms.Form):
    """What the owners of chosen customers are to do, until when."""

    title = forms.CharField(label=_("要做什么"), max_length=100)
    due_on = forms.DateField(label=_("到期日"), required=False)


class ReleaseForm(forms.Form):
    """Into which pool, and why: a reason of the dictionary, one's own words, or both."""

    pool = forms.ModelChoiceField(None, label=_("公海"))
    cause = forms.ModelChoiceField(None, label=_("原因"), required=False)
    reason = forms.CharField(label=_("说明"), max_length=160, required=False)

    def clean(self) -> dict:
        """`why` is what the history keeps."""
        given = super().clean()
        said = [str(given.get(name) or "") for name in ("cause", "reason")]
        given["why"] = "：".join(text for text in said if text)
        if not given["why"]:
            self.add_error("reason", _("请选一个原因，或写明为什么放入公海。"))
        return given


class TagForm(forms.Form):
    """Which tags to put on or take off."""

    tags = forms.ModelMultipleChoiceField(None, label=ngettext_lazy("标签", "标签", 2))
    take_off = forms.BooleanField(label=_("取下这些标签"), required=False)


class ShareForm(forms.Form):
    """Who may work along, how, until when."""

    user = forms.ModelChoiceField(None, label=_("协作人"))
    can_change = forms.BooleanField(label=_("可以修改"), required=False)
    until = forms.DateField(label=_("截止日期"), required=False)
    reason = forms.CharField(label=_("原因"), max_length=200, required=False)


class ActivityForm(forms.ModelForm):
    """The composer of a follow-up."""

    mentioned = forms.ModelMultipleChoiceField(
        None, label=_("通知同事"), required=False, help_text=_("也可以在内容里写 @姓名。")
    )

    class Meta:
        model = Activity
        fields = [
            "channel",
            "direction",
            "contact",
            "at",
            "content",
            "result",
            "signals",
            "next_step",
            "next_on",
            "contacts",
            "colleagues",
            "tags",
        ]

    def __init__(self, *args, contacts, instance, **kwargs):
        pk = instance.pk
        if instance._state.adding:
            instance.pk = None  # else Django asks what a row that is not there is bound to
        super().__init__(*args, instance=instance, **kwargs)
        instance.pk = pk
        self.fields["at"].required = False
        self.known = list(contacts)
        shown = self._offer(contacts, "contacts")
        self.fields["contact"].queryset = contacts
        self.fields["contact"].choices = [("", _("（不选）")), *shown]

    def offer(self, people, tags) -> None:
        """Whom and what one may choose; people are searched for, only the chosen ones are read."""
        names = "colleagues", "mentioned"
        given = (one for name in names for one in self[name].value() or ())
        chosen = {number_in(str(one)) for one in given} - {None}
        shown = people.filter(pk__in=chosen).values_list("pk", "name") if chosen else ()
        self._offer(people, *names, shown=shown)
        self._offer(tags, "tags")

    def _offer(self, rows, *names: str, shown=None) -> list[tuple[int, str]]:
        """Let fields choose among rows that are read once for all of them, however often shown."""
        shown = [(row.pk, str(row)) for row in rows] if shown is None else list(shown)
        for name in names:
            self.fields[name].queryset, self.fields[name].choices = rows, shown
        return shown
