"""Courses: the syllabus, what they certify for (F-52)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from maizi.kit.forms import taken
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access, actions, forms, queries
from ..models import Course


@require_GET
def course(request, pk: int):
    """One course: syllabus, what it certifies for, classes."""
    return _shown(request, _course(request, pk))


@require_POST
def lessons(request, pk: int):
    """The syllabus."""
    row = _course(request, pk, "change")
    form = forms.LessonsForm(request.POST, row=row)
    if taken(form, lambda: actions.set_lessons(row, form.lessons(), by=request.user)):
        messages.success(request, _("大纲已保存。"))
        return go(request, row.get_absolute_url())
    return _shown(request, row, lessons_form=form)


@require_POST
def cover(request, pk: int):
    """What it certifies for."""
    row = _course(request, pk, "change")
    form = forms.CoverForm(request.POST, row=row, user=request.user)
    if taken(form, lambda: actions.set_cover(row, **form.cleaned_data, by=request.user)):
        messages.success(request, _("认证范围已保存；已发的证书不变。"))
        return go(request, row.get_absolute_url())
    return _shown(request, row, cover_form=form)


@require_POST
def retire(request, pk: int):
    """Not taught any more, or after all."""
    row = _course(request, pk, "change")
    actions.retire_course(row, is_retired=not row.is_retired, by=request.user)
    return go(request, row.get_absolute_url())


def _shown(request, row: Course, **changed):
    context = queries.course_shown(request.user, row) | {
        "lessons_form": forms.LessonsForm(row=row),
        "cover_form": forms.CoverForm(row=row, user=request.user),
    } | changed  # fmt: skip
    status = 422 if any(form.errors for form in changed.values()) else 200
    return page(request, "training/course.html", context, status=status)


def _course(request, pk: int, verb: str = "view") -> Course:
    row = get_object_or_404(access.visible_courses(request.user), pk=pk)
    require(access.may_train(request.user, verb, row))
    return row
