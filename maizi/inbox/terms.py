"""Words of inbox."""
