"""The working calendar as stored: shipped years, imports, and readers that notice a change."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone, translation

from maizi.accounts.actions import create_unit
from maizi.accounts.models import User
from maizi.accounts.terms import UnitLevel
from maizi.clocks import access, actions, queries
from maizi.clocks.models import CalendarDay
from maizi.clocks.terms import DayKind
from maizi.history.models import HistoryEntry
from maizi.kernel.calendar import WorkCalendar
from maizi.kernel.errors import Refused
from scripts import holidays

pytestmark = pytest.mark.django_db

NEXT_YEAR = [
    {"date": "2027-01-01", "kind": "holiday", "name": "元旦"},
    {"date": "2027-01-02", "kind": "rest", "name": "元旦"},
    {"date": "2027-01-09", "kind": "makeup", "name": "元旦"},
]


@pytest.fixture
def shipped(db):
    """The table as a fresh installation has it."""
    actions.import_shipped_calendar(by=None)


@pytest.fixture
def someone(db):
    company = create_unit("丰谷集团", by=None, level=UnitLevel.HQ)
    return User.objects.create(username="wang", name="王芳", unit=company)


def entries():
    return HistoryEntry.objects.filter(kind="clocks.calendarday")


def test_the_shipped_file_is_what_the_state_council_announced():
    told = "run `python -m scripts.holidays` and look at what changed"
    assert holidays.PLACE.read_text(encoding="utf-8") == holidays.text(), told


def test_a_fresh_installation_knows_2004_to_2026(shipped):
    assert queries.known_years() == list(range(2004, 2027))
    assert CalendarDay.objects.count() == len(queries.shipped_rows())


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2026, 2, 17), DayKind.HOLIDAY),  # 春节
        (date(2026, 2, 28), DayKind.MAKEUP),  # a Saturday worked for it
        (date(2026, 10, 7), DayKind.REST),  # 国庆节, in lieu
        (date(2026, 10, 8), DayKind.WORKDAY),
        (date(2026, 10, 11), DayKind.REST),  # a plain Sunday
        (date(2015, 9, 3), DayKind.HOLIDAY),  # 抗战胜利纪念日
    ],
)
def test_days_of_the_shipped_calendar(shipped, day, kind):
    """0.4"""
    assert queries.working_calendar().kind_of(day) is kind


def test_two_hours_before_the_holiday_end_after_it(shipped):
    """0.4: 2026-09-30 17:00 + 2 h = 2026-10-08 10:00."""
    calendar = queries.working_calendar()
    start = datetime(2026, 9, 30, 17, tzinfo=calendar.zone)
    end = calendar.add_working_time(start, timedelta(hours=2))
    assert end == datetime(2026, 10, 8, 2, tzinfo=UTC)


def test_importing_a_year_adds_it_and_leaves_the_others(shipped, someone):
    before = CalendarDay.objects.count()
    done = actions.import_calendar(NEXT_YEAR, by=someone, source="公司通知")
    assert done == actions.Imported((2027,), added=3, changed=0, removed=0)
    assert CalendarDay.objects.count() == before + 3
    assert queries.working_calendar().is_known(2027)
    assert not queries.working_calendar().is_workday(date(2027, 1, 1))


def test_importing_again_replaces_the_whole_year(someone):
    actions.import_calendar(NEXT_YEAR, by=someone)
    kept = CalendarDay.objects.get(date=date(2027, 1, 1))
    rows = [NEXT_YEAR[0], {**NEXT_YEAR[1], "kind": "法定节假日"}]
    done = actions.import_calendar(rows, by=someone)
    assert done == actions.Imported((2027,), added=0, changed=1, removed=1)
    assert not CalendarDay.objects.filter(date=date(2027, 1, 9)).exists()
    assert CalendarDay.objects.get(date=date(2027, 1, 2)).kind == DayKind.HOLIDAY
    assert CalendarDay.objects.get(pk=kept.pk).changed_at == kept.changed_at


def test_importing_the_same_again_writes_nothing(someone):
    actions.import_calendar(NEXT_YEAR, by=someone)
    before = (entries().count(), CalendarDay.objects.values_list("pk", "changed_at").last())
    done = actions.import_calendar(NEXT_YEAR, by=someone)
    assert done == actions.Imported((2027,), added=0, changed=0, removed=0)
    after = (entries().count(), CalendarDay.objects.values_list("pk", "changed_at").last())
    assert before == after


def test_every_changed_day_is_in_the_history(someone):
    actions.import_calendar(NEXT_YEAR, by=someone, source="公司通知")
    actions.import_calendar([NEXT_YEAR[0], {**NEXT_YEAR[1], "name": "春节"}], by=someone)
    told = [(e.actor_name, e.verb, e.title, e.changes) for e in entries().order_by("id")]
    assert len(told) == 5
    assert told[0] == (
        str(someone),
        "import",
        "2027-01-01 法定节假日",
        {"date": [None, "2027-01-01"], "kind": [None, "holiday"], "name": [None, "元旦"]},
    )
    assert told[3][3] == {
        "date": ["2027-01-09", None],
        "kind": ["makeup", None],
        "name": ["元旦", None],
    }
    assert told[4][3] == {"name": ["元旦", "春节"]}
    assert {e.reason for e in entries()} == {"公司通知", ""}


def test_a_wrong_row_leaves_everything_as_it_was(shipped, someone):
    before = CalendarDay.objects.count()
    with pytest.raises(Refused, match="第 3 行"):
        actions.import_calendar([NEXT_YEAR[0], {"date": "?", "kind": "rest"}], by=someone)
    assert (CalendarDay.objects.count(), entries().filter(actor_id=someone.pk).count()) == (
        before,
        0,
    )


def test_shipped_years_do_not_overwrite_what_the_company_entered(someone):
    CalendarDay.objects.all().delete()
    own = [{"date": "2026-03-08", "kind": "holiday", "name": "公司纪念日"}]
    actions.import_calendar(own, by=someone)
    actions.import_shipped_calendar(by=someone)
    assert list(CalendarDay.objects.filter(date__year=2026).values_list("name", flat=True)) == [
        "公司纪念日"
    ]
    assert actions.import_shipped_calendar(by=someone) is None


def test_reading_an_unchanged_calendar_is_one_query(shipped, django_assert_num_queries):
    first = queries.working_calendar()
    with django_assert_num_queries(1):
        assert queries.working_calendar() is first


def test_readers_notice_every_change(shipped, someone, django_assert_num_queries):
    now = timezone.now()
    seen = [queries.working_calendar()]
    for rows in (NEXT_YEAR, NEXT_YEAR[:2], [NEXT_YEAR[0], {**NEXT_YEAR[1], "kind": "holiday"}]):
        actions.import_calendar(rows, by=someone, now=now - timedelta(days=1))
        with django_assert_num_queries(2):
            seen.append(queries.working_calendar())
    assert len({id(calendar) for calendar in seen}) == 4
    assert not seen[2].is_workday(date(2027, 1, 9)) and seen[1].is_workday(date(2027, 1, 9))
    assert seen[3].kind_of(date(2027, 1, 2)) is DayKind.HOLIDAY


def test_an_empty_table_follows_the_week():
    CalendarDay.objects.all().delete()
    calendar = queries.working_calendar()
    assert isinstance(calendar, WorkCalendar)
    assert not calendar.is_known(2026)
    assert calendar.is_workday(date(2026, 10, 1))


def test_everybody_sees_the_calendar_and_nobody_changes_it_unasked(shipped, someone):
    assert access.visible_days(someone).count() == CalendarDay.objects.count()
    assert not access.may(someone, "import")
    someone.is_active = False
    assert not access.visible_days(someone).exists()


def test_the_kinds_of_days_are_translated_when_they_are_shown():
    """Labels are lazy: the site hooks translation in before models are loaded."""
    label = dict(CalendarDay._meta.get_field("kind").choices)["makeup"]
    with translation.override("zh-hans"):
        assert str(label) == "调休上班"
    assert not isinstance(label, str)
