"""Imports of sheets, led through the engine."""
