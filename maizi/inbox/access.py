"""Who sees which rows of inbox, who may do what with them."""
