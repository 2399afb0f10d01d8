"""Screens of purchasing: parse, may, act, answer."""
