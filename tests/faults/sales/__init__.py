"""Many people sell the same thing at once."""
