"""What people do with spare parts: gather, decide, apply, in one transaction."""

from .approving import end_plan, return_plan, seed_approvals, submit_plan, turn_plans
from .ordering import request_parts
from .planning import (
    Correction,
    choose_basis,
    count_fleet,
    save_fleet,
    save_plan,
    set_prior,
)
from .reckoning import compute_plan, start_computing
from .registers import save_fitting, save_past_use, save_region

__all__ = [
    "Correction", "choose_basis", "compute_plan", "count_fleet", "end_plan", "request_parts",
    "return_plan", "save_fleet", "save_fitting", "save_past_use", "save_plan", "save_region",
    "seed_approvals", "set_prior", "start_computing", "submit_plan", "turn_plans",
]  # fmt: skip
