"""Who sees important days: whoever reads family fields of a customer on his own side.

A child's day is sensitive information (C-10, A-21): it needs the right to read that, too.
"""

from django.db.models import Q, QuerySet

from maizi.accounts.access import group_access
from maizi.kernel.privacy import FieldAccess, FieldGroup

from ..models import ImportantDay
from ..terms import ONCE, DayKind
from .sight import _on_own_side

OPEN_KINDS = frozenset((DayKind.FOUNDING, DayKind.FIRST_TRADE, DayKind.FESTIVAL)) | ONCE


def visible_days(user) -> QuerySet[ImportantDay]:
    """Days of customers on the person's side; private ones only for who reads family fields."""
    rows = ImportantDay.objects.filter(_on_own_side(user))
    if group_access(user, FieldGroup.FAMILY) < FieldAccess.READ:
        rows = rows.filter(Q(kind__in=OPEN_KINDS))
    if not reads_children(user):
        rows = rows.exclude(kind=DayKind.CHILD)
    return rows


def reads_children(user) -> bool:
    """Whether days of children may reach the person at all."""
    return group_access(user, FieldGroup.SENSITIVE) >= FieldAccess.READ


def writes_children(user) -> bool:
    """Whether the person may write down the day of a child."""
    return group_access(user, FieldGroup.SENSITIVE) >= FieldAccess.WRITE
