"""Decisions about targets and commission: facts in, decision out."""
