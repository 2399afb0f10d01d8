"""Verbs of targets and commission: gather, decide, apply, in one transaction."""

from .approving import return_run, seed_approvals, submit_run
from .commission import compute_run, save_rule
from .targets import set_targets

__all__ = [
    "compute_run",
    "return_run",
    "save_rule",
    "seed_approvals",
    "set_targets",
    "submit_run",
]
