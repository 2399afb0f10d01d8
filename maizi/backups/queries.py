"""Reads of backups that have a name."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from maizi.fields.queries import parameter

from . import rules
from .models import Backup, RestoreTrial
from .terms import BackupState, Danger

TRIAL_DAYS = 10  # a weekly trial may be late by a weekend


@dataclass(frozen=True, slots=True)
class Health:
    """How the backups of this installation are."""

    good: Backup | None
    trial: RestoreTrial | None
    dangers: list[Danger]

    @property
    def is_alarming(self) -> bool:
        return rules.is_alarming(self.dangers)


def health(now: datetime | None = None) -> Health:
    """Last good backup, last trial, and what is wrong. Two queries and the parameters."""
    now = now or timezone.now()
    good = Backup.objects.filter(state=BackupState.GOOD).first()
    trial = RestoreTrial.objects.select_related("backup").first()
    facts = rules.Facts(
        good.started_at if good else None, trial.at if trial else None,
        bool(trial and trial.is_good), bool(settings.BACKUP_COPY),
    )  # fmt: skip
    found = rules.dangers(
        facts, now=now, alarm_hours=parameter("backups.alarm_hours"), trial_days=TRIAL_DAYS
    )
    return Health(good, trial, found)


def keeping() -> rules.Keeping:
    """How many days, weeks and months keep a backup."""
    return rules.Keeping(
        *(parameter(f"backups.keep_{name}") for name in ("daily", "weekly", "monthly"))
    )
