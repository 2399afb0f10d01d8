"""Decisions of purchasing: facts in, decision out."""
