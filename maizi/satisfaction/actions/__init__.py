"""Verbs of satisfaction: gather, decide, apply, in one transaction."""

from .alerting import complain, end_alert, take_step
from .answering import take_answer
from .filing import Measure, act_on, add_shortfall, file_review, finalise, leave
from .holdings import ALERTS, ROUNDS
from .inviting import hand_link, invitation_for, queue_letters, queue_reminders
from .letters import mail_letters
from .planning import begin, close_round, drop, fill_list, save_round, turn_rounds
from .seeding import seed_questionnaires
from .writing import (
    drop_indicator,
    drop_question,
    make_ready,
    move_question,
    renew,
    retire,
    save_indicator,
    save_question,
    save_questionnaire,
    weigh,
)

__all__ = [
    "ALERTS", "Measure", "ROUNDS", "act_on", "add_shortfall", "begin", "close_round", "complain",
    "drop",
    "drop_indicator", "drop_question", "end_alert", "file_review", "fill_list", "finalise",
    "hand_link", "invitation_for", "leave", "mail_letters", "make_ready",
    "move_question", "queue_letters", "queue_reminders", "renew", "retire", "save_indicator",
    "save_question", "save_questionnaire", "save_round", "seed_questionnaires", "take_answer",
    "take_step", "turn_rounds", "weigh",
]  # fmt: skip
