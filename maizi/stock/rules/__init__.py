"""Decisions of stock: facts in, decision out."""
