"""Decisions of complaints: facts in, decision out."""
