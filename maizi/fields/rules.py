"""Decisions of fields: facts in, decision out."""
