"""Decisions of key-account service: facts in, decision out."""
