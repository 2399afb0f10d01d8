"""Reads of inbox that have a name."""
