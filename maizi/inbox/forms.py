"""What people fill in about to-dos and messages."""

from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maizi.accounts.access import visible_people

from .models import Todo
from .rules.recurrence import choice_of, off_the_wall, on_the_wall, rule_of
from .terms import Again

DAY = forms.DateInput(attrs={"type": "date"})
CLOCK = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class TodoForm(forms.Form):
    """A to-do of one's own: a day, or a day with a time of day."""

    title = forms.CharField(label=_("要做什么"), max_length=200)
    due_on = forms.DateField(label=_("日期"), required=False, widget=DAY)
    due_time = forms.TimeField(
        label=_("时间"), required=False, widget=CLOCK, help_text=_("不填表示当天之内")
    )
    again = forms.ChoiceField(label=_("重复"), choices=Again.choices, required=False)
    recurrence = forms.CharField(
        label=_("自定义重复规则"), max_length=200, required=False,
        help_text=_("RFC 5545，例如 FREQ=MONTHLY;BYDAY=3SU 是每月第三个星期日"),
    )  # fmt: skip

    def clean(self) -> dict:
        given = super().clean()
        if given.get("due_time") and not given.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", _("填了时间，也请选一个日期。"))
        again = given.get("again") or Again.NEVER
        if again != Again.NEVER and not given.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", _("重复的待办需要一个日期。"))
        if again == Again.CUSTOM and not given.get("recurrence"):
            self.add_error("recurrence", _("请写下重复规则。"))
        return given

    def fill(self, row: Todo) -> Todo:
        """The to-do with what was filled in."""
        given, zone = self.cleaned_data, timezone.get_default_timezone()
        row.title, row.due_on, row.due_at = given["title"], given["due_on"], None
        if given["due_time"]:
            row.due_at = off_the_wall(datetime.combine(row.due_on, given["due_time"]), zone)
            row.due_on = None
        again = Again(given["again"] or Again.NEVER)
        row.recurrence = given["recurrence"] if again == Again.CUSTOM else ""
        if given["due_on"] and again != Again.CUSTOM:
            row.recurrence = rule_of(again, given["due_on"])
        return row

    @staticmethod
    def values_of(row: Todo) -> dict:
        """What stands in the form for a stored to-do."""
        wall = on_the_wall(row.due_at, timezone.get_default_timezone()) if row.due_at else None
        day = row.due_on or (wall.date() if wall else None)
        start = timezone.localtime(row.start_at).date() if row.start_at else day
        again = choice_of(row.recurrence, start) if row.recurrence and start else Again.NEVER
        return {
            "title": row.title, "due_on": day, "again": again,
            "due_time": None if row.due_on or not wall else wall.time(),
            "recurrence": row.recurrence if again == Again.CUSTOM else "",
        }  # fmt: skip


class SnoozeForm(forms.Form):
    at = forms.DateTimeField(
        label=_("提醒时间"), required=False, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
    )


class HandOverForm(forms.Form):
    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        people = visible_people(user).filter(is_active=True).exclude(pk=user.pk)
        self.fields["to"] = forms.ModelChoiceField(people, label=_("交给"), empty_label=None)


class TasteForm(forms.Form):
    """When mail may come."""

    quiet_from = forms.TimeField(label=_("免打扰从"), required=False, widget=CLOCK)
    quiet_until = forms.TimeField(label=_("到"), required=False, widget=CLOCK)
    digest_at = forms.TimeField(
        label=_("每日汇总"), required=False, widget=CLOCK,
        help_text=_("填写时间，邮件会攒到这时一起发；留空表示随时发"),
    )  # fmt: skip

    def clean(self) -> dict:
        given = super().clean()
        start, end = given.get("quiet_from"), given.get("quiet_until")
        if (start is None) != (end is None) and not self.errors:
            self.add_error("quiet_until", _("免打扰的开始和结束请都填，或都不填。"))
        if start is not None and start == end:
            self.add_error("quiet_until", _("免打扰的开始和结束不能相同。"))
        return given
