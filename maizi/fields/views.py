"""Screens of fields: parse, may, act, answer."""
