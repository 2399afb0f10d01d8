"""Reads of fields that have a name."""
