"""Words of sales."""
