"""Kinds of deadlines for tests, and moments in the company's time."""

from datetime import datetime, timedelta

import pytest

from maizi.clocks import access, actions
from maizi.clocks.access import ClockKind, ExtensionPolicy, Period
from maizi.clocks.models import Clock, ClockEvent
from maizi.clocks.terms import BreachAction, Counting
from maizi.kernel.calendar import CHINA

WAITING = {"away": "客户不在", "decision": "等客户决定"}  # F-4 (c)
KINDS = (
    ClockKind("test.response", "响应", Period(Counting.WORKING_TIME, minutes=20), pauses=WAITING),
    ClockKind("test.restore", "修复", Period(Counting.WORKING_TIME, minutes=240), pauses=WAITING),
    ClockKind("test.urgent", "紧急响应", Period(Counting.CLOCK_TIME, minutes=60), pauses=WAITING),
    ClockKind(
        "test.hq", "总部审核", Period(Counting.WORKDAYS, days=2), on_breach=BreachAction.ESCALATE,
        extension=ExtensionPolicy(capped_by="test.total"),
    ),
    ClockKind("test.total", "总时限", Period(Counting.DAYS, days=7), warn_percents=()),
    ClockKind("test.region", "大区审核", Period(Counting.SAME_DAY)),
)  # fmt: skip


def at(*parts) -> datetime:
    return datetime(*parts, tzinfo=CHINA)


@pytest.fixture(autouse=True)
def kinds(monkeypatch):
    """The kinds of these tests, and no others."""
    monkeypatch.setattr(access, "_kinds", {kind.code: kind for kind in KINDS})


@pytest.fixture
def case(house):
    """A record of chen's."""
    return house.customer("郑州华宁科技有限公司", house.chen)


def begun(case, code: str, moment: datetime, **more) -> Clock:
    return actions.start(case, code=code, by=None, at=moment, **more)


def story(clock: Clock) -> list[tuple[str, str]]:
    """What happened to a clock: (step with its percentage, local moment)."""
    events = ClockEvent.objects.filter(clock=clock).order_by("id")
    return [(f"{e.step}{e.percent or ''}", f"{e.at.astimezone(CHINA):%m-%d %H:%M}") for e in events]


def local(moment: datetime) -> str:
    return f"{moment.astimezone(CHINA):%Y-%m-%d %H:%M}"


def run_until_quiet(now: datetime, *, limit: int = 500) -> int:
    """Advance as the task does; how many clocks were taken."""
    count = 0
    while taken := actions.advance(now=now, limit=limit):
        count += taken
    return count


MINUTE = timedelta(minutes=1)
