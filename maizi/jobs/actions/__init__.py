"""What may be done with background work; also the door for declaring tasks."""

from ..registry import preparation, task
from .control import cancel, pause, resume, retry
from .enqueue import enqueue, prepare
from .runs import Run
from .schedules import Plan, fire_now, switch_schedule, sync_schedules

__all__ = [
    "Plan",
    "Run",
    "cancel",
    "enqueue",
    "fire_now",
    "pause",
    "preparation",
    "prepare",
    "resume",
    "retry",
    "switch_schedule",
    "sync_schedules",
    "task",
]
