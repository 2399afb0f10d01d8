"""Decisions of presales."""
