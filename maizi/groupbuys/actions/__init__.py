"""What people do with group buys: gather, decide, apply, in one transaction."""

from .agreements import agreement_made, owe_agreement, tell_late_agreement
from .drafting import (
    return_activity,
    save_group_buy,
    seed_approvals,
    submit_activity,
)
from .ending import cancel_activity, close_if_over, note_called_off, turn_activities
from .joining import (
    Joining,
    keep_in,
    match_customer,
    register,
    take_deposit,
    withdraw,
)
from .links import registration_for, renew_link
from .ordering import (
    note_bought,
    note_delivered,
    request_purchase,
    settle_activity,
    start_ordering,
)
from .plans import finish_step, move_plan, plan_step, save_outreach, save_plan
from .refunds import refund_deposit, tell_late_refund
from .telling import send_word
from .turning import open_activity

__all__ = [
    "Joining", "agreement_made", "cancel_activity", "close_if_over",
    "finish_step", "keep_in", "match_customer", "move_plan", "note_bought",
    "note_called_off", "note_delivered", "open_activity", "owe_agreement", "plan_step",
    "refund_deposit", "register", "registration_for", "renew_link", "request_purchase",
    "return_activity", "save_group_buy", "save_outreach", "save_plan", "seed_approvals",
    "send_word", "settle_activity", "start_ordering", "submit_activity", "take_deposit",
    "tell_late_agreement", "tell_late_refund", "turn_activities", "withdraw",
]  # fmt: skip
