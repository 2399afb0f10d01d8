"""Reads of rating that have a name."""

from .assessing import Assessment, assess
from .backtest import own_history, told_of_book
from .documents import EVALUATION_FORMS
from .facts import evaluation_of, facts_of, latest_statement, traits_in, traits_of
from .ledger import bills_of, monthly_sales, paid_rows, payments_of
from .panels import CARD_FACTS, STRIP, TAB
from .policies import policy
from .privacy import credit_package, credit_rows
from .purposes import question
from .shown import criterion_of, statements_of, step_words, told_of, trends, value_words
from .surveys import SURVEY_FORM, dealings_of

__all__ = [
    "CARD_FACTS", "EVALUATION_FORMS", "STRIP", "SURVEY_FORM", "TAB", "Assessment", "assess",
    "bills_of", "credit_package", "credit_rows", "criterion_of", "dealings_of", "evaluation_of",
    "facts_of", "latest_statement", "monthly_sales",
    "own_history", "paid_rows", "payments_of", "policy", "question", "statements_of", "step_words",
    "told_of", "told_of_book", "traits_in", "traits_of", "trends", "value_words",
]  # fmt: skip
