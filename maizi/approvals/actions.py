"""Verbs of approvals: gather, decide, apply, in one transaction."""
