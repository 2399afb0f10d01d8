"""Files by their content: stored once under their hash, attached to any record."""
