"""Screens of stock: parse, may, act, answer."""
