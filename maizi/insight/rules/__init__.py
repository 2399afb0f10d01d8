"""Decisions of analytics: facts in, numbers out; what has no meaning is None (0.3)."""
