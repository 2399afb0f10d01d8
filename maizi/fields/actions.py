"""Verbs of fields: gather, decide, apply, in one transaction."""
