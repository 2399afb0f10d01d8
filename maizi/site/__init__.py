"""Composition root: settings, addresses, menu, wiring, commands, demo company."""
