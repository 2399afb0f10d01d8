"""Screens of complaints."""

from .complaints import (
    add_file,
    answer_offer,
    board,
    carry,
    complaint,
    judge_malice,
    take,
    take_found,
)
from .public import follow, tell, ways
from .reports import (
    analysis,
    analysis_export,
    analysis_keep,
    analysis_kept,
    analysis_send,
    door,
    door_code,
    improve,
    improvement,
    lesson,
    lessons,
)
from .verbs import act

__all__ = [
    "act", "add_file", "analysis", "analysis_export", "analysis_keep", "analysis_kept",
    "analysis_send", "answer_offer", "board", "carry", "complaint", "door", "door_code", "follow",
    "improve", "improvement", "judge_malice", "lesson", "lessons", "take", "take_found", "tell",
    "ways",
]  # fmt: skip
