"""Who sees and makes backups: those who look after the system."""

from django.db.models import QuerySet

from maizi.accounts import access as accounts
from maizi.inbox.access import EventKind
from maizi.kernel.texts import N_

from .models import Backup

IN_DANGER = EventKind("backups.in_danger", N_("备份不安全"), by_mail=True, is_urgent=True)


def may(user) -> bool:
    """Whether a person looks after backups."""
    return accounts.may(user, "administration", "jobs")


def visible_backups(user) -> QuerySet[Backup]:
    """Every backup, for those who look after them."""
    return Backup.objects.all() if may(user) else Backup.objects.none()
