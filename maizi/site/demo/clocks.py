"""Service hours of the demo company: two regions with their own, and a hotline."""

from maizi.accounts.models import OrgUnit
from maizi.clocks.actions import save_calendar
from maizi.clocks.models import ServiceCalendar

OFFICE = [["08:30", "12:00"], ["13:00", "17:30"]]
LATE = [["09:00", "12:00"], ["13:30", "18:00"]]
SATURDAY = [["09:00", "12:00"]]
ALL_DAY = [["00:00", "00:00"]]

HOURS = [  # code, name, unit, week, open on holidays
    ("east", "华东服务时间", "华东大区", [LATE] * 5 + [SATURDAY, []], False),
    ("north", "华北服务时间", "华北大区", [OFFICE] * 5 + [[], []], False),
    ("hotline", "故障热线 24×7", "", [ALL_DAY] * 7, True),
]


def build_hours() -> None:
    """The hours of the regions and the hotline, through the product's own door."""
    for code, name, unit, week, is_every_day in HOURS:
        row = ServiceCalendar(code=code, name=name, week=week, is_every_day=is_every_day)
        row.unit = OrgUnit.objects.filter(name=unit).first()
        save_calendar(row, by=None)
