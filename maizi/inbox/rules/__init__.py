"""Decisions of inbox: facts in, decision out."""
