"""Facts that inbox announces."""
