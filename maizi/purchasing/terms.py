"""Words of purchasing."""
