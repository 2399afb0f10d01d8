"""Verbs of inbox: gather, decide, apply, in one transaction."""
