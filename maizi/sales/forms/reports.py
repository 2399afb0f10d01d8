"""Which sales are asked for."""

from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from maizi.kernel.ids import number_in

from ..queries import REPORTS

MOST_WORDS = 40


class DaysForm(forms.Form):
    """From which day to which."""

    starts_on = forms.DateField(label=_("从"), required=False)
    ends_on = forms.DateField(label=_("到"), required=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is asked for, made sound."""

    by: str
    starts_on: date
    ends_on: date
    narrowed: dict[str, str]

    @property
    def days(self) -> tuple[date, date]:
        """Both are included."""
        return self.starts_on, self.ends_on

    @property
    def address(self) -> str:
        """The days and what is narrowed, to be carried on in links."""
        days = {"starts_on": self.starts_on, "ends_on": self.ends_on}
        return urlencode(days | self.narrowed)


def ask_report(given, today: date) -> Asked:
    """This year so far by month, unless other days, another way or less was asked for."""
    form = DaysForm(given)
    told = form.cleaned_data if form.is_valid() else {}
    days = sorted((told.get("starts_on") or today.replace(month=1, day=1),
                   told.get("ends_on") or today))  # fmt: skip
    narrowed = {}
    for code in REPORTS:
        key = given.get(code, "").strip()[:MOST_WORDS]
        if code == "month" and (first := _first_of(key)):
            days = [first, (first + timedelta(31)).replace(day=1) - timedelta(1)]
        elif code == "province" and key:
            narrowed[code] = key
        elif code != "month" and (id_ := number_in(key)):
            narrowed[code] = str(id_)
    by = given.get("by", "")
    return Asked(by if by in REPORTS else "month", *days, narrowed)


def _first_of(month: str) -> date | None:
    """The first day of "2026-03"."""
    try:
        return date.fromisoformat(f"{month}-01")
    except ValueError:
        return None
