"""Events for customers: whom we invite, who comes, what it cost and brought (C-40)."""
