"""Decisions of performance: facts in, decision out."""
