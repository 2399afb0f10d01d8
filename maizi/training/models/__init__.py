"""Tables of training: signed months, courses, classes, certificates, exchanged experience."""

from .certificates import Certificate
from .classes import Attempt, Enrolment, TrainingClass
from .courses import Course, Lesson
from .exchanges import Exchange, Experience
from .months import SignedMonth

__all__ = [
    "Attempt", "Certificate", "Course", "Enrolment", "Exchange", "Experience", "Lesson",
    "SignedMonth", "TrainingClass",
]  # fmt: skip
