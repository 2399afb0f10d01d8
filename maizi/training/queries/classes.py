"""What the pages of courses, classes and one's own training show (F-52)."""

from datetime import date

from django.utils import timezone

from .. import access
from ..models import Certificate, Course, Enrolment, TrainingClass
from ..terms import ClassState, Presence
from .certified import held

MOST = 50


def course_shown(user, row: Course) -> dict:
    """A course with its syllabus, what it certifies for, and its classes. Six queries at most."""
    classes = access.visible_classes(user).filter(course=row).select_related("trainer")
    valid = Certificate.objects.filter(
        course=row, revoked_at=None, valid_to__gte=timezone.localdate()
    )
    return {
        "row": row, "lessons": list(row.lessons.all()), "families": list(row.families.all()),
        "products": list(row.products.all()), "classes": list(classes[:MOST]),
        "holders": valid.values("person").distinct().count(),
        "may_manage": access.may_train(user, "manage"),
    }  # fmt: skip


def class_shown(user, row: TrainingClass) -> dict:
    """A class with whom of it one sees, and what each achieved. Six queries, however many."""
    rows = access.visible_enrolments(user).filter(training_class=row)
    people = list(
        rows.select_related("person__unit").prefetch_related("attempts__certificate")
        .order_by("person__sort_name", "id")
    )  # fmt: skip
    taken = row.enrolments.count()
    return {
        "row": row, "people": people, "taken": taken, "left": max(row.seats - taken, 0),
        "others": taken - len(people), "is_open": row.state == ClassState.PLANNED,
        "has_begun": row.starts_at <= timezone.now(),
        "may_manage": access.may_train(user, "manage"),
        "may_teach": access.may_train(user, "teach", row),
        "examinable": [one for one in people if _may_sit(one, user)],
        "markable": [one for one in people if one.person_id != user.pk],
    }  # fmt: skip


def _may_sit(one: Enrolment, user) -> bool:
    """Whether a score of his may be entered: he was there, and has not passed."""
    is_passed = any(attempt.is_passed for attempt in one.attempts.all())
    return one.presence == Presence.PRESENT and not is_passed and one.person_id != user.pk


def mine(user, *, today: date | None = None) -> dict:
    """One's own certificates and classes, for a telephone. Eight queries at most."""
    today = today or timezone.localdate()
    rows = Certificate.objects.filter(person=user.pk).select_related("course")
    classes = Enrolment.objects.filter(person=user.pk).select_related("training_class__course")
    classes = classes.prefetch_related("attempts").order_by("-training_class__starts_at", "-id")
    taught = access.visible_classes(user).filter(trainer=user.pk, state=ClassState.PLANNED)
    return {
        "held": held(rows.prefetch_related("families", "products")[:MOST], today=today),
        "enrolments": list(classes[:MOST]),
        "taught": list(taught.select_related("course")[:MOST]), "today": today,
    }  # fmt: skip
