"""Decisions of events: facts in, decision out."""
