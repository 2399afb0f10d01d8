"""Who sees what of performance and of training, and who may do what (F-51 … F-54)."""

from .performance import (
    CODE,
    JOB_WEIGHTS,
    PERFORMANCE,
    SIGNED,
    may,
    visible_months,
    visible_staff,
)
from .performance import PARAMETERS as PERFORMANCE_PARAMETERS
from .sharing import (
    EXCHANGE_DAYS,
    EXCHANGE_NUMBERS,
    EXCHANGE_SOURCE,
    ONLY_HELD,
    REVIEW_SOURCE,
    SHARING_EVENTS,
    may_share,
    visible_exchanges,
    visible_experiences,
)
from .training import (
    COURSE_EVENTS,
    COURSE_NUMBERS,
    TRAINING,
    TRAINING_PARAMETERS,
    may_look,
    may_train,
    visible_certificates,
    visible_classes,
    visible_courses,
    visible_enrolments,
    visible_learners,
)

PARAMETERS = (*PERFORMANCE_PARAMETERS, *TRAINING_PARAMETERS, EXCHANGE_DAYS)
NUMBERS = (*COURSE_NUMBERS, EXCHANGE_NUMBERS)
EVENTS = (SIGNED, *COURSE_EVENTS, *SHARING_EVENTS)

__all__ = [
    "CODE", "EVENTS", "EXCHANGE_SOURCE", "JOB_WEIGHTS", "NUMBERS", "ONLY_HELD", "PARAMETERS",
    "PERFORMANCE", "REVIEW_SOURCE", "SIGNED", "TRAINING", "may", "may_look", "may_share",
    "may_train", "visible_certificates", "visible_classes", "visible_courses",
    "visible_enrolments", "visible_exchanges", "visible_experiences", "visible_learners",
    "visible_months", "visible_staff",
]  # fmt: skip
