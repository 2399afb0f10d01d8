"""Screens of the settings."""

from .backups import backup_now, backups
from .calendar_days import calendar_days
from .calendars import calendar, calendar_close, calendar_new, calendar_open, calendars
from .channels import channel, channel_test, channels, host_new, host_remove, mail, mail_test
from .clocks import clock, clocks
from .home import home
from .jobs import job, job_verb, jobs, schedule_verb
from .log import history, history_export, sign_ins, why
from .people import people, person, person_edit, person_new
from .person_verbs import (
    appoint,
    person_deactivate,
    person_factor_off,
    person_reactivate,
    person_reset,
    person_unlock,
    post_end,
)
from .rights import (
    delegation_revoke,
    delegations,
    policy,
    policy_preset,
    role,
    role_delete,
    roles,
)
from .units import unit, unit_close, unit_new, unit_open, units

__all__ = [
    "appoint",
    "backup_now",
    "backups", "calendar", "calendar_close", "calendar_days", "calendar_new", "calendar_open",
    "calendars", "channel", "channel_test", "channels", "clock", "clocks", "delegation_revoke",
    "delegations", "history", "history_export", "home", "host_new", "host_remove", "job",
    "job_verb", "jobs", "mail", "mail_test", "people", "person", "person_deactivate",
    "person_edit", "person_factor_off", "person_new", "person_reactivate", "person_reset",
    "person_unlock", "policy", "policy_preset", "post_end", "role", "role_delete", "roles",
    "schedule_verb", "sign_ins", "unit", "unit_close", "unit_new", "unit_open", "units", "why",
]  # fmt: skip
