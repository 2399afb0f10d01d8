"""Words of credit."""
