"""Verbs of complaints: gather, decide, apply, in one transaction."""

from .appraising import ROUTES, appraise, dismiss, investigate
from .carrying import answer_by_self, confirm, do_remedy, finish, keep_promise, promise
from .clocking import go_on, wait_for_customer
from .contacting import Contact, customer_says, log_contact
from .course import note
from .ending import analyse, close, learn, publish_lesson, withdraw
from .handing import accept, decline, escalate_offer, hand_off, recall, take_over
from .holdings import COMPLAINTS
from .improving import (
    check_effect,
    drop_improvement,
    end_improvement,
    keep_analysis,
    save_improvement,
    send_analysis,
)
from .intake import amend, receive
from .links import TOKEN_LENGTH, complaint_for, may_visit, renew_link
from .malice import confirm_malice, refuse_malice, suspect
from .opinions import SUBJECT, seed_approvals, submit_plan
from .proposing import fix_responsibility, note_agreement, propose, sent_back
from .reopening import reopen
from .setting import save_door, seed_causes

__all__ = [
    "COMPLAINTS", "Contact", "ROUTES", "SUBJECT", "TOKEN_LENGTH", "accept", "amend", "analyse",
    "answer_by_self", "appraise", "check_effect", "close", "complaint_for", "confirm",
    "confirm_malice", "customer_says", "decline", "dismiss", "do_remedy",
    "drop_improvement",
    "end_improvement", "escalate_offer", "finish", "fix_responsibility", "go_on", "hand_off",
    "investigate", "keep_analysis", "keep_promise", "learn", "log_contact", "may_visit",
    "note", "note_agreement", "promise", "propose", "publish_lesson", "recall",
    "receive", "refuse_malice", "renew_link", "reopen", "save_door", "save_improvement",
    "seed_approvals", "seed_causes", "send_analysis", "sent_back", "submit_plan",
    "suspect", "take_over", "wait_for_customer", "withdraw",
]  # fmt: skip
