"""Satisfaction of customers: questionnaires, rounds of asking, results, what is done about them."""
