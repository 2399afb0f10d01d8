"""Who sees which rows of sales, who may do what with them."""
