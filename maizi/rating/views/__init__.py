"""Screens of rating: parse, may, act, answer."""

from .books import backtest, book, books
from .cards import card_do, criterion_new, scorecard, trait, trait_new
from .dossiers import dossier, paper_new, review, review_new, statement_new, statements
from .evaluations import (
    act,
    add_file,
    agree,
    begin,
    evaluation,
    evaluations,
    marks,
    paid,
    paragraphs,
)
from .readings import (
    evaluation_history,
    statement,
    statement_edit,
    statement_history,
    statement_print,
    survey_history,
)
from .surveys import survey, survey_new

__all__ = [
    "act", "add_file", "agree", "backtest", "begin", "book", "books", "card_do", "criterion_new",
    "dossier", "evaluation", "evaluation_history", "evaluations", "trait", "trait_new", "marks",
    "paid", "paper_new", "paragraphs", "review", "review_new", "scorecard", "statement",
    "statement_edit", "statement_history", "statement_new", "statement_print", "statements",
    "survey", "survey_history", "survey_new",
]  # fmt: skip
