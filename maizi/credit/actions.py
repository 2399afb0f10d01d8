"""Verbs of credit: gather, decide, apply, in one transaction."""
