"""Forms of stock that are more than a record's fields."""
