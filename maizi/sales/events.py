"""Facts that sales announces."""
