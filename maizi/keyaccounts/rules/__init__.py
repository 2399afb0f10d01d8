"""Decisions about key accounts: facts in, decision out."""
