"""Which days and hours count as working time."""
