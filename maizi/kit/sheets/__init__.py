"""Spreadsheets in and out: open any file a person has, name its columns, read its values, write."""
