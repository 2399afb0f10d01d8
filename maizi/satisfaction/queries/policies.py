"""What the company has laid down (§O)."""

from datetime import date

from maizi.clocks.queries import working_calendar
from maizi.fields.queries import parameter
from maizi.kernel.days import add_workdays

MOST = 5000  # people in one round


def rest_days() -> int:
    """How long a customer is left alone after he was asked."""
    return int(parameter("survey.rest_days"))


def low_marks() -> tuple[int, int]:
    """The highest mark of five, and of 0–10, that is an alarm (E-11)."""
    return int(parameter("survey.low_mark")), int(parameter("survey.low_nps"))


def low_index() -> float:
    """Below this an indicator needs a measure or a reason (G-1)."""
    return float(parameter("survey.low_index"))


def few_answers() -> int:
    """Below this a number is flagged."""
    return int(parameter("survey.few"))


def fewest_in_cell() -> int:
    """Below this a group is not shown."""
    return int(parameter("survey.cell_min"))


def alert_due(today: date) -> date:
    """By when a dissatisfied customer is called. One query."""
    return add_workdays(today, int(parameter("survey.alert_days")), working_calendar())


def filing_due(today: date) -> date:
    """By when shortfalls and improvements are filed (F-55). One query."""
    return add_workdays(today, int(parameter("survey.file_days")), working_calendar())
