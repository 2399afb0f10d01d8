"""Important information of key accounts: changed only as approved, exactly and once (A-32)."""

from .contacts import DECISION_MAKER, ask_for_decision_maker, refuse_removal
from .contacts import LABELS as CONTACT_LABELS
from .contacts import WATCHED as CONTACTS_WATCHED
from .customers import (
    IMPORTANT,
    LABELS,
    SUBJECT,
    WATCHED,
    ask_for_change,
    refuse_for_key_account,
)
from .seeding import declare, seed_approvals
from .watching import NeedsApproval

__all__ = [
    "CONTACTS_WATCHED", "CONTACT_LABELS", "DECISION_MAKER", "IMPORTANT", "LABELS", "NeedsApproval",
    "SUBJECT", "WATCHED", "ask_for_change", "ask_for_decision_maker", "declare",
    "refuse_for_key_account", "refuse_removal", "seed_approvals",
]  # fmt: skip
