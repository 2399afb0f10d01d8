"""Access lists of restricted records, and purposes given before something opens (M-3, M-5)."""

import hashlib
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.accounts.models import User
from maizi.fields.queries import parameter
from maizi.history.actions import record
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..access import Topic
from ..models import ListedPerson, Opening
from ..rules import check_purpose

LISTED, UNLISTED = N_("加入访问名单"), N_("移出访问名单")
TITLE_LENGTH = Opening._meta.get_field("title").max_length


@transaction.atomic
def open_for(
    row: Model, *, topic: Topic, purpose: str, by, note: str = "", session: str = ""
) -> Opening:
    """Say for what something restricted is opened; counts for this session, for a while.

    Raises Refused without a purpose of the topic, or without words for another one.
    """
    label, now = check_purpose(topic.purposes, purpose, note), timezone.now()
    minutes = int(parameter("privacy.opening_minutes"))
    opening = Opening.objects.create(
        kind=row._meta.label_lower, object_id=row.pk, topic=topic.code,
        title=str(row)[:TITLE_LENGTH],
        user=by, purpose=label, note=note.strip()[:200], session=session_print(session),
        at=now, until=now + timedelta(minutes=minutes),
    )  # fmt: skip
    reason = f"{label} {note}".strip()
    record(row, verb=Verb.VIEW, by=by, reason=reason, changes={topic.label: [None, None]})
    return opening


@transaction.atomic
def list_person(
    row: Model, *, user: User, reason: str, by, until: date | None = None,
    now: datetime | None = None,
) -> ListedPerson:  # fmt: skip
    """Put a colleague on the access list of a restricted record; again changes reason and end."""
    now = now or timezone.now()
    if not reason.strip():
        raise Refused(_("请写明为什么需要查看。"), field="reason")
    if until and until < timezone.localdate(now):
        raise Refused(_("截止日期不能早于今天。"), field="until")
    entry, _made = ListedPerson.objects.update_or_create(
        kind=row._meta.label_lower, object_id=row.pk, user=user,
        defaults={"reason": reason.strip()[:200], "until": until, "by": by, "at": now},
    )  # fmt: skip
    record(row, verb=LISTED, by=by, reason=reason, changes={N_("访问名单"): [None, user.name]})
    return entry


@transaction.atomic
def unlist_person(row: Model, entry: ListedPerson, *, by) -> None:
    """Take a colleague off the list."""
    record(row, verb=UNLISTED, by=by, changes={N_("访问名单"): [entry.user.name, None]})
    entry.delete()


def session_print(session: str) -> str:
    """What is kept of a session: enough to know it again."""
    return hashlib.sha256(session.encode()).hexdigest() if session else ""
