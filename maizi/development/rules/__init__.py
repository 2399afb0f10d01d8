"""Decisions of winning customers: facts in, decision out."""
