"""Decisions of credit: facts in, decision out."""
