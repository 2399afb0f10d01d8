"""Decisions of selling: pure, each with the rule it follows."""
