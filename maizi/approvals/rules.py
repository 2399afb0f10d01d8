"""Decisions of approvals: facts in, decision out."""
