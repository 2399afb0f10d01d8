"""Until when what must be done for a complaint (E-4)."""

from dataclasses import dataclass

from maizi.clocks.terms import Counting

from ..terms import Priority

RESPONSE, APPRAISAL = "complaints.response", "complaints.appraisal"
PLAN, CLOSE, LEGAL = "complaints.plan", "complaints.close", "complaints.legal"
CONFIRM, ACCEPT = "complaints.confirm", "complaints.accept"
COURSE = (RESPONSE, APPRAISAL, PLAN, CLOSE)
HOUR = 60


@dataclass(frozen=True, slots=True)
class Span:
    """How long something may take: minutes of time or of working time, or days."""

    counting: Counting
    minutes: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What a company promises, P1 to P3; minutes, hours of P1 then workdays, workdays."""

    response_minutes: tuple[int, int, int]
    appraisal: tuple[int, int, int]
    plan_days: tuple[int, int, int]
    close_days: tuple[int, int, int]
    legal_days: int
    confirm_days: int
    accept_minutes: tuple[int, int]


def periods(priority: Priority, policy: Policy) -> dict[str, Span]:
    """The length of each clock of a complaint's course.

    P1 and P2 are answered round the clock, P3 in working time; a P1 is appraised in hours.
    """
    at = priority.place
    counting = Counting.WORKING_TIME if priority == Priority.P3 else Counting.CLOCK_TIME
    appraisal = (
        Span(Counting.CLOCK_TIME, policy.appraisal[0] * HOUR)
        if priority == Priority.P1
        else Span(Counting.WORKDAYS, days=policy.appraisal[at])
    )
    return {
        RESPONSE: Span(counting, policy.response_minutes[at]),
        APPRAISAL: appraisal,
        PLAN: Span(Counting.WORKDAYS, days=policy.plan_days[at]),
        CLOSE: Span(Counting.WORKDAYS, days=policy.close_days[at]),
    }


def legal_period(policy: Policy) -> Span:
    """The outer limit of the law: longer counts as deliberate delay; it never pauses (X15)."""
    return Span(Counting.DAYS, days=policy.legal_days)


def confirm_period(policy: Policy) -> Span:
    """Within three days after carrying out, the customer is asked (E-8)."""
    return Span(Counting.DAYS, days=policy.confirm_days)


def accept_period(priority: Priority, policy: Policy) -> Span:
    """How long a colleague may think about taking over: P1 ten minutes, else a working hour."""
    if priority == Priority.P1:
        return Span(Counting.CLOCK_TIME, policy.accept_minutes[0])
    return Span(Counting.WORKING_TIME, policy.accept_minutes[1])
