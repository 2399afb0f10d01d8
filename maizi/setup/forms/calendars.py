"""Forms of service hours, holidays and their trial."""

from django import forms
from django.utils.translation import gettext_lazy as _

from maizi.clocks.access import Period
from maizi.clocks.queries import WEEKDAYS, WHOLE_WEEK, check_week, read_spans, week_kept, written
from maizi.clocks.terms import Counting
from maizi.kernel.errors import Refused

from .. import queries
from .people import chooser


class CalendarForm(forms.Form):
    """Opening hours: a text for each weekday, `day_0` is Monday."""

    name = forms.CharField(label=_("名称"), max_length=60)
    code = forms.SlugField(label=_("代码"), max_length=40, help_text=_("英文字母、数字和连字符"))
    is_always = forms.BooleanField(
        label=_("全天候 24×7"), required=False, help_text=_("每天全天，节假日照常；不看上面的时段")
    )
    is_every_day = forms.BooleanField(
        label=_("节假日照常"), required=False,
        help_text=_("不勾选时，法定节假日不算，调休上班日按第一个工作日的时段算"),
    )  # fmt: skip

    def __init__(self, *args, user, calendar=None, **kwargs):
        super().__init__(*args, **kwargs)
        if calendar:
            del self.fields["code"]
        choices = [("", _("不限部门")), *queries.unit_choices(user)]
        self.fields["unit"] = chooser(
            _("部门"),
            choices,
            required=False,
            help_text=_("这个部门和下级部门都用它；下级另设的优先"),
        )
        for number, weekday in enumerate(WEEKDAYS):
            self.fields[f"day_{number}"] = forms.CharField(
                label=_(weekday), max_length=80, required=False
            )
        self.order_fields(["name", "code", "unit"])

    @staticmethod
    def days_of(week) -> dict[str, str]:
        """The texts of a week, as initial values."""
        return {f"day_{number}": written(spans) for number, spans in enumerate(week)}

    def clean(self) -> dict:
        given = super().clean()
        week = WHOLE_WEEK if given.get("is_always") else [self._spans(n) for n in range(7)]
        given["is_every_day"] = given.get("is_every_day") or given.get("is_always", False)
        if not self.errors:
            try:
                check_week(week)
            except Refused as refusal:
                self.add_error(None, refusal.text(_))
        given["week"] = tuple(week)
        return given

    def _spans(self, number: int):
        try:
            return read_spans(self.cleaned_data.get(f"day_{number}", ""))
        except Refused as refusal:
            self.add_error(f"day_{number}", refusal.text(_))
            return ()

    @property
    def is_readable(self) -> bool:
        """Whether the opening hours can be reckoned with, whatever the rest is like."""
        unread = [name for name in self.errors if name.startswith("day_")]
        return not unread and any(self.cleaned_data.get("week", ()))

    @property
    def values(self) -> dict:
        """What the record takes from the form."""
        given = self.cleaned_data
        values = {"name": given["name"], "unit_id": given["unit"], "week": week_kept(given["week"])}
        return (
            values
            | {"is_every_day": given["is_every_day"]}
            | ({"code": given["code"]} if "code" in given else {})
        )


class DaysForm(forms.Form):
    """The days of some year that differ from the plain week."""

    text = forms.CharField(
        label=_("与普通星期不同的日子"), widget=forms.Textarea(attrs={"rows": 24}),
        help_text=_("每行一天：日期 类型 节日名。类型是法定节假日、休息日、调休上班或工作日"),
    )  # fmt: skip
    source = forms.CharField(label=_("来源"), max_length=80, help_text=_("例如国办发明电的文号"))


class TrialForm(forms.Form):
    """A period to try opening hours with."""

    MOST_HOURS = 2_000

    starts_at = forms.DateTimeField(
        label=_("从"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )
    hours = forms.DecimalField(
        label=_("时长（小时）"), min_value=0.1, max_value=MOST_HOURS, decimal_places=2
    )

    @property
    def period(self) -> Period:
        """The period asked for."""
        return Period(Counting.WORKING_TIME, minutes=max(1, round(self.cleaned_data["hours"] * 60)))
