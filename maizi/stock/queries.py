"""Reads of stock that have a name."""
