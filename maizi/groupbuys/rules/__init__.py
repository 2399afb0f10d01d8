"""Decisions of group buying: pure functions."""
