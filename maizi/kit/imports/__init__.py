"""Imports of sheets: upload, map, check, repair, bring in, undo."""
