"""Who sees which rows of stock, who may do what with them."""
