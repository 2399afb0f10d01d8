"""Imports killed in the middle."""
