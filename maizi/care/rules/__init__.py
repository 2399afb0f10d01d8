"""Decisions of keeping customers: facts in, decision out."""

from .hand_over import Progress, done_ratio, letters, step_of

__all__ = ["Progress", "done_ratio", "letters", "step_of"]
