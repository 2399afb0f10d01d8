"""Who sees which rows of credit, who may do what with them."""
