"""Screens of signing in and of one's own account."""

from .entrance import second_factor, sign_in, sign_out
from .mine import change_password, end_other_sessions, end_session, preferences, security
from .proof import prove, qr_code, recovery_codes, second_factor_off, second_factor_setup

__all__ = [
    "change_password",
    "end_other_sessions",
    "end_session",
    "preferences",
    "prove",
    "qr_code",
    "recovery_codes",
    "second_factor",
    "second_factor_off",
    "second_factor_setup",
    "security",
    "sign_in",
    "sign_out",
]
