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
from .notices import notify, read_all, read_notice
from .tastes import prefer
from .todos import save_todo, snooze, wake

__all__ = [
    "allow_host",
    "ask",
    "cancel",
    "finish",
    "forbid_host",
    "hand_over",
    "notify",
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
    "wake",
]
