"""Stop a person's exports at once, and allow them again."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.history.actions import record
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..models import ExportFreeze, User

FROZEN, THAWED = N_("冻结导出"), N_("解除导出冻结")


@transaction.atomic
def freeze_exports(person: User, *, reason: str, by) -> ExportFreeze:
    """Let a person export nothing from now on, whatever his roles say; twice is once."""
    if not reason.strip():
        raise Refused(_("请写明冻结导出的原因。"), field="reason")
    row, is_new = ExportFreeze.objects.get_or_create(
        user=person,
        defaults={"since": timezone.now(), "reason": reason.strip()[:200], "by": by},
    )
    if is_new:
        record(person, verb=FROZEN, by=by, reason=reason)
    return row


@transaction.atomic
def thaw_exports(person: User, *, by) -> None:
    """Let him export again as far as his roles go; twice is once."""
    if ExportFreeze.objects.filter(user=person).delete()[0]:
        record(person, verb=THAWED, by=by)
