"""Meetings: prepared, held, written down, and their actions followed to the end (C-50)."""
