"""Reports and statistics: one's own, and those of the people in whose opportunities one looks."""

from django.db.models import Q, QuerySet

from maizi.accounts.access import rights_of, visible_people
from maizi.accounts.models import User
from maizi.inbox.access import EventKind
from maizi.kernel.texts import N_

from ..models import ReportComment

REPORT_COMMENTED = EventKind("development.report_commented", N_("上级批注了我的开发报告"))


def visible_reporters(user) -> QuerySet[User]:
    """Whose reports a person may read: his own, and those of the units in his sight."""
    sight = rights_of(user).sight("opportunity")
    people = visible_people(user).filter(is_active=True)
    if sight.nothing:
        return people.none()
    if sight.everything:
        return people
    return people.filter(Q(pk=user.pk) | Q(unit__in=sight.unit_ids))


def visible_comments(user) -> QuerySet[ReportComment]:
    """Comments on the reports a person may read."""
    return ReportComment.objects.filter(person__in=visible_reporters(user).values("pk"))


def may_comment(user, person: User) -> bool:
    """Whoever may give out opportunities comments on reports, but not on his own."""
    return person.pk != user.pk and rights_of(user).may("opportunity", "assign")
