"""Days of children: sensitive information, kept by consent and for a time (C-10, A-21)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.history.actions import record, recorded
from maizi.history.terms import Verb
from maizi.inbox.actions import settle
from maizi.kernel.errors import Refused
from maizi.privacy.queries import field_of

from .. import access, queries
from ..models import ImportantDay
from ..terms import DayKind

CARE = "customers.care"


@contextmanager
def noted(row: ImportantDay, verb: str, *, by) -> Iterator[None]:
    """Record what is done to a day; of a child's day, that it was done and nothing of it (A-21)."""
    if row.kind != DayKind.CHILD:
        with recorded(row, verb, by=by):
            yield
        return
    with transaction.atomic():
        if verb == Verb.DELETE:
            record(row, verb=verb, by=by)
        yield
        if verb != Verb.DELETE:
            record(row, verb=verb, by=by)


def check_child_day(row: ImportantDay, *, by) -> None:
    """Raises Refused where such information is not taken, or without a guardian's consent.

    A day that is one stays one: of another kind, the history would tell its date.
    """
    if row.kind != DayKind.CHILD:
        if queries.child_days().filter(pk=row.pk).exists():
            raise Refused(_("子女的日子不能改成别的类型。请删除它，另记一个。"), field="kind")
        return
    if not access.writes_children(by):
        raise Refused(_("您没有登记敏感信息的权限。请联系个人信息保护负责人。"), field="kind")
    field = field_of(queries.CHILDREN)
    if field is None or not field.is_enabled:
        raise Refused(_("子女的日子是敏感个人信息，没有启用，不能登记。"), field="kind")
    if queries.consent_to_children(row, field) is None:
        raise Refused(_("请先登记本人的单独同意，并写明监护人，再记子女的日子。"), field="contact")


@transaction.atomic
def forget_child_days(*, today: date, by=None) -> int:
    """Delete those whose consent was withdrawn, whose time is over, or that are taken no more."""
    field, count = field_of(queries.CHILDREN), 0
    for row in queries.child_days().select_for_update(of=("self",)):
        if field and field.is_enabled and queries.consent_to_children(row, field):
            kept_from = timezone.localdate(row.created_at)
            if kept_from + relativedelta(months=field.retention_months) >= today:
                continue
        settle(source=CARE, about=row, by=by)
        record(row, verb=Verb.DELETE, by=by, reason=_("同意已撤回、保存期限已到或这项信息已停用"))
        row.delete()
        count += 1
    return count
