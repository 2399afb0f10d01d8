"""Quotes, orders, deliveries, invoices and returns (I-3, I-4, I-7, I-9, I-10)."""
