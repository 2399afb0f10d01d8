"""Verbs of approvals: gather, decide, apply, in one transaction."""

from .definitions import save_definition, set_active
from .granting import apply_grant, expire_grants
from .leaving import replace_approver
from .seats import add_signer, agree, hand_over, reject, send_back
from .seeds import Approver, Condition, Definition, Step, seed_definition, seed_definitions
from .submitting import copy_to, resubmit, submit, withdraw
from .timing import time_out

__all__ = [
    "Approver", "Condition", "Definition", "Step", "add_signer", "agree", "apply_grant",
    "copy_to", "expire_grants", "hand_over", "reject", "replace_approver", "resubmit",
    "save_definition", "seed_definition", "seed_definitions", "send_back", "set_active", "submit",
    "time_out", "withdraw",
]  # fmt: skip
