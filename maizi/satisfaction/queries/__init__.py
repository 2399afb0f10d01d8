"""Reads of satisfaction that have a name."""

from .asking import asked, by_question, drafted, questions_of, said, sections, worded
from .candidates import candidates
from .checking import checked_of
from .comparing import rounds_like, segments_of, sheet_of, shown_results
from .following import (
    decisions_of,
    done_steps,
    effects_of,
    filers,
    low_indicators,
    steps_of,
)
from .inviting import claimed_since, refusal_for, to_remind, waiting_for
from .panels import CARD, nps_answers
from .policies import (
    MOST,
    alert_due,
    fewest_in_cell,
    filing_due,
    low_index,
    low_marks,
    rest_days,
)
from .privacy import survey_package, survey_rows
from .results import results_of
from .showing import (
    page_for,
    shown_questionnaire,
    shown_response,
    shown_round,
    words_of,
)
from .weighing import weights_from_answers

__all__ = [
    "CARD", "MOST", "alert_due", "asked", "by_question", "candidates", "checked_of",
    "claimed_since", "decisions_of", "done_steps", "drafted", "effects_of", "fewest_in_cell",
    "filers", "filing_due", "low_index", "low_indicators", "low_marks", "nps_answers", "page_for",
    "questions_of", "refusal_for", "rest_days", "results_of", "rounds_like", "said", "sections",
    "segments_of", "sheet_of", "shown_questionnaire", "shown_response", "shown_results",
    "shown_round", "steps_of", "survey_package", "survey_rows", "to_remind", "waiting_for",
    "weights_from_answers", "words_of", "worded",
]  # fmt: skip
