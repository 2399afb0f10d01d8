"""Verbs of stock: gather, decide, apply, in one transaction."""
