"""Decisions of sales: facts in, decision out."""
