"""Tables of complaints."""

from .causes import Cause, Improvement, Lesson, LessonRead
from .complaints import Complaint
from .course import Entry, HandOff, Promise, StepDone
from .doors import Door, Saying
from .handling import Remedy, Responsibility, Suspicion
from .reports import Analysis

__all__ = [
    "Analysis", "Cause", "Complaint", "Door", "Entry", "HandOff", "Improvement", "Lesson",
    "LessonRead", "Promise", "Remedy", "Responsibility", "Saying", "StepDone", "Suspicion",
]  # fmt: skip
