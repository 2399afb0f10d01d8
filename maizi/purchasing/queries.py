"""Reads of purchasing that have a name."""
