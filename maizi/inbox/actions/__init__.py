"""Verbs of inbox: gather, decide, apply, in one transaction."""

from .asking import ask, settle
from .channels import (
    allow_host,
    forbid_host,
    retry_delivery,
    save_channel,
    save_mail_settings,
    send_test,
    send_test_mail,
)
from .closing import cancel, finish, hand_over, reopen
from .feeds import renew_feed, revoke_feed
from .many import Line, ask_many, give_many, notify_many
from .notices import notify, read_all, read_notice, unsay
from .tastes import prefer
from .todos import save_todo, snooze, wake

__all__ = [
    "Line",
    "allow_host",
    "ask",
    "ask_many",
    "cancel",
    "finish",
    "forbid_host",
    "give_many",
    "hand_over",
    "notify",
    "notify_many",
    "prefer",
    "read_all",
    "read_notice",
    "renew_feed",
    "reopen",
    "retry_delivery",
    "revoke_feed",
    "save_channel",
    "save_mail_settings",
    "save_todo",
    "send_test",
    "send_test_mail",
    "settle",
    "snooze",
    "unsay",
    "wake",
]
