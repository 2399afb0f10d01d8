"""Which days and hours count as working time, and deadlines that run by them."""
