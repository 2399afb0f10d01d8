"""Who sees which rows of fields, who may do what with them."""
