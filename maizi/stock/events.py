"""Facts that stock announces."""
