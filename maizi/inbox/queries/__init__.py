"""Reads of inbox that have a name."""

from .channels import (
    address_of,
    allowed_hosts,
    deliveries_page,
    has_mail,
    mail_server,
    mail_settings,
    shown_deliveries,
    site_link,
    waiting_count,
)
from .notices import (
    CHOOSABLE,
    feed_of,
    notices_page,
    preferences_of,
    taste_of,
    unread_count,
    ways_of,
)
from .paging import Slice
from .shown import Shown, shown_rows
from .todos import counts_of, dated, due_for, page_of

__all__ = [
    "CHOOSABLE",
    "Shown",
    "Slice",
    "address_of",
    "allowed_hosts",
    "counts_of",
    "dated",
    "deliveries_page",
    "due_for",
    "feed_of",
    "has_mail",
    "mail_server",
    "mail_settings",
    "notices_page",
    "page_of",
    "preferences_of",
    "shown_deliveries",
    "shown_rows",
    "site_link",
    "taste_of",
    "unread_count",
    "waiting_count",
    "ways_of",
]
