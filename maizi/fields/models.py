"""Tables of fields."""
