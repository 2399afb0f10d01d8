"""Facts that fields announces."""
