"""Decisions about files: what the bytes are, what may be stored, under which name it is shown."""
