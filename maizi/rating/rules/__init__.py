"""Decisions of credit rating: facts in, decision out."""
