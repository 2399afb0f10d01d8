"""Decisions of 三包: facts in, rights with their reasons out (F-30)."""
