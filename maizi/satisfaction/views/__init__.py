"""Screens of satisfaction."""

from .alerts import alert, complain, end_alert, response, step
from .improving import act, add_shortfall, file_review, finalise, improve, leave
from .public import answer, answer_code
from .questionnaires import preview, questionnaire, ready, renew, retire
from .results import check, results, results_export
from .rounds import begin, close, drop, fill, hand, interview, remind, round_, send
from .weighing import weights
from .writing import (
    drop_indicator,
    drop_question,
    indicator,
    indicator_new,
    move_question,
    question,
    question_new,
)

__all__ = [
    "act", "add_shortfall", "alert", "answer", "answer_code", "begin", "check", "close",
    "complain", "drop", "drop_indicator", "drop_question", "end_alert", "file_review", "fill",
    "finalise", "hand", "improve", "indicator", "indicator_new", "interview", "leave",
    "move_question", "preview", "question", "question_new", "questionnaire", "ready", "remind",
    "renew", "response", "results", "results_export", "retire", "round_", "send", "step",
    "weights",
]  # fmt: skip
