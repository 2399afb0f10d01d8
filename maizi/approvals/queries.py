"""Reads of approvals that have a name."""
