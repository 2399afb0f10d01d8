"""Encrypted backups each night, tried out each week (A-50)."""
