"""Spare parts: what will fail where, how many to keep, what to order (F-60)."""
