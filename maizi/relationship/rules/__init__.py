"""Decisions about the relation with a customer: facts in, decision out."""
