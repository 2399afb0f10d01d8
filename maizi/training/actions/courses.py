"""Courses: their syllabus, what they certify for, their end (F-52)."""

from collections.abc import Collection, Sequence
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from maizi.catalog.models import Category, Product
from maizi.history.actions import record, recorded
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..models import Course, Lesson
from ..rules.courses import check_lessons
from ..terms import ClassState

RULED = ("pass_mark", "valid_months")


def save_course(row: Course, verb: str, *, by) -> None:
    """Store a course; inside `recorded`. Another mark or validity is a new version."""
    if not row._state.adding:
        stored = Course.objects.select_for_update().get(pk=row.pk)
        if any(getattr(stored, name) != getattr(row, name) for name in RULED):
            row.version = stored.version + 1
    row.save()


@transaction.atomic
def set_lessons(row: Course, lessons: Sequence[tuple[str, Decimal]], *, by) -> Course:
    """The syllabus from now on: (title, hours) in their order; a new version, if it is another.

    Raises Refused at the line of a lesson that takes no time, and for a syllabus without any.
    """
    check_lessons(lessons)
    row = _locked(row)
    before = [(one.title, one.hours) for one in row.lessons.all()]
    if list(lessons) == before:
        return row
    row.lessons.all().delete()
    Lesson.objects.bulk_create(
        Lesson(course=row, position=at, title=title, hours=hours)
        for at, (title, hours) in enumerate(lessons, 1)
    )
    with recorded(row, N_("修改大纲"), by=by):
        row.hours = sum(hours for _title, hours in lessons)
        _next_version(row, is_first=not before)
        row.save(update_fields=["hours", "version"])
    return row


@transaction.atomic
def set_cover(
    row: Course, *, families: Collection[Category], products: Collection[Product], by
) -> Course:
    """What whoever passes may work on from now on; certificates that were issued stay as they are.

    A new version, if it is another.
    """
    row = _locked(row)
    told = {}
    for name, wanted in (("families", families), ("products", products)):
        field = getattr(row, name)
        old = sorted(field.values_list("pk", flat=True))
        new = sorted(one.pk for one in wanted)
        if old != new:
            told[name] = [old, new]
            field.set(wanted)
    if told:
        before = row.version
        _next_version(row, is_first=not any(old for old, _new in told.values()))
        row.save(update_fields=["version"])
        if row.version != before:
            told["version"] = [before, row.version]
        record(row, verb=N_("修改认证范围"), by=by, changes=told)
    return row


@transaction.atomic
def retire_course(row: Course, *, is_retired: bool, by) -> Course:
    """A course is not taught any more and demands nothing; its certificates last until they end.

    Twice is once. Raises Refused while a class of it goes on.
    """
    row = _locked(row)
    if row.is_retired == is_retired:
        return row
    if is_retired and row.classes.filter(state=ClassState.PLANNED).exists():
        raise Refused(_("还有进行中的培训班，结束或取消以后才能停用这门课。"))
    with recorded(row, N_("停用课程") if is_retired else N_("恢复课程"), by=by):
        row.is_retired = is_retired
        row.save(update_fields=["is_retired"])
    return row


def _next_version(row: Course, *, is_first: bool) -> None:
    """A change after the first writing is a new version."""
    if not is_first:
        row.version += 1


def _locked(row: Course) -> Course:
    return Course.objects.select_for_update().get(pk=row.pk)
