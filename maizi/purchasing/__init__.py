"""Suppliers, purchase requests, orders, receipts and what is owed for them (I-5)."""
