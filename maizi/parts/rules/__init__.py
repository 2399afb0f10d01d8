"""Decisions of spare parts: facts in, decision out."""
