"""Verbs of rating: gather, decide, apply, in one transaction."""

from .books import back_test, save_attribute, save_book
from .cards import (
    activate_card,
    add_criterion,
    revise_card,
    save_card,
    save_criteria,
    save_trait,
    seed_cards,
)
from .dossiers import add_paper, save_statement
from .evaluating import (
    agree_marks,
    close_evaluation,
    hand_in,
    invite,
    open_evaluation,
    refer,
    save_evaluation,
    save_paragraphs,
)
from .nightly import remeasure
from .reviewing import answer_recheck, ask_recheck, close_review, raise_review
from .submitting import return_evaluation, seed_approvals, submit_evaluation
from .surveys import save_survey

__all__ = [
    "activate_card", "add_criterion", "add_paper", "agree_marks", "answer_recheck", "ask_recheck",
    "back_test", "close_evaluation", "close_review", "hand_in", "invite",
    "open_evaluation", "raise_review", "refer", "remeasure", "return_evaluation", "revise_card",
    "save_attribute", "save_book", "save_card", "save_criteria", "save_evaluation", "save_trait",
    "save_paragraphs", "save_statement", "save_survey", "seed_approvals", "seed_cards",
    "submit_evaluation",
]  # fmt: skip
