"""Screens of relationship."""

from .evaluations import evaluation, evaluation_do, evaluation_new
from .one import offer, one, spend
from .partnership import change, company, link, link_new, step
from .promises import promise, promise_do, promise_new, promise_rates, promises
from .summaries import summaries, summary_begin, summary_file
from .trials import effects, trial, trial_end, trial_new, trials

__all__ = [
    "change", "company", "effects", "evaluation", "evaluation_do", "evaluation_new", "link",
    "link_new", "offer", "one", "promise", "promise_do", "promise_new", "promise_rates",
    "promises", "spend", "step", "summaries", "summary_begin", "summary_file", "trial",
    "trial_end", "trial_new", "trials",
]  # fmt: skip
