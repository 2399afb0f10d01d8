"""Who sees which rows of purchasing, who may do what with them."""
