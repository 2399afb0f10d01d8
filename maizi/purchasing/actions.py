"""Verbs of purchasing: gather, decide, apply, in one transaction."""
