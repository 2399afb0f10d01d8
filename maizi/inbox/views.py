"""Screens of inbox: parse, may, act, answer."""
