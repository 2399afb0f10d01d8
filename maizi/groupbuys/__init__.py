"""Group buying: plans, activities with a threshold, registrations, what follows a win."""
