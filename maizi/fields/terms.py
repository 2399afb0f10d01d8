"""Words of fields."""
