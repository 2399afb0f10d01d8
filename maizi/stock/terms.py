"""Words of stock."""
