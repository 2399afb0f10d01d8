"""Reads of sales that have a name."""
