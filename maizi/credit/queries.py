"""Reads of credit that have a name."""
