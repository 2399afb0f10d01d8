"""Backups: whether data are safe, which backups there are, one now."""

from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from maizi.backups import access, queries
from maizi.backups.terms import BackupState
from maizi.jobs.actions import enqueue
from maizi.kernel.errors import Refused
from maizi.kit.http import go, require
from maizi.kit.jinja import page

SHOWN = 60
KINDS = {"make": "backups.make", "try": "backups.try"}


@require_GET
def backups(request):
    require(access.may(request.user))
    rows = access.visible_backups(request.user).exclude(state=BackupState.GONE)
    context = {
        "health": queries.health(), "rows": rows.select_related("by")[:SHOWN],
        "copy": settings.BACKUP_COPY, "folder": str(Path(settings.HOME) / "backups"),
        "keeping": queries.keeping(),
    }  # fmt: skip
    return page(request, "setup/backups.html", context)


@require_POST
def backup_now(request, verb: str):
    """A backup or a trial in the background, at once."""
    require(access.may(request.user))
    if verb not in KINDS:
        raise Refused(_("没有这种操作。"))
    enqueue(KINDS[verb], by=request.user)
    messages.success(request, _("已在后台开始，做完后这一页会显示结果。"))
    return go(request, reverse("setup:backups"))
