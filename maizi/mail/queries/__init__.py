"""Reads of e-mail that have a name."""

from .beginning import letter_of
from .composing import begun, choosable_mailboxes, contacts_with_mail, field_values
from .mailboxes import Health, healths, members_of, unreadable_of
from .messages import (
    CUSTOMER_TAB,
    files_of,
    letters_of,
    messages_of,
    people_shown,
    shown_markup,
    suggestions_for,
    thread_of,
)
from .news import (
    MARKETING,
    START,
    Figures,
    audience_slice,
    choices_of,
    counted,
    figures_of,
    links_of,
    no_longer,
    rows_in_view,
    sent_lately,
    views_offered,
)
from .servers import box_server, company_name, post_server, public_address, site_address

__all__ = [
    "CUSTOMER_TAB", "Figures", "Health", "MARKETING", "START", "audience_slice", "begun",
    "box_server", "rows_in_view", "sent_lately", "views_offered",
    "choices_of", "choosable_mailboxes", "company_name", "contacts_with_mail", "counted",
    "field_values", "figures_of", "files_of", "healths", "letter_of", "letters_of", "links_of",
    "members_of", "messages_of",
    "no_longer", "people_shown", "post_server", "public_address", "shown_markup", "site_address",
    "suggestions_for", "thread_of", "unreadable_of",
]  # fmt: skip
