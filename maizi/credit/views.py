"""Screens of credit: parse, may, act, answer."""
