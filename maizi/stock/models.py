"""Tables of stock."""
