"""Decisions of satisfaction surveys: facts in, decision out."""
