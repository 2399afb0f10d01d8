"""Verbs of sales: gather, decide, apply, in one transaction."""
