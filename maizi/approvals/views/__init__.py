"""Screens of approvals: parse, may, act, answer."""

from .cases import add_signer, apply, boxes, case, copy, decide, hand_over, withdraw
from .designing import definition, definitions, switch

__all__ = [
    "add_signer", "apply", "boxes", "case", "copy", "decide", "definition", "definitions",
    "hand_over", "switch", "withdraw",
]  # fmt: skip
