"""Who hears of what: one table of events and their listeners, one of scheduled work."""

from maizi.accounts.events import PersonDeactivated
from maizi.approvals import listeners as approvals
from maizi.approvals.events import (
    CaseClosed,
    CaseCopied,
    GrantUsed,
    SeatsClosed,
    SeatsOpened,
    StepClosed,
    StepOpened,
)
from maizi.care import listeners as care
from maizi.clocks.events import ClockBreached, ClockWarned
from maizi.complaints import listeners as complaints
from maizi.credit import listeners as credit
from maizi.customers import listeners as customers
from maizi.customers.events import ActivityLogged
from maizi.development import listeners as development
from maizi.inbox.events import TodoDone
from maizi.kernel.events import wire
from maizi.privacy import listeners as privacy
from maizi.privacy.events import ContactWishChanged
from maizi.purchasing import listeners as purchasing
from maizi.sales import listeners as sales
from maizi.targets import listeners as targets

LISTENERS: dict[type, list] = {
    SeatsOpened: [approvals.on_seats_opened],
    SeatsClosed: [approvals.on_seats_closed],
    CaseCopied: [approvals.on_case_copied],
    CaseClosed: [
        approvals.on_case_closed,
        privacy.on_case_closed,
        credit.on_case_closed,
        sales.on_case_closed,
        purchasing.on_case_closed,
        targets.on_case_closed,
        complaints.on_case_closed,
    ],  # fmt: skip
    GrantUsed: [approvals.on_grant_used],
    StepOpened: [approvals.on_step_opened],
    StepClosed: [approvals.on_step_closed],
    ActivityLogged: [
        customers.on_activity_logged,
        development.on_activity_logged,
        care.on_activity_logged,
    ],
    ContactWishChanged: [customers.on_contact_wish_changed],
    ClockWarned: [
        approvals.on_clock_warned,
        privacy.on_clock_warned,
        complaints.on_clock_warned,
    ],
    ClockBreached: [
        approvals.on_clock_breached,
        privacy.on_clock_breached,
        complaints.on_clock_breached,
        development.on_clock_breached,
    ],
    TodoDone: [customers.on_todo_done],
    PersonDeactivated: [approvals.on_person_deactivated],
}

# name -> (cron expression, task kind)
SCHEDULES: dict[str, tuple[str, str]] = {
    "clocks.advance": ("* * * * *", "clocks.advance"),
    "customers.care": ("30 6 * * *", "customers.care"),
    "history.seal": ("10 0 * * *", "history.seal"),
    "backups.make": ("15 5 * * *", "backups.make"),
    "backups.try": ("30 5 * * 0", "backups.try"),
    "backups.watch": ("25 * * * *", "backups.watch"),
    "jobs.sweep": ("20 3 * * *", "jobs.sweep"),
    "accounts.sweep": ("50 3 * * *", "accounts.sweep"),
    "files.sweep": ("40 3 * * *", "files.sweep"),
    "approvals.expire": ("*/10 * * * *", "approvals.expire"),
    "customers.verify": ("40 2 * * *", "customers.verify"),
    "kit.import_sweep": ("10 4 * * *", "kit.import_sweep"),
    "kit.statistics": ("35 4 * * *", "kit.statistics"),
    "customers.expire_tags": ("10 1 * * *", "customers.expire_tags"),
    "customers.classify": ("20 1 * * *", "customers.classify_all"),
    "customers.quality": ("0 2 * * *", "customers.quality"),
    "customers.propose_clearing": ("30 3 1 * *", "customers.propose_clearing"),
    "customers.purge": ("50 4 * * *", "customers.purge"),
    "credit.remind": ("20 6 * * *", "credit.remind"),
    "catalog.turn_prices": ("3 0 * * *", "catalog.turn_prices"),
    "sales.expire_quotes": ("6 0 * * *", "sales.expire_quotes"),
    "complaints.sweep": ("55 4 * * *", "complaints.sweep"),
    "inbox.tick": ("* * * * *", "inbox.tick"),
    "inbox.sweep": ("30 4 * * *", "inbox.sweep"),
    "customers.match_keys": ("40 4 * * 0", "customers.match_keys"),
    "privacy.expire": ("15 * * * *", "privacy.expire"),
    "privacy.list_idle": ("30 2 1 * *", "privacy.list_idle"),
    "privacy.clear": ("40 2 * * *", "privacy.clear"),
    "customers.recycle": ("30 1 * * *", "customers.recycle"),
    "development.learn": ("50 2 * * *", "development.learn"),
    "development.agreements": ("20 6 * * *", "development.agreements"),
    "search.rebuild": ("20 4 * * 0", "search.rebuild"),
}


def connect() -> None:
    """Wire every listener; called once when the site starts."""
    wire(LISTENERS)
