"""Decisions of meetings: facts in, decision out."""
