"""Decisions of after-sales service."""
