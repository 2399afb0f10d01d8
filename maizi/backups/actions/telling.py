"""Tell those who look after the system when data would be lost with the machine."""

from datetime import timedelta

from django.urls import get_script_prefix
from django.utils import timezone

from maizi.accounts.models import User
from maizi.accounts.queries import holders
from maizi.inbox.actions import notify
from maizi.inbox.models import Notice
from maizi.kernel.texts import N_, say

from .. import access, queries

AGAIN = timedelta(hours=23)


def tell_of_danger(*, by: User | None) -> bool:
    """Once a day as long as it lasts; whether somebody was told now."""
    now = timezone.now()
    found = queries.health(now)
    told = Notice.objects.filter(event=access.IN_DANGER.code, created_at__gt=now - AGAIN)
    if not found.is_alarming or told.exists():
        return False
    people = holders("administration", "jobs", today=timezone.localdate(now))
    worst = found.dangers[0]
    notify(
        to=people, event=access.IN_DANGER.code, title=say(N_("备份不安全：{why}"), why=worst.label),
        url=f"{get_script_prefix()}settings/backups/", by=by,
    )  # fmt: skip
    return bool(people)
