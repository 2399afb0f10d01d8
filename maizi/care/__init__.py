"""Care for customers who are here: so far the hand-over when somebody leaves or moves (C-70)."""
