"""The one way a plain page writes: recorded, in the writer's sight before and after."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from maizi.history.actions import recorded
from maizi.kernel.errors import Refused

from .declare import Pages


def save(pages: Pages, *, row: models.Model, verb: str, by, reason: str = "") -> None:
    """Store a new or changed row and record it.

    Raises Refused when the row would leave the writer's sight, or a constraint says no.
    """
    with transaction.atomic():
        with recorded(row, verb, by=by, reason=reason):
            pages.save(row, verb, by=by)
        if not pages.visible(by).filter(pk=row.pk).exists():
            raise Refused(_("保存后您将看不到这条记录，所以没有保存。请检查负责人和部门。"))


def problems_of(problem: ValidationError) -> str:
    """A validation problem as one line of text."""
    return " ".join(problem.messages)
