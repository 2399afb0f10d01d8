"""Facts that credit announces."""
