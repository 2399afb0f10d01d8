"""Screens of approvals: parse, may, act, answer."""
