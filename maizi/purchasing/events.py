"""Facts that purchasing announces."""
