"""Warehouses, movements and what the goods in them are worth (I-6)."""
