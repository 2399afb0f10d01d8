"""Reads of complaints that have a name."""

from .analysis import (
    DIMENSIONS,
    counted,
    cross_of,
    effect_around,
    labels_of,
    list_address,
    months_before,
    numbers_kept,
    pareto_of,
)
from .documents import ANALYSIS_FORM, COMPLAINT_FORMS
from .facts import answers_of, had_clock, names_in, open_of, record_of, remedy_names
from .figures import Figures, Period, attainment_of, figures_of, rows_in
from .finding import caller, chosen_customer, number_kept
from .panels import CUSTOMER_STRIP, CUSTOMER_TAB
from .people import (
    above,
    counsels,
    department_head,
    front_people,
    judges_for,
    named_colleagues,
    supervisors,
)
from .policies import (
    earlier_like,
    forbidden_phrases,
    policy_for,
    reopen_days,
    templates,
    urgency_of,
)
from .public import STAGES, door_of, hotlines, tracked
from .queue import board_of, offers_to, open_in_order, suspicions_for
from .showing import TRACK, shown_to, verbs_for
from .volumes import ORDERS

__all__ = [
    "ANALYSIS_FORM", "COMPLAINT_FORMS", "CUSTOMER_STRIP", "CUSTOMER_TAB", "DIMENSIONS", "Figures",
    "ORDERS",
    "Period", "STAGES", "TRACK", "above", "answers_of", "attainment_of", "board_of", "caller",
    "chosen_customer", "counsels", "counted", "cross_of", "department_head", "door_of",
    "earlier_like", "effect_around", "figures_of", "forbidden_phrases", "front_people",
    "had_clock", "hotlines", "judges_for", "labels_of", "list_address", "months_before",
    "named_colleagues",
    "names_in", "number_kept", "numbers_kept", "offers_to", "open_in_order", "open_of",
    "pareto_of", "policy_for", "record_of", "remedy_names", "reopen_days", "rows_in", "shown_to",
    "supervisors", "suspicions_for", "templates", "tracked", "urgency_of", "verbs_for",
]  # fmt: skip
