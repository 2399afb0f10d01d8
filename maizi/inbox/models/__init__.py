"""Tables of inbox."""

from .channels import AllowedHost, Channel, Delivery, MailSettings
from .notices import CalendarFeed, Notice, Preference, Taste
from .todos import Todo

__all__ = [
    "AllowedHost",
    "CalendarFeed",
    "Channel",
    "Delivery",
    "MailSettings",
    "Notice",
    "Preference",
    "Taste",
    "Todo",
]
