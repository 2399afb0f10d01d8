"""What people and units are to reach, how far they are, and the commission that follows (I-11)."""
