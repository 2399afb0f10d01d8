"""Screens of sales: parse, may, act, answer."""
