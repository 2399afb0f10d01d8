"""Decisions of the catalogue and of prices: facts in, decision out."""
