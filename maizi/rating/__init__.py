"""Credit rating: who deserves how much credit, on what evidence, and why (信用评级)."""
