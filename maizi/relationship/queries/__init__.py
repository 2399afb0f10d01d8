"""Reads of relationship that have a name."""

from .documents import EVALUATION_FORM
from .facts import Proposal, proposals_of
from .one import one_to_one, shares_of
from .panels import PARTNER_TAB, PROMISE_ONWARD, TAB
from .partnership import Checklist, company_list, links_of, steps_of
from .promises import PROMISE_STRIP, promises_of, rates
from .shown import Line, open_of, reviewers, shown_lines, verbs_for, weights
from .summaries import counts_of_owners, covering, due_page, summary_template
from .trials import handling_times, trial_filters, trial_of

__all__ = [
    "EVALUATION_FORM", "PARTNER_TAB", "PROMISE_ONWARD", "PROMISE_STRIP", "TAB", "Checklist",
    "Line", "Proposal", "company_list", "counts_of_owners", "covering", "due_page",
    "handling_times", "links_of", "one_to_one", "open_of", "promises_of", "proposals_of",
    "rates", "reviewers", "shares_of", "shown_lines", "steps_of", "summary_template",
    "trial_filters", "trial_of", "verbs_for", "weights",
]  # fmt: skip
