"""Winning customers: markets, opportunities, visits, key accounts, and what became of them (B)."""
