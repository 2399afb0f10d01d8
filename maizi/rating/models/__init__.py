"""Tables of credit rating."""

from .books import Attribute, BackTest, Book, BookRow
from .cards import Criterion, Scorecard, ScoreTrait
from .dossiers import FinancialStatement, Paper
from .evaluations import Evaluation, Evaluator, Mark, Paragraph
from .standings import Recheck, Review, Standing
from .surveys import Survey

__all__ = [
    "Attribute", "BackTest", "Book", "BookRow", "Criterion", "Evaluation", "Evaluator",
    "FinancialStatement", "Mark", "Paper", "Paragraph", "Recheck", "Review", "ScoreTrait",
    "Scorecard", "Standing", "Survey",
]  # fmt: skip
